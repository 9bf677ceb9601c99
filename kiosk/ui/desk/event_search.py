"""Who comes without a card: found by name or number, one of a few."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kiosk.services.list_residents import Listed, list_residents
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Choose
from kiosk.ui.desk.room import Room
from sync.standard.identity import mask_number
from sync.standard.residents import Resident

MOST_FOUND: Final = 12


class Search(QWidget):
    found = Signal()
    """Or nobody was."""

    def __init__(self, bench: Bench, room: Room) -> None:
        super().__init__()
        self._bench, self._room = bench, room
        self._found: tuple[Resident, ...] = ()
        self.line = QLineEdit()
        self.line.setObjectName("event:search")
        self.line.setPlaceholderText(bench.show("event.search"))
        self.line.setAccessibleName(bench.show("event.search"))
        self.line.returnPressed.connect(self._look_up)
        self.who = Choose()
        self.who.setObjectName("event:who")
        self.who.name(bench.show("visits.who"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(bench.look.size.gap)
        row.addWidget(self.line, 1)
        row.addWidget(self.who, 1)

    @property
    def chosen(self) -> Resident | None:
        at = self.who.currentIndex()
        return self._found[at] if 0 <= at < len(self._found) else None

    def seek(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def _look_up(self) -> None:
        words = self.line.text()
        if words.strip():
            self._room.run(partial(list_residents, words=words, limit=MOST_FOUND), self._looked)

    def _looked(self, listed: Listed) -> None:
        self._found = tuple(resident for resident in listed.residents if resident.is_active)
        self.who.clear()
        for resident in self._found:
            personal = resident.personal
            number = mask_number(personal.number)
            self.who.addItem(f"{personal.name}  {number}  {personal.group}")
        if self._found:
            self.who.setFocus()
        else:
            self.who.addItem(self._bench.show("visits.nobody_found"))
        self.found.emit()
