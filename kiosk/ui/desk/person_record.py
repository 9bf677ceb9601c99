"""Her record beside her hours: training and honours, entered and struck."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.keep_record import (
    LONGEST_TEXT,
    MOST_MINUTES,
    RecordKept,
    RecordSlip,
    add_honour,
    add_training,
    day_of,
    list_record,
    strike,
)
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.parts import Button, Card, Choose, label
from kiosk.ui.desk.room import Room
from sync.standard.records import Honoured, RecordItem, Trained
from sync.standard.residents import Resident

HOUR: Final = 60
KINDS: Final = ("training", "honour")


class PersonRecord(QWidget):
    def __init__(self, bench: Bench, room: Room) -> None:
        """room: whose notice tells what came of it."""
        super().__init__()
        self._bench, self._room = bench, room
        self._person = ""
        self.kind = self._choose("kind")
        for code in KINDS:
            self.kind.addItem(bench.show(f"record.{code}"), code)
        self.name, self.host, self.content, self.day, self.reason = map(
            self._line, ("name", "host", "content", "day", "reason")
        )
        self.hours = QSpinBox()
        self.hours.setObjectName("record_hours")
        for part in (self.hours, self.hours.lineEdit()):
            part.setAccessibleName(bench.show("record.hours"))
        self.hours.setRange(1, MOST_MINUTES // HOUR)
        self.hours.setSuffix(bench.show("record.hours_suffix"))
        self.items = self._choose("items")
        self.kind.currentIndexChanged.connect(self._show_kind)
        card = Card(bench, bench.show("record.title"))
        card.inside.addWidget(label(bench.show("record.hint"), wrap=True))
        for row in (
            (self.kind, self.name),
            (self.host, self.day),
            (self.content, self.hours, self._button("add", self._add)),
            (self.items, self.reason, self._button("strike", self._strike)),
        ):
            line = QHBoxLayout()
            line.setSpacing(bench.look.size.gap)
            for widget in row:
                line.addWidget(widget, 0 if isinstance(widget, Button | QSpinBox) else 1)
            card.inside.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._show_kind()

    def open(self, resident: Resident) -> None:
        self._person = resident.person
        for line in (self.name, self.host, self.content, self.reason):
            line.clear()
        self.day.setText(self._bench.clock.today().isoformat())
        self._list()

    def _list(self) -> None:
        self._room.run(partial(list_record, person=self._person), self._listed)

    def _listed(self, items: tuple[RecordItem, ...]) -> None:
        self.items.clear()
        for item in items:
            self.items.addItem(self._words(item), item.entry)
        if not items:
            self.items.addItem(self._bench.show("record.nothing"), "")

    def _words(self, item: RecordItem) -> str:
        name = item.item.name if isinstance(item.item, Trained | Honoured) else ""
        return f"{day_of(item)}  {self._bench.show(f'record.{item.kind}')}  {name}"

    def _show_kind(self) -> None:
        """An honour has neither content nor hours."""
        is_training = self.kind.currentData() == KINDS[0]
        for widget in (self.content, self.hours):
            widget.setEnabled(is_training)

    def _add(self) -> None:
        person, by = self._person, self._bench.cadre.id
        name, host, day = self.name.text(), self.host.text(), self.day.text()
        work: Work = partial(add_honour, person=person, name=name, body=host, day=day, by=by)
        if self.kind.currentData() == KINDS[0]:
            content, minutes = self.content.text(), self.hours.value() * HOUR
            work = partial(
                add_training,
                person=person,
                name=name,
                content=content,
                minutes=minutes,
                host=host,
                day=day,
                by=by,
            )
        self._room.run(work, self._came)

    def _strike(self) -> None:
        entry, reason = str(self.items.currentData() or ""), self.reason.text()
        by = self._bench.cadre.id
        self._room.run(partial(strike, entry=entry, reason=reason, by=by), self._came)

    def _came(self, outcome: Any) -> None:
        show, notice = self._bench.show, self._room.notice
        match outcome:
            case RecordKept(item):
                notice.tell(Tone.GREEN, show("record.kept" if item.counts else "record.struck"))
                for line in (self.name, self.content, self.reason):
                    line.clear()
                self._list()
            case RecordSlip() as slip:
                notice.tell(Tone.GOLD, show(f"record.slip_{slip.value}"))
            case NotRegistered():
                notice.tell(Tone.RED, show("people.gone"))

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"record_{name}")
        line.setAccessibleName(self._bench.show(f"record.{name}"))
        line.setPlaceholderText(self._bench.show(f"record.{name}"))
        line.setMaxLength(LONGEST_TEXT)
        return line

    def _choose(self, name: str) -> Choose:
        box = Choose()
        box.setObjectName(f"record_{name}")
        box.setAccessibleName(self._bench.show(f"record.{name}"))
        return box

    def _button(self, name: str, do: Any) -> Button:
        button = Button(self._bench, f"record:{name}", self._bench.show(f"record.do_{name}"))
        button.clicked.connect(lambda: do())
        return button
