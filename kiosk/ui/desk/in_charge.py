"""Who is in charge: a cadre, or somebody found in the register."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.services.in_charge import may_be_in_charge
from kiosk.services.list_residents import Listed, list_residents
from kiosk.ui.desk.fields import OneOf, text_line
from kiosk.ui.desk.find_person import MOST_FOUND
from kiosk.ui.desk.room import Room

Rows = tuple[tuple[str, str], ...]


class InCharge(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, bench = room, room.bench
        self._known: Rows = ()
        self.one = OneOf(bench, "activities.in_charge", bench.show("activities.nobody"))
        self.line = text_line(bench, "activities.in_charge_search")
        self.line.setPlaceholderText(self.line.accessibleName())
        self.line.returnPressed.connect(self._look_up)
        self.setFocusProxy(self.one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.small_gap)
        column.addWidget(self.one)
        column.addWidget(self.line)

    @property
    def chosen(self) -> str:
        return self.one.chosen

    def put(self, chosen: str) -> None:
        self.line.clear()
        self._know(chosen, ())
        self._room.run(partial(may_be_in_charge, chosen=chosen), partial(self._know, chosen))

    def _know(self, chosen: str, rows: Rows) -> None:
        self._known = rows
        self.one.offer(rows, chosen)

    def _look_up(self) -> None:
        words = self.line.text().strip()
        if words:
            self._room.run(partial(list_residents, words=words, limit=MOST_FOUND), self._looked)

    def _looked(self, listed: Listed) -> None:
        found = [(one.person, one.personal.name) for one in listed.residents if one.is_active]
        rows = dict((*self._known, *found))
        self.one.offer(rows.items(), found[0][0] if found else self.chosen)
        if not found:
            self.line.setText("")
            self.line.setPlaceholderText(self._room.bench.show("visits.nobody_found"))
