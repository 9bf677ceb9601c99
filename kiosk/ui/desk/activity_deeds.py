"""What is done to an activity at the desk: saved, opened, called off, evaluated, closed."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from kiosk.flows.screen import Tone
from kiosk.services.call_off_activity import CalledOff, CallOffSlip, call_off_activity
from kiosk.services.close_record import ClosedNow, CloseSlip, NotWhole, StillHere, close_record
from kiosk.services.evaluate_activity import EvaluatedNow, EvaluateSlip, evaluate_activity
from kiosk.services.list_activities import ActivityLine
from kiosk.services.open_activity import Opened, open_activity
from kiosk.services.plan_activity import PlanFault, Planned, PlanSlip, plan_activity
from kiosk.ui.desk.activity_form import ActivityForm
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.evaluate_page import EvaluatePage
from kiosk.ui.desk.parts import Notice
from sync.standard.activities import CALLED_OFF_REASONS, Activity


class Activities(Protocol):
    """What the room lends to its deeds."""

    bench: Bench
    notice: Notice
    opened: Activity | None

    @property
    def form(self) -> ActivityForm: ...

    @property
    def evaluation(self) -> EvaluatePage: ...

    @property
    def chosen(self) -> ActivityLine | None: ...

    def run(self, work: Work, then: Any) -> None: ...

    def look(self, kept: str = "") -> None: ...

    def show_list(self) -> None: ...

    def open_sheet(self) -> None: ...

    def open_calls(self) -> None: ...


class ActivityDeeds:
    def __init__(self, room: Activities) -> None:
        self._room = room
        self.is_saving = False
        """Until its answer is there, pressing again would enter a second one."""

    # -- the plan

    def save(self) -> None:
        self._plan(then_open=False)

    def save_open(self) -> None:
        self._plan(then_open=True)

    def _plan(self, *, then_open: bool) -> None:
        if self.is_saving:
            return
        self.is_saving = True
        room = self._room
        chosen = room.opened.activity if room.opened else ""
        plan, by = room.form.plan(), room.bench.cadre.id
        work = partial(plan_activity, activity_id=chosen, plan=plan, by=by)
        room.run(work, partial(self._planned, then_open))

    def _planned(self, then_open: bool, outcome: Any) -> None:
        match outcome:
            case Planned(activity) if then_open:
                self._room.opened = activity  # Not a second one, if it cannot be opened.
                by = self._room.bench.cadre.id
                work = partial(open_activity, activity_id=activity.activity, by=by)
                self._room.run(work, partial(self._opened, activity.activity))
            case Planned(activity, warnings):
                self.is_saving = False
                self._room.opened = activity
                self._room.show_list()
                self._tell_saved("saved", warnings)
            case _:
                self._refuse(outcome)

    def open(self) -> None:
        room = self._room
        if room.chosen is not None:
            activity, by = room.chosen.activity.activity, room.bench.cadre.id
            work = partial(open_activity, activity_id=activity, by=by)
            room.run(work, partial(self._opened, activity))

    def _opened(self, activity: str, outcome: Any) -> None:
        self.is_saving = False
        if isinstance(outcome, Opened):
            self._room.opened = outcome.activity
            self._room.show_list()
            self._tell_saved("opened", outcome.warnings)
        else:
            self._refuse(outcome)
            self._room.look(activity)

    def _tell_saved(self, key: str, warnings: tuple[PlanSlip, ...]) -> None:
        show = self._room.bench.show
        faults = dict.fromkeys(slip.fault for slip in warnings)
        says = [show(f"activities.slip_{fault}") for fault in faults]
        tone = Tone.GOLD if says else Tone.GREEN
        self._room.notice.tell(tone, "".join((show(f"activities.{key}"), *says)))

    def _refuse(self, slips: tuple[PlanSlip, ...]) -> None:
        self.is_saving = False
        show = self._room.bench.show
        self._room.form.say(slips)
        faults = dict.fromkeys(slip.fault for slip in slips)
        says = "".join(show(f"activities.slip_{fault}") for fault in faults)
        is_draft = {PlanFault.NO_POLICY, PlanFault.NO_RISKS} >= set(faults)
        key = "not_opened" if is_draft else "not_saved"
        self._room.notice.tell(Tone.RED, show(f"activities.{key}", why=says))

    # -- calling off

    def ask_call_off(self) -> None:
        room = self._room
        if room.chosen is None:
            return
        show, title = room.bench.show, room.chosen.activity.plan.title
        ways = [
            (f"off_{reason}", show(f"activities.why_{reason}"), partial(self._call_off, reason))
            for reason in CALLED_OFF_REASONS
        ]
        stay = ("stay", show("activities.not_off"), room.notice.clear)
        room.notice.tell(Tone.RED, show("activities.ask_off", title=title), *ways, stay)

    def _call_off(self, reason: str, _on: bool = False) -> None:
        room = self._room
        if room.chosen is not None:
            activity, by = room.chosen.activity.activity, room.bench.cadre.id
            work = partial(call_off_activity, activity_id=activity, reason=reason, by=by)
            room.run(work, self._called_off)

    def _called_off(self, outcome: Any) -> None:
        show = self._room.bench.show
        match outcome:
            case CalledOff(activity, people):
                key = "off_tell" if people else "off_done"
                title = activity.plan.title
                said = show(f"activities.{key}", title=title, count=len(people))
                tell = ("call_up", show("activities.call_up"), self._room.open_calls)
                ways = (tell,) if people else ()
                self._room.notice.tell(Tone.GOLD if people else Tone.GREEN, said, *ways)
                self._room.look(activity.activity)
            case CallOffSlip() as slip:
                self._room.notice.tell(Tone.RED, show(f"activities.off_slip_{slip}"))


class RecordDeeds:
    def __init__(self, room: Activities) -> None:
        self._room = room

    def evaluate(self) -> None:
        self._evaluate(self._evaluated)

    def close(self) -> None:
        """What is chosen on the page is kept first."""
        self._evaluate(self._evaluated_to_close)

    def _evaluate(self, then: Any) -> None:
        room = self._room
        if room.opened is not None:
            activity, by = room.opened.activity, room.bench.cadre.id
            qualities = dict(room.evaluation.qualities)
            work = partial(evaluate_activity, activity_id=activity, qualities=qualities, by=by)
            room.run(work, then)

    def _evaluated(self, outcome: Any) -> None:
        show = self._room.bench.show
        match outcome:
            case EvaluatedNow():
                self._room.notice.tell(Tone.GREEN, show("evaluation.kept"))
            case EvaluateSlip() as slip:
                self._room.notice.tell(Tone.RED, show(f"evaluation.slip_{slip}"))

    def _evaluated_to_close(self, outcome: Any) -> None:
        if isinstance(outcome, EvaluatedNow):
            self._close(is_sure=False)
        else:
            self._evaluated(outcome)

    def _close(self, *, is_sure: bool) -> None:
        room = self._room
        if room.opened is not None:
            activity, by = room.opened.activity, room.bench.cadre.id
            work = partial(close_record, activity_id=activity, by=by, is_sure=is_sure)
            room.run(work, self._closed)

    def _closed(self, outcome: Any) -> None:
        room, show = self._room, self._room.bench.show
        match outcome:
            case ClosedNow(_, days_late):
                key = "closed_late" if days_late else "closed"
                room.show_list()
                room.notice.tell(Tone.GREEN, show(f"evaluation.{key}", count=days_late))
            case StillHere(visits):
                way = ("to_sheet", show("activities.to_sheet"), room.open_sheet)
                room.notice.tell(Tone.RED, show("evaluation.here", count=len(visits)), way)
            case NotWhole(missing):
                said = "".join(show(f"evaluation.missing_{one}") for one in missing)
                sure = ("close_sure", show("evaluation.sure"), self._close_sure)
                room.notice.tell(Tone.GOLD, show("evaluation.not_whole", why=said), sure)
            case CloseSlip() as slip:
                room.notice.tell(Tone.RED, show(f"evaluation.close_{slip}"))

    def _close_sure(self) -> None:
        self._close(is_sure=True)
