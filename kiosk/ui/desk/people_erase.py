"""Erasing a person: what goes and what stays, why, and a word that it is the right one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.erase_resident import (
    ENDING_CHARACTERS,
    AlreadyErased,
    EndingWrong,
    ErasedNow,
    NeedsReason,
    NotAllowed,
    erase_resident,
)
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Card, Choose, label
from kiosk.ui.desk.room import Room
from sync.standard.residents import ERASE_REASONS, Resident


class PersonErase(QWidget):
    erased = Signal(str)
    """Done: the sentence that says so, without any name."""

    def __init__(self, bench: Bench, room: Room) -> None:
        """room: whose notice tells what stands in the way."""
        super().__init__()
        self._bench, self._room = bench, room
        self._person = ""
        self._whose = label("", "strong")
        self._whose.setObjectName("erase_whose")
        self.reason = Choose()
        self.reason.setObjectName("erase_reason")
        self.reason.setAccessibleName(bench.show("people.erase_reason"))
        self.reason.addItem(bench.show("people.erase_choose"), "")
        for code in ERASE_REASONS:
            self.reason.addItem(bench.show(f"people.erase_{code}"), code)
        self.ending = QLineEdit()
        self.ending.setObjectName("erase_ending")
        self.ending.setAccessibleName(bench.show("people.erase_ending"))
        self.ending.setMaxLength(ENDING_CHARACTERS)
        self._lay_out()

    def open(self, resident: Resident) -> None:
        self._person = resident.person
        self._whose.setText(self._bench.show("people.erase_whose", name=resident.personal.name))
        self.reason.setCurrentIndex(0)
        self.ending.clear()
        self.reason.setFocus()

    def close_up(self) -> None:
        """Nobody's name stays on a page that is not shown."""
        self._person = ""
        self._whose.clear()
        self.ending.clear()

    def do(self) -> None:
        work = partial(
            erase_resident,
            person=self._person,
            reason=str(self.reason.currentData()),
            ending=self.ending.text(),
            by=self._bench.cadre.id,
        )
        self._room.run(work, self._came)

    def _came(self, outcome: Any) -> None:
        show, notice = self._bench.show, self._room.notice
        match outcome:
            case ErasedNow(minutes):
                self.erased.emit(show("people.erased", hours=f"{minutes / 60:.1f}"))
            case AlreadyErased():
                self.erased.emit(show("people.erased_already"))
            case NeedsReason():
                notice.tell(Tone.GOLD, show("people.erase_reason_missing"))
                self.reason.setFocus()
            case EndingWrong():
                notice.tell(Tone.RED, show("people.erase_ending_wrong"))
                self.ending.selectAll()
                self.ending.setFocus()
            case NotAllowed():
                notice.tell(Tone.RED, show("people.erase_not_allowed"))
            case NotRegistered():
                notice.tell(Tone.RED, show("people.gone"))

    def _lay_out(self) -> None:
        show = self._bench.show
        card = Card(self._bench, show("people.erase_title"))
        card.inside.addWidget(self._whose)
        for key in ("goes", "stays", "for_good"):
            card.inside.addWidget(label(show(f"people.erase_{key}"), wrap=True))
        for key, field in (("erase_reason", self.reason), ("erase_ending", self.ending)):
            card.inside.addWidget(label(show(f"people.{key}"), "label"))
            card.inside.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
