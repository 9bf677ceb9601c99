"""A workbook's people, once they are registered, get places in an event."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from kiosk.flows.screen import Tone
from kiosk.services.event_workbook import NoSuchActivity, WorkbookTaken, take_workbook
from kiosk.services.import_register import Outcome, Plan
from kiosk.ui.desk.parts import Choose
from kiosk.ui.desk.room import Room
from sync.standard.activities import Activity

_ABLE = (Outcome.REGISTERED, Outcome.KNOWN)


class PlacesFor(QObject):
    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._activity: Activity | None = None
        self._plan = Plan(())
        self._shift = Choose()
        self._shift.setObjectName("import:shift")
        self._shift.name(room.bench.show("import.places_shift"))
        self._give = room.deed("places", self._take, "main", "calendar")
        room.bar.addWidget(self._shift)
        room.bar.addWidget(self._give)
        self.want(None)

    def want(self, activity: Activity | None) -> None:
        """None: a workbook is only to be registered."""
        self._activity = activity
        self._shift.clear()
        for shift in activity.plan.shifts if activity else ():
            self._shift.addItem(shift.name or shift.id, shift.id)
        self.show(Plan(()), is_ready=False)

    @property
    def says(self) -> str:
        """For which activity, or nothing."""
        return self._room.bench.show("import.for_event", title=self._title) if self._title else ""

    @property
    def _title(self) -> str:
        return self._activity.plan.title if self._activity else ""

    def show(self, plan: Plan, *, is_ready: bool) -> None:
        """is_ready: a plan is looked at, and nothing is under way."""
        self._plan = plan
        people = sum(plan.counts[outcome] for outcome in _ABLE)
        is_now = self._activity is not None and is_ready and plan.remaining == 0 and people > 0
        self._give.setVisible(is_now)
        self._shift.setVisible(is_now and self._shift.count() > 0)
        if is_now:
            word = self._room.bench.show("import.give_places", title=self._title)
            self._give.setText(f" {word}")
            self._give.setAccessibleName(word)

    def _take(self) -> None:
        if self._activity is None:
            return
        work = partial(
            take_workbook,
            plan=self._plan,
            activity=self._activity.activity,
            by=self._room.bench.cadre.id,
            shift=self._shift.currentData() or "",
        )
        self._room.run(work, self._took)

    def _took(self, outcome: WorkbookTaken | NoSuchActivity) -> None:
        room = self._room
        match outcome:
            case WorkbookTaken(asked, had_one, left_out):
                told = room.bench.show(
                    "import.places_given", asked=asked, had_one=had_one, left_out=left_out
                )
                room.notice.tell(Tone.GREEN, told)
            case NoSuchActivity():
                room.notice.tell(Tone.RED, room.bench.show("event.gone"))
