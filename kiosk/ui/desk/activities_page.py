"""The list of activities: which are on, which come, which wait for their record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.list_activities import ActivitiesListed, ActivityLine, list_activities
from kiosk.ui.desk.activities_list import PARTS, ActivitySheet, activities_table
from kiosk.ui.desk.parts import Segments
from kiosk.ui.desk.room import Room


class ActivitiesPage(QWidget):
    chose = Signal(object)
    """The line under the cursor, or None."""
    counted = Signal(object)
    """The lines that wait for their record."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._listed = ActivitiesListed()
        self.chosen: ActivityLine | None = None
        self._kept = ""
        """Which is chosen again when the list has come anew."""
        self._warned: tuple[int, ...] = ()
        bench = room.bench
        self.segments = Segments(bench, "activities.filter", PARTS, lambda _part: self._filter())
        self.table = activities_table(bench)
        self.sheet = ActivitySheet(bench)
        self.table.chose.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(self.segments)
        upright, ways = bench.look.is_portrait, QBoxLayout.Direction
        both = QBoxLayout(ways.TopToBottom if upright else ways.LeftToRight)
        both.setSpacing(bench.look.size.gap)
        both.addWidget(self.table, 5)
        both.addWidget(self.sheet, 4 if upright else 3)
        column.addLayout(both, 1)

    def look(self, kept: str = "") -> None:
        """kept: the activity that shall be chosen, wherever it stands now."""
        self._kept = kept
        self._room.run(list_activities, self._looked)

    def _looked(self, listed: ActivitiesListed) -> None:
        self._listed = listed
        self.segments.count({part: len(getattr(listed, part)) for part in PARTS})
        self.counted.emit(listed.to_record)
        self._warn(listed.unknown_years)
        here = next((part for part in PARTS if self._kept and self._kept in self._ids(part)), "")
        if here:
            self.segments.choose(here)
        elif not self._ids(self.segments.chosen):
            # Nothing there: rather what there is than an empty page.
            self.segments.choose(next((part for part in PARTS if self._ids(part)), PARTS[0]))
        self._filter()

    def _warn(self, years: tuple[int, ...]) -> None:
        """Once: weekends alone say little of a year with its holidays."""
        if years and years != self._warned:
            said = self._room.bench.show("activities.unknown_year", year=years[0])
            self._room.notice.tell(Tone.GOLD, said)
        self._warned = years

    def _ids(self, part: str) -> list[str]:
        return [line.activity.activity for line in getattr(self._listed, part)]

    def _filter(self) -> None:
        part = self.segments.chosen
        rows: tuple[ActivityLine, ...] = getattr(self._listed, part)
        kept = self._kept or (self.chosen.activity.activity if self.chosen else "")
        self._kept = ""
        self._room.beside.setText(self._room.bench.show(f"activities.says_{part}"))
        self.table.put(rows)
        ids = self._ids(part)
        if rows:
            self.table.selectRow(ids.index(kept) if kept in ids else 0)

    def _choose(self, line: ActivityLine | None) -> None:
        self.chosen = line
        self.sheet.put(line)
        self.chose.emit(line)
