"""Paper at the desk: where it shall go when there are several places, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.flows.screen import Tone
from kiosk.services.announce_stars import NeedsConsent
from kiosk.services.papers import PRINTER, NoPlace, Place, Printed, Saved
from kiosk.services.seal_certificate import print_for
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.room import Room
from sync.standard.residents import Resident

PutWork = Callable[..., Any]
"""Given the ports and place: where it shall go, None = wherever it can."""


def put_paper(room: Room, work: PutWork, then: Callable[[], None] = lambda: None) -> None:
    """Asks where when there are several printers or sticks; tells what became of it."""
    bench = room.bench

    def put(place: Place | None) -> None:
        room.run(partial(work, place=place), told)

    def told(outcome: Any) -> None:
        tone = Tone.GREEN if isinstance(outcome, Printed | Saved) else Tone.GOLD
        room.notice.tell(tone, put_words(bench, outcome))
        then()

    def where(places: Sequence[Place]) -> None:
        if len(places) < 2:
            put(None)
            return
        ways = [(f"place:{at}", _place_words(bench, one), _to(put, one))
                for at, one in enumerate(places)]  # fmt: skip
        room.notice.tell(Tone.BLUE, bench.show("paper.where"), *ways)

    room.run(lambda ports: tuple(ports.papers.places()), where)


def print_certificate(room: Room, resident: Resident | None) -> None:
    """For who stands before the cadre."""
    if resident is not None:
        put_paper(room, partial(print_for, person=resident.person, by=room.bench.cadre.id))


def put_words(bench: Bench, outcome: Any) -> str:
    """What became of a paper."""
    match outcome:
        case Printed(printer):
            return bench.show("paper.printed", printer=printer)
        case Saved(file, folder):
            return bench.show("paper.saved", where=f"{folder}/{file}")
        case NoPlace():
            return bench.show("paper.no_place")
        case NeedsConsent():
            return bench.show("paper.needs_consent")
        case _:
            return bench.show(f"paper.{type(outcome).__name__}")


def _place_words(bench: Bench, place: Place) -> str:
    is_printer = place.kind == PRINTER
    name = place.name if is_printer else Path(place.name).name
    return bench.show("paper.to_printer" if is_printer else "paper.to_stick", name=name)


def _to(put: Callable[[Place | None], None], place: Place) -> Callable[[], None]:
    # A function without arguments: a click would hand its own to anything else.
    return lambda: put(place)
