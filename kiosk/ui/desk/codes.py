"""A card held up while the desk stands: whose it is, and no work is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.flows.screen import Tone
from kiosk.services.find_me import Identified
from kiosk.services.village_cards import CodeRefused
from kiosk.ui.desk.room import Room


def tell_code(room: Room, outcome: Any, open_person: Callable[[str], None]) -> None:
    """outcome: of kiosk.services.village_cards.find_by_code. Leaves the room as it is."""
    show, notice = room.bench.show, room.notice
    match outcome:
        case Identified(resident) if room.take_person(resident):
            pass
        case Identified(resident):
            told = show("code.whose", name=resident.personal.name)

            def open_it() -> None:
                notice.clear()
                open_person(resident.person)

            notice.tell(Tone.BLUE, told, ("open", show("code.open"), open_it))
        case CodeRefused(fault):
            notice.tell(Tone.RED, room.bench.strings.show(fault))
        case _:
            notice.tell(Tone.GOLD, show("code.nobody"))
