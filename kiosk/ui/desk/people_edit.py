"""Correcting a person: the form, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_resident import (
    LONGEST_REASON,
    CorrectedNow,
    NeedsReason,
    NothingChanged,
    correct_resident,
)
from kiosk.services.register import AlreadyRegistered, NeedsGuardian, NeedsMending
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.person_record import PersonRecord
from kiosk.ui.desk.person_trust import PersonTrust
from kiosk.ui.desk.room import Room
from sync.standard.identity import mask_name, mask_number
from sync.standard.residents import Resident


class PersonEdit(QWidget):
    corrected = Signal(str)
    """Done: the sentence that says so."""
    ended = Signal()
    """There was nothing to do."""

    def __init__(self, bench: Bench, room: Room) -> None:
        """room: whose notice tells what stands in the way."""
        super().__init__()
        self._bench, self._room = bench, room
        self._person = ""
        self.form = PersonForm(bench)
        self.reason = QLineEdit()
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(bench.show("people.reason"))
        self.reason.setMaxLength(LONGEST_REASON)
        card = Card(bench)
        card.inside.addWidget(self.form)
        card.inside.addWidget(label(bench.show("people.reason"), "label"))
        card.inside.addWidget(self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.trust = PersonTrust(bench, room)
        column.addWidget(self.trust)
        self.record = PersonRecord(bench, room)
        column.addWidget(self.record)
        column.addStretch(1)

    def open(self, resident: Resident) -> None:
        self._person = resident.person
        self.form.fill(resident.personal)
        self.reason.clear()
        self.trust.open(resident)
        self.record.open(resident)
        self._room.run(lambda ports: ports.residents.groups(), self.form.offer_groups)
        self.form.name.setFocus()

    def save(self) -> None:
        work = partial(
            correct_resident,
            person=self._person,
            given=self.form.personal(),
            reason=self.reason.text(),
            by=self._bench.cadre.id,
        )
        self._room.run(work, self._came)

    def _came(self, outcome: Any) -> None:
        show, notice = self._bench.show, self._room.notice
        match outcome:
            case CorrectedNow(resident, fields):
                named = show("joint").join(show(f"person.{field}") for field in fields)
                told = show("people.corrected", name=resident.personal.name, fields=named)
                self.corrected.emit(told)
            case NothingChanged():
                self.ended.emit()
                notice.tell(Tone.BLUE, show("people.nothing_changed"))
            case NeedsReason():
                notice.tell(Tone.GOLD, show("people.reason_missing"))
                self.reason.setFocus()
            case NeedsGuardian():
                self.form.ask_guardian()
                notice.tell(Tone.GOLD, show("register.guardian"))
            case NeedsMending(slips):
                self.form.say_slips(slips)
                notice.tell(Tone.RED, show("register.mend"))
            case AlreadyRegistered(other):
                personal = other.personal
                masked = {"name": mask_name(personal.name), "number": mask_number(personal.number)}
                notice.tell(Tone.RED, show("people.number_taken", **masked))
            case NotRegistered():
                notice.tell(Tone.RED, show("people.gone"))
