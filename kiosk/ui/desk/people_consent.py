"""Taking the consent back, and agreeing again, on the person's behalf."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.flows.screen import Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.withdraw import AgreedAgain, NothingToChange, WithdrewNow, agree_again, withdraw
from kiosk.ui.desk.room import Room
from sync.standard.residents import Resident


class ConsentDeeds:
    def __init__(
        self, room: Room, chosen: Callable[[], Resident | None], done: Callable[[str], None]
    ) -> None:
        """done: told the sentence that says what happened."""
        self._room, self._chosen, self._done = room, chosen, done

    def ask_withdraw(self) -> None:
        """Asks once: a slip of the hand must not strike anybody out."""
        chosen, show = self._chosen(), self._room.bench.show
        if chosen is None:
            return
        self._room.notice.tell(
            Tone.RED,
            show("people.ask_withdraw", name=chosen.personal.name),
            ("withdraw", show("people.do_withdraw"), partial(self._withdraw, chosen)),
            ("keep", show("people.do_keep"), self._room.notice.clear),
        )

    def agree(self) -> None:
        chosen, by = self._chosen(), self._room.bench.cadre.id
        if chosen is not None:
            self._room.run(partial(agree_again, person=chosen.person, by=by), self._came)

    def _withdraw(self, resident: Resident) -> None:
        by = self._room.bench.cadre.id
        self._room.run(partial(withdraw, person=resident.person, by=by), self._came)

    def _came(self, outcome: Any) -> None:
        show = self._room.bench.show
        match outcome:
            case WithdrewNow(resident):
                self._done(show("people.withdrew", name=resident.personal.name))
            case AgreedAgain(resident):
                self._done(show("people.agreed_again", name=resident.personal.name))
            case NothingToChange():
                self._done(show("people.nothing_changed"))
            case NotRegistered():
                self._room.notice.tell(Tone.RED, show("people.gone"))
