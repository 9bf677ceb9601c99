"""签到补录: who is here, who forgot to check out, whose time is not known."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal

from kiosk.flows.screen import Tone
from kiosk.services.check_in import (
    AlreadyIn,
    CheckedInNow,
    CheckedOutNow,
    NotIn,
    NotRegistered,
    check_in,
    check_out,
)
from kiosk.services.correct_visit import CorrectedVisit, CorrectionSlip, correct_visit
from kiosk.services.list_visits import Attended, VisitsListed, find_visit, list_visits
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Segments
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.visits_forms import CheckInForm, CorrectForm, side_by_side
from kiosk.ui.desk.visits_list import END_COLUMN, moment, visits_table
from sync.standard.residents import Resident

PARTS: Final = ("here", "forgotten", "doubtful")


class VisitsRoom(Room):
    name = "visits"
    picture = "check_in"
    event_wanted = Signal()
    """The desk of a large event shall be opened."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._listed = VisitsListed((), (), ())
        self._chosen: Attended | None = None
        self.segments = Segments(bench, "visits.filter", PARTS, self._filter)
        self.table = visits_table(bench)
        self.correct = CorrectForm(bench)
        self.check_in = CheckInForm(self)
        self.page.addWidget(self.segments)
        self.page.addWidget(self.table, 1)
        self.page.addWidget(side_by_side(bench, self.correct, self.check_in))
        self._refresh = self.deed("refresh", self._look)
        self._check_out = self.deed("check_out", self._end_visit, "main", "check_out")
        self.bar.addWidget(self._refresh)
        self.bar.addWidget(self.deed("event", self.event_wanted.emit, picture="people"))
        self.bar.addStretch()
        self.bar.addWidget(self._check_out)
        self.table.chose.connect(self._choose)
        self.correct.wanted.connect(self._correct)
        self.check_in.wanted.connect(self._begin_visit)
        self._choose(None)

    # -- what a room may be asked

    def entered(self) -> None:
        self._look()
        self.table.setFocus()

    def seek(self) -> None:
        self.check_in.finding.seek()

    def save(self) -> None:
        if self._chosen is not None:
            self.correct.button.click()

    def open_visit(self, visit: str) -> None:
        """Shows one visit, whatever its state."""
        self.run(partial(find_visit, visit=visit), self._show_one)

    # -- the table

    def _look(self) -> None:
        self.run(list_visits, self._looked)

    def _looked(self, listed: VisitsListed) -> None:
        self._listed = listed
        self.segments.count({part: len(getattr(listed, part)) for part in PARTS})
        self._filter(self.segments.chosen)

    def _filter(self, part: str) -> None:
        rows: tuple[Attended, ...] = getattr(self._listed, part)
        self.table.setColumnHidden(END_COLUMN, part != "doubtful")
        self.table.put(rows)
        self.beside.setText(self.bench.show(f"visits.says_{part}"))
        if rows:
            self.table.selectRow(0)

    def _show_one(self, row: Attended | None) -> None:
        if row is None:
            self.notice.tell(Tone.RED, self.bench.show("visits.slip_no_visit"))
            return
        self.table.setColumnHidden(END_COLUMN, False)
        self.table.put((row,))
        self.table.selectRow(0)
        self.beside.setText("")

    def _choose(self, row: Attended | None) -> None:
        self._chosen = row
        self.correct.put(row)
        is_here = row is not None and row.visit.is_open and self.segments.chosen == "here"
        self._check_out.setEnabled(is_here)

    # -- deeds

    def _correct(self, minutes: int, reason: str) -> None:
        if self._chosen is None:
            return
        visit, by = self._chosen.visit.visit, self.bench.cadre.id
        work = partial(correct_visit, visit_id=visit, minutes=minutes, reason=reason, by=by)
        self.run(work, self._corrected)

    def _corrected(self, outcome: Any) -> None:
        match outcome:
            case CorrectedVisit(visit):
                self._done("corrected", minutes=visit.minutes)
            case CorrectionSlip() as slip:
                self.notice.tell(Tone.RED, self.bench.show(f"visits.slip_{slip}"))
                if slip is CorrectionSlip.NO_REASON:
                    self.correct.ask_reason()

    def _end_visit(self) -> None:
        if self._chosen is None:
            return
        visit, by = self._chosen.visit.visit, self.bench.cadre.id
        self.run(partial(check_out, visit_id=visit, by=by), self._ended)

    def _ended(self, outcome: Any) -> None:
        match outcome:
            case CheckedOutNow(resident, visit):
                self._done("checked_out", name=resident.personal.name, minutes=visit.minutes)
            case NotIn():
                self.notice.tell(Tone.GOLD, self.bench.show("visits.not_in"))
                self._look()

    def _begin_visit(self, resident: Resident, service: str) -> None:
        by = self.bench.cadre.id
        self.run(partial(check_in, person=resident.person, service=service, by=by), self._begun)

    def _begun(self, outcome: Any) -> None:
        match outcome:
            case CheckedInNow(resident):
                self.check_in.finding.put(None)
                self.segments.choose("here")
                self._done("checked_in", name=resident.personal.name)
            case AlreadyIn(resident, visit):
                self.notice.tell(
                    Tone.GOLD,
                    self.bench.show(
                        "visits.already_in",
                        name=resident.personal.name,
                        at=moment(self.bench, visit.start_ms),
                    ),
                )
            case NotRegistered():
                self.notice.tell(Tone.RED, self.bench.show("people.gone"))

    def _done(self, key: str, **args: str | int) -> None:
        self.notice.tell(Tone.GREEN, self.bench.show(f"visits.{key}", **args))
        self._look()
        self.table.setFocus()
