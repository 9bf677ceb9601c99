"""What may be done for one person of an activity: in and out, from paper, things lent."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.services.attend import Attendee
from kiosk.services.lend import MOST_LENT
from kiosk.ui.desk.attendance_list import name_of, presence, thing, times
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Card, Choose, label
from kiosk.ui.desk.room import scrolled
from kiosk.ui.desk.stepped import CountLine, DayLine, TimeLine, ms_of
from kiosk.ui.desk.wrapping import WrappingLayout, empty
from sync.standard.activities import Activity
from sync.standard.attendance import LONGEST_VISIT_MS
from sync.standard.clock import DAY_MS, start_of, time_of
from sync.standard.lending import THINGS, Loan


class PaperLine(QWidget):
    """The times that stand on the organiser's paper."""

    wanted = Signal(object, object)
    """Beginning and end, milliseconds since 1970."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        show = bench.show
        self.day = DayLine(bench, "paper_day", show("activities.day"))
        self.start = TimeLine(bench, "paper_start", show("attendance.paper_start"))
        self.end = TimeLine(bench, "paper_end", show("attendance.paper_end"))
        self._ends_ms = 0
        self.button = Button(bench, "enter", show("attendance.enter"))
        self.button.clicked.connect(lambda _on=False: self._ask())
        row = WrappingLayout(self, bench.look.size.small_gap + 2)
        to = label(show("activities.to"))
        for part in (self.day, self.start, to, self.end, self.button):
            row.addWidget(part)

    def put(self, activity: Activity, today: date) -> None:
        self._ends_ms = activity.plan.end_ms
        start, end = time_of(activity.plan.start_ms), time_of(activity.plan.end_ms)
        is_one_night = activity.plan.end_ms - activity.plan.start_ms <= LONGEST_VISIT_MS
        last = start.date() if is_one_night else end.date()
        self.day.put(max(start.date(), min(today, last)))
        self.day.setVisible(start.date() != end.date())
        self.start.put(start.time())
        self.end.put(end.time())

    def _ask(self) -> None:
        start_ms = ms_of(self.day.day, self.start.at)
        end_ms = ms_of(self.day.day, self.end.at)
        # Of what goes on past midnight, an earlier time of day is the next day's.
        goes_on = self._ends_ms >= start_of(self.day.day) + DAY_MS and end_ms <= start_ms
        self.wanted.emit(start_ms, end_ms + goes_on * DAY_MS)


class LoanLines(QWidget):
    """What is lent to her, each with the way back; and something more."""

    lent = Signal(str, int)
    returned = Signal(str, int)
    """The loan, and how many come back."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.small_gap)
        self._out = QVBoxLayout()
        self._out.setSpacing(bench.look.size.small_gap)
        column.addLayout(self._out)
        more = QWidget()
        row = WrappingLayout(more, bench.look.size.small_gap + 2)
        self.thing = Choose()
        self.thing.setObjectName("thing")
        self.thing.name(bench.show("attendance.thing_word"))
        for code in THINGS:
            self.thing.addItem(thing(bench, code), code)
        self.count = CountLine(bench, "lend_count", bench.show("attendance.count"), 1, MOST_LENT)
        self.lend = Button(bench, "lend", bench.show("attendance.lend"))
        self.lend.clicked.connect(
            lambda _on=False: self.lent.emit(self.thing.currentData(), self.count.value)
        )
        for part in (self.thing, self.count, self.lend):
            row.addWidget(part)
        column.addWidget(more)

    def put(self, loans: tuple[Loan, ...]) -> None:
        empty(self._out)
        self.count.put(1)
        for loan in loans:
            if loan.is_out:
                self._out.addWidget(self._line(loan))

    def _line(self, loan: Loan) -> QWidget:
        show = self._bench.show
        box = QWidget()
        row = WrappingLayout(box, self._bench.look.size.small_gap + 2)
        words = show("attendance.lent", thing=thing(self._bench, loan.thing), count=loan.missing)
        row.addWidget(label(words))
        back = Button(self._bench, f"return:{loan.loan}", show("attendance.return_all"), "link")
        back.clicked.connect(lambda _on=False: self.returned.emit(loan.loan, loan.missing))
        row.addWidget(back)
        if loan.missing > 1:
            one = Button(self._bench, f"return_one:{loan.loan}", show("attendance.return_one"))
            one.setProperty("role", "link")
            one.clicked.connect(lambda _on=False: self.returned.emit(loan.loan, 1))
            row.addWidget(one)
        return box


class AttendeeCard(Card):
    """Closed while nobody is chosen."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._name = label("", "strong", wrap=True)
        self._says = label("", "", wrap=True)
        self.go = Button(bench, "attend", bench.show("attendance.check_in"), "main")
        self.paper, self.loans = PaperLine(bench), LoanLines(bench)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(self.go)
        parts = {"paper": self.paper, "things": self.loans}
        for key, part in parts.items():
            column.addWidget(label(bench.show(f"attendance.card_{key}"), "label", wrap=True))
            column.addWidget(part)
        column.addStretch(1)
        self.inside.addWidget(self._name)
        self.inside.addWidget(self._says)
        self._area = scrolled(self._inside)
        self.inside.addWidget(self._area, 1)
        self._hold = QWidget()
        self.inside.addWidget(self._hold, 1)

    def put(self, row: Attendee | None, activity: Activity | None) -> None:
        is_there = row is not None and activity is not None
        self._area.setVisible(is_there)
        self._hold.setVisible(not is_there)
        self._says.setVisible(is_there)
        if row is None or activity is None:
            self._name.setText(self._bench.show("attendance.choose"))
            return
        self._name.setText(name_of(self._bench, row))
        said = (presence(self._bench, row), times(self._bench, row))
        self._says.setText("  ".join(text for text in said if text))
        key = "check_out" if row.here else "check_in"
        self.go.setText(self._bench.show(f"attendance.{key}"))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(row.resident is not None and row.resident.is_active)
        self.paper.put(activity, self._bench.clock.today())
        self.loans.put(row.loans)
