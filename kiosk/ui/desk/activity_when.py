"""When an activity is: the day, from when to when, and the last day where it takes several."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Tick, label
from kiosk.ui.desk.stepped import DayLine, TimeLine, ms_of
from kiosk.ui.desk.wrapping import WrappingLayout
from sync.standard.clock import time_of


class WhenEdit(QWidget):
    """Its end keeps its distance when the beginning is moved."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        show = bench.show
        self.day = DayLine(bench, "day", show("activities.day"))
        self.start = TimeLine(bench, "start", show("activities.start"))
        self.end = TimeLine(bench, "end", show("activities.end"))
        self.several = Tick(bench, "several_days", show("activities.several_days"))
        self.several.setFixedWidth(bench.look.size.control * 5)
        self.last = DayLine(bench, "last_day", show("activities.last_day_of"))
        self._start_before = time()
        self._day_before = date.min
        row = WrappingLayout(self, bench.look.size.gap)
        to = label(show("activities.to"))
        for part in (self.day, self.start, to, self.end, self.several, self.last):
            row.addWidget(part)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self._day_moved)
        self.start.changed.connect(self._start_moved)
        self.several.toggled.connect(self.last.setVisible)

    def put(self, start_ms: int, end_ms: int) -> None:
        start, end = time_of(start_ms), time_of(end_ms)
        self._start_before, self._day_before = start.time(), start.date()
        self.end.put(end.time())
        self.last.put(end.date())
        self.start.put(start.time())
        self.end.put(end.time())
        self.day.put(start.date())
        self.last.put(end.date())
        is_long = start.date() != end.date()
        self.several.setChecked(is_long)
        self.last.setVisible(is_long)

    def times_ms(self) -> tuple[int, int]:
        """Milliseconds since 1970 of its beginning and end."""
        last = self.last.day if self.several.isChecked() else self.day.day
        return ms_of(self.day.day, self.start.at), ms_of(last, self.end.at)

    def first_day(self) -> tuple[date, time, time]:
        return self.day.day, self.start.at, self.end.at

    def _start_moved(self) -> None:
        day = date(2000, 1, 1)
        moved = datetime.combine(day, self.start.at) - datetime.combine(day, self._start_before)
        self._start_before = self.start.at
        end = datetime.combine(day, self.end.at) + moved
        if end.date() == day:  # Past midnight it would end before it begins.
            self.end.put(end.time())

    def _day_moved(self) -> None:
        moved = self.day.day - self._day_before
        self._day_before = self.day.day
        if abs(moved) < timedelta(days=365):
            self.last.put(self.last.day + moved)
