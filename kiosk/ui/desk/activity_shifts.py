"""The shifts of a large activity: a line each, put on and taken off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.services.plan_activity import LONGEST_LINE
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.fields import text_line
from kiosk.ui.desk.parts import Button, label
from kiosk.ui.desk.stepped import CountLine, DayLine, TimeLine, ms_of
from kiosk.ui.desk.wrapping import WrappingLayout, empty
from sync.standard.activities import MOST_PLACES, MOST_SHIFTS, Shift
from sync.standard.clock import time_of

USUAL_PLACES: Final = 20
_LETTER: Final = "s"


class ShiftLine(QWidget):
    def __init__(self, bench: Bench, shift: Shift, remove: Callable[[ShiftLine], None]) -> None:
        super().__init__()
        self._id = shift.id
        show = bench.show
        row = WrappingLayout(self, bench.look.size.gap)
        self.name = text_line(bench, "activities.shift_name")
        self.name.setMaxLength(LONGEST_LINE // 3)
        self.name.setPlaceholderText(show("activities.shift_name"))
        self.name.setText(shift.name)
        start, end = time_of(shift.start_ms), time_of(shift.end_ms)
        self.day = DayLine(bench, "shift_day", show("activities.day"))
        self.start = TimeLine(bench, "shift_start", show("activities.start"))
        self.end = TimeLine(bench, "shift_end", show("activities.end"))
        self.places = CountLine(bench, "shift_places", show("activities.places"), 0, MOST_PLACES)
        self.day.put(start.date())
        self.start.put(start.time())
        self.end.put(end.time())
        self.places.put(shift.places)
        self.remove = Button(bench, "shift_remove", show("activities.shift_remove"), "danger")
        self.remove.clicked.connect(lambda _on=False: remove(self))
        self._to = label(show("activities.to"))
        for part in (self.name, self.day, self.start, self._to, self.end, self.places):
            row.addWidget(part)
        row.addWidget(self.remove)

    @property
    def shift(self) -> Shift:
        day = self.day.day
        name, places = self.name.text().strip(), self.places.value
        return Shift(self._id, ms_of(day, self.start.at), ms_of(day, self.end.at), places, name)


class ShiftsEdit(QWidget):
    changed = Signal()

    def __init__(self, bench: Bench, times: Callable[[], tuple[date, time, time]]) -> None:
        """times: of the whole activity, for a new shift."""
        super().__init__()
        self._bench, self._times = bench, times
        self._used = 0
        self.lines: list[ShiftLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        self._column = QVBoxLayout()
        self._column.setSpacing(bench.look.size.gap)
        column.addLayout(self._column)
        self.add = Button(bench, "shift_add", bench.show("activities.shift_add"))
        self.add.clicked.connect(lambda _on=False: self._add_one())
        foot = QWidget()
        row = WrappingLayout(foot, bench.look.size.gap)
        row.addWidget(self.add)
        column.addWidget(foot)

    @property
    def shifts(self) -> tuple[Shift, ...]:
        return tuple(line.shift for line in self.lines)

    def put(self, shifts: tuple[Shift, ...]) -> None:
        empty(self._column)
        self.lines = []
        self._used = 0
        for shift in shifts:
            self._put_one(shift)
        self._settle()

    def _add_one(self) -> None:
        """After the last one, as long as that; the first as long as the whole."""
        day, start, end = self._times()
        last = self.lines[-1].shift if self.lines else None
        length = ms_of(day, end) - ms_of(day, start)
        start_ms = ms_of(day, start)
        places = USUAL_PLACES
        if last is not None:
            length, start_ms, places = last.end_ms - last.start_ms, last.end_ms, last.places
        taken = {line.shift.id for line in self.lines}
        while (name := f"{_LETTER}{self._used + 1}") in taken:
            self._used += 1
        self._used += 1
        self._put_one(Shift(name, start_ms, start_ms + length, places))
        self._settle()
        self.lines[-1].name.setFocus()

    def _put_one(self, shift: Shift) -> None:
        line = ShiftLine(self._bench, shift, self._remove)
        self.lines.append(line)
        self._column.addWidget(line)
        line.show()

    def _remove(self, line: ShiftLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._settle()

    def _settle(self) -> None:
        self.add.setEnabled(len(self.lines) < MOST_SHIFTS)
        self.changed.emit()
