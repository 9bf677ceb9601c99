"""Two small forms: how long a visit really was, and checking somebody in on her behalf."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from kiosk.services.list_visits import Attended
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.find_person import FindPerson
from kiosk.ui.desk.parts import Button, Card, Choose, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.visits_list import moment, name_of
from sync.standard.codes import ANY_SERVICE, SERVICES

HOUR: Final = 60
REASONS: Final = ("forgot", "clock", "other_place", "asked", "credited")


class CorrectForm(Card):
    wanted = Signal(int, str)
    """Minutes, and the reason."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.show("visits.correct"))
        self._bench = bench
        self._whose = label("", "soft", wrap=True)
        self._whose.setObjectName("whose")
        self.hours = self._spin("hours", 24)
        self.minutes = self._spin("minutes", 59)
        self.reason = Choose()
        self.reason.setObjectName("reason")
        self.reason.setEditable(True)
        self.reason.name(bench.show("visits.reason"))
        self.reason.addItems([bench.show(f"visits.reason_{code}") for code in REASONS])
        line = self.reason.lineEdit()
        if line is not None:
            line.setPlaceholderText(bench.show("visits.reason_hint"))
        self.button = Button(bench, "correct", bench.show("visits.do_correct"), "main")
        self.button.clicked.connect(self._ask)
        self._lay_out()
        self.put(None)

    def put(self, row: Attended | None) -> None:
        self.setEnabled(row is not None)
        # What the rule credits is a word away from being confirmed.
        hours, minutes = divmod(row.visit.minutes if row and row.visit.is_closed else 0, HOUR)
        self.hours.setValue(hours)
        self.minutes.setValue(minutes)
        self.reason.setCurrentIndex(-1)
        self.reason.setEditText("")
        if row is None:
            self._whose.setText(self._bench.show("visits.choose"))
            return
        self._whose.setText(
            self._bench.show(
                "visits.whose",
                name=name_of(self._bench, row),
                start=moment(self._bench, row.visit.start_ms),
            )
        )

    def ask_reason(self) -> None:
        self.reason.setFocus()

    def _ask(self) -> None:
        minutes = self.hours.value() * HOUR + self.minutes.value()
        self.wanted.emit(minutes, self.reason.currentText())

    def _spin(self, name: str, most: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setObjectName(name)
        for part in (spin, spin.lineEdit()):
            part.setAccessibleName(self._bench.show(f"visits.{name}"))
        spin.setRange(0, most)
        return spin

    def _lay_out(self) -> None:
        size = self._bench.look.size
        self.inside.addWidget(self._whose)
        time = QHBoxLayout()
        time.setSpacing(size.small_gap)
        for name, spin in (("hours", self.hours), ("minutes", self.minutes)):
            spin.setFixedWidth(size.control * 2)
            time.addWidget(spin)
            time.addWidget(label(self._bench.show(f"visits.{name}")))
        time.addStretch(1)
        self.inside.addLayout(time)
        why = QHBoxLayout()
        why.setSpacing(size.gap)
        why.addWidget(self.reason, 1)
        why.addWidget(self.button)
        self.inside.addLayout(why)
        self.inside.addStretch(1)


class CheckInForm(Card):
    """Who comes without a hand free for the screen: found, then checked in."""

    wanted = Signal(object, str)
    """Resident, code of the service."""

    def __init__(self, room: Room) -> None:
        bench = room.bench
        super().__init__(bench, bench.show("visits.check_in"))
        self._bench = bench
        self.finding = FindPerson(room, "visits.search")
        self.service = Choose()
        self.service.setObjectName("service")
        self.service.setAccessibleName(bench.show("visits.service"))
        for code in (*SERVICES, ANY_SERVICE):
            self.service.addItem(bench.strings.show(f"service.{code}"), code)
        self.button = Button(bench, "check_in", bench.show("visits.do_check_in"), "main")
        self.button.clicked.connect(self._ask)
        self.button.setEnabled(False)
        self.finding.found.connect(lambda: self.button.setEnabled(self.finding.chosen is not None))
        self._lay_out()

    def _ask(self) -> None:
        if self.finding.chosen is not None:
            self.wanted.emit(self.finding.chosen, self.service.currentData())

    def _lay_out(self) -> None:
        size = self._bench.look.size
        self.inside.addWidget(self.finding)
        row = QHBoxLayout()
        row.setSpacing(size.gap)
        row.addWidget(self.service, 1)
        row.addWidget(self.button)
        self.inside.addLayout(row)
        self.inside.addStretch(1)


def side_by_side(bench: Bench, *cards: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box) if bench.look.is_portrait else QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(bench.look.size.gap)
    for card in cards:
        layout.addWidget(card, 1)
    return box
