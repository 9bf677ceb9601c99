"""Somebody by name or number, then one of those found."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk.services.list_residents import Listed, list_residents
from kiosk.ui.desk.fields import text_line
from kiosk.ui.desk.parts import Choose
from kiosk.ui.desk.room import Room
from sync.standard.identity import mask_number
from sync.standard.residents import Resident

MOST_FOUND: Final = 12


class FindPerson(QWidget):
    found = Signal()
    """Or nobody was."""

    def __init__(self, room: Room, key: str, hint: str = "", *, is_row: bool = False) -> None:
        """key: of the search's name. hint: of what stands in it, else its name. is_row: both
        beside one another."""
        super().__init__()
        self._room, self._residents = room, list[Resident]()
        bench = room.bench
        self.line = text_line(bench, key)
        self.line.setPlaceholderText(bench.show(hint or key))
        self.line.returnPressed.connect(self._look_up)
        self.who = Choose()
        self.who.setObjectName(f"{self.line.objectName()}_who")
        self.who.name(bench.show("visits.who"))
        ways = QBoxLayout.Direction
        both = QBoxLayout(ways.LeftToRight if is_row else ways.TopToBottom, self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(bench.look.size.gap if is_row else bench.look.size.small_gap)
        for part in (self.line, self.who):
            both.addWidget(part, 1 if is_row else 0)
        self.put(None)

    @property
    def chosen(self) -> Resident | None:
        at = self.who.currentIndex()
        return self._residents[at] if 0 <= at < len(self._residents) else None

    def put(self, resident: Resident | None) -> None:
        self.line.clear()
        self._show([resident] if resident else [], "visits.search_first")

    def seek(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def _look_up(self) -> None:
        words = self.line.text().strip()
        if words:
            work = partial(list_residents, words=words, limit=MOST_FOUND)
            self._room.run(work, self._looked)
        else:
            self.put(None)

    def _looked(self, listed: Listed) -> None:
        found = [one for one in listed.residents if one.is_active]
        self._show(found, "visits.nobody_found")
        if found:
            self.who.setFocus()

    def _show(self, residents: list[Resident], empty: str) -> None:
        self._residents = residents
        self.who.clear()
        for one in residents:
            personal = one.personal
            number = mask_number(personal.number)
            self.who.addItem(f"{personal.name}  {number}  {personal.group}".rstrip())
        self.who.setEnabled(bool(residents))
        if not residents:
            self.who.addItem(self._room.bench.show(empty))
        self.found.emit()
