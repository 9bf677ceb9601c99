"""Two small forms: how long a visit really was, and checking somebody in on her behalf."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from kiosk.services.list_residents import Listed, list_residents
from kiosk.services.list_visits import Attended
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Card, Choose, label
from kiosk.ui.desk.visits_list import moment, name_of
from sync.standard.codes import ANY_SERVICE, SERVICES
from sync.standard.identity import mask_number
from sync.standard.residents import Resident

HOUR: Final = 60
MOST_OFFERED: Final = 12
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

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.show("visits.check_in"))
        self._bench = bench
        self._found: tuple[Resident, ...] = ()
        self.search = QLineEdit()
        self.search.setObjectName("visits_search")
        self.search.setPlaceholderText(bench.show("visits.search"))
        self.search.setAccessibleName(bench.show("visits.search"))
        self.who = Choose()
        self.who.setObjectName("who")
        self.who.setAccessibleName(bench.show("visits.who"))
        self.service = Choose()
        self.service.setObjectName("service")
        self.service.setAccessibleName(bench.show("visits.service"))
        for code in (*SERVICES, ANY_SERVICE):
            self.service.addItem(bench.strings.show(f"service.{code}"), code)
        self.button = Button(bench, "check_in", bench.show("visits.do_check_in"), "main")
        self.button.clicked.connect(self._ask)
        self._lay_out()
        self.put(())

    def look_up(self, owner: QWidget, in_the_way: object) -> None:
        """Finds by what was typed; owner: the room that lives as long as the answer counts."""
        words = self.search.text()
        if not words.strip():
            return
        work = partial(list_residents, words=words, limit=MOST_OFFERED)
        self._bench.run(owner, work, self._listed, in_the_way)  # type: ignore[arg-type]

    def put(self, residents: tuple[Resident, ...]) -> None:
        self._found = tuple(resident for resident in residents if resident.is_active)
        self.who.clear()
        for resident in self._found:
            personal = resident.personal
            number = mask_number(personal.number)
            self.who.addItem(f"{personal.name}  {number}  {personal.group}")
        self.who.setEnabled(bool(self._found))
        self.button.setEnabled(bool(self._found))
        if not self._found:
            key = "nobody_found" if self.search.text() else "search_first"
            self.who.addItem(self._bench.show(f"visits.{key}"))

    def clear(self) -> None:
        self.search.clear()
        self.put(())

    def _listed(self, listed: Listed) -> None:
        self.put(listed.residents)
        if self._found:
            self.who.setFocus()

    def _ask(self) -> None:
        at = self.who.currentIndex()
        if 0 <= at < len(self._found):
            self.wanted.emit(self._found[at], self.service.currentData())

    def _lay_out(self) -> None:
        size = self._bench.look.size
        self.inside.addWidget(self.search)
        self.inside.addWidget(self.who)
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
