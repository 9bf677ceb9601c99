"""The attendance of one activity at the desk: by name, by card, from paper."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.services.attend import (
    AttendanceSheet,
    Attendee,
    AttendSlip,
    Presence,
    VisitEnteredNow,
    attendance_sheet,
    check_in_to,
    enter_visit,
    find_attendees,
)
from kiosk.services.check_in import CheckedInNow, CheckedOutNow, check_out
from kiosk.services.lend import LendSlip, lend, take_back
from kiosk.services.ports import Ports
from kiosk.ui.desk import activity_words
from kiosk.ui.desk.attendance_list import attendance_table
from kiosk.ui.desk.attendance_words import tell_attendance
from kiosk.ui.desk.attendee_card import AttendeeCard
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Segments, label
from kiosk.ui.desk.people_list import SearchLine
from kiosk.ui.desk.room import Room
from sync.standard.activities import Activity
from sync.standard.residents import Resident

EVERYBODY: Final = "all"
PARTS: Final = (EVERYBODY, "missing", "here", "given", "waiting", "gone")


class AttendancePage(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._bench = room, room.bench
        bench = room.bench
        self._sheet: AttendanceSheet | None = None
        self._activity = ""
        self._chosen: Attendee | None = None
        self._kept = ""
        """Who is chosen again when the list has come anew."""
        self.title = label("", "strong", wrap=True)
        self.search = SearchLine(bench)
        self.search.setObjectName("attendance_search")
        self.search.setPlaceholderText(bench.show("attendance.search"))
        self.search.asked.connect(self._look)
        self.segments = Segments(bench, "attendance.filter", PARTS, lambda _part: self._filter())
        self.table = attendance_table(bench)
        self.table.chose.connect(self._choose)
        self.card = AttendeeCard(bench)
        self.card.go.clicked.connect(lambda _on=False: self._go())
        self.card.paper.wanted.connect(self._enter)
        self.card.loans.lent.connect(self._lend)
        self.card.loans.returned.connect(self._take_back)
        _lay_out(self, bench)

    # -- what the room asks

    @property
    def activity(self) -> str:
        return self._activity

    def open(self, activity: Activity) -> None:
        self._activity, self._kept = activity.activity, ""
        when = activity_words.when(self._bench, activity)
        self.title.setText(
            self._bench.show("attendance.heading", title=activity.plan.title, when=when)
        )
        self.search.clear()
        self.segments.choose(EVERYBODY)
        self._look()
        self.search.setFocus()

    def step_back(self) -> bool:
        if not self.search.text():
            return False
        self.search.clear()
        self._look()
        return True

    def let_in(self, resident: Resident) -> None:
        """She put a card down: in, or the question whether she goes."""
        self._kept = resident.person
        self.search.clear()
        self._check_in(resident.person)

    # -- the list

    def _look(self) -> None:
        words, activity = self.search.text().strip(), self._activity

        def ask(ports: Ports) -> tuple[AttendanceSheet | None, tuple[Attendee, ...]]:
            found = find_attendees(ports, activity, words) if words else ()
            return attendance_sheet(ports, activity), found

        self._room.run(ask, partial(self._looked, words))

    def _looked(self, words: str, came: Any) -> None:
        sheet, found = came
        if words != self.search.text().strip() or sheet is None:
            return  # an older question's answer
        self._sheet = sheet
        counts = {part: sheet.count(Presence(part)) for part in PARTS[1:]}
        self.segments.count({EVERYBODY: len(sheet.people), **counts})
        self._filter(found if words else None)

    def _filter(self, found: tuple[Attendee, ...] | None = None) -> None:
        if self._sheet is None:
            return
        part = self.segments.chosen
        rows = self._sheet.people if found is None else found
        if found is None and part != EVERYBODY:
            rows = tuple(row for row in rows if row.presence == part)
        kept = self._kept or (self._chosen.person if self._chosen else "")
        self.table.put(rows)
        at = next((at for at, row in enumerate(rows) if row.person == kept), 0)
        if rows:
            self.table.selectRow(at)

    def _choose(self, row: Attendee | None) -> None:
        self._chosen = row
        self.card.put(row, self._sheet.activity if self._sheet else None)

    # -- deeds

    def _go(self) -> None:
        if self._chosen is None:
            return
        here = self._chosen.here
        if here is not None:
            self._check_out(here.visit)
        else:
            self._check_in(self._chosen.person)

    def _check_in(self, person: str) -> None:
        by = self._bench.cadre.id
        work = partial(check_in_to, activity_id=self._activity, person=person, by=by)
        self._room.run(work, self._came)

    def _check_out(self, visit: str, then_in: str = "") -> None:
        """then_in: who is checked in here afterwards."""

        def told(outcome: Any) -> None:
            if then_in:
                self._check_in(then_in)
            else:
                self._came(outcome)

        self._room.run(partial(check_out, visit_id=visit, by=self._bench.cadre.id), told)

    def _enter(self, start_ms: int, end_ms: int) -> None:
        if self._chosen is not None:
            person, by = self._chosen.person, self._bench.cadre.id
            work = partial(enter_visit, activity_id=self._activity, person=person, by=by)
            self._room.run(partial(work, start_ms=start_ms, end_ms=end_ms), self._came)

    def _lend(self, thing: str, count: int) -> None:
        if self._chosen is not None:
            work = partial(lend, person=self._chosen.person, thing=thing, count=count)
            by = self._bench.cadre.id
            self._room.run(partial(work, by=by, activity_id=self._activity), self._came)

    def _take_back(self, loan: str, count: int) -> None:
        work = partial(take_back, loan_id=loan, count=count, by=self._bench.cadre.id)
        self._room.run(work, self._came)

    def _came(self, outcome: Any) -> None:
        tell_attendance(self._room, outcome, self._activity, self._check_out)
        if not isinstance(outcome, AttendSlip | LendSlip):
            self._kept = _whose(outcome) or self._kept
            self.search.clear()
            self._look()


def _lay_out(page: AttendancePage, bench: Bench) -> None:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.size.gap)
    for part in (page.title, page.search, page.segments):
        column.addWidget(part)
    upright, ways = bench.look.is_portrait, QBoxLayout.Direction
    both = QBoxLayout(ways.TopToBottom if upright else ways.LeftToRight)
    both.setSpacing(bench.look.size.gap)
    both.addWidget(page.table, 5)
    both.addWidget(page.card, 3)
    column.addLayout(both, 1)


def _whose(outcome: Any) -> str:
    match outcome:
        case CheckedInNow(resident) | CheckedOutNow(resident) | VisitEnteredNow(resident):
            return resident.person
        case _:
            return ""
