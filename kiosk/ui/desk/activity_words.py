"""An activity in the words of the desk: when, how many, how its record stands."""

from __future__ import annotations

from kiosk.flows.screen import Tone
from kiosk.services.list_activities import ActivityLine
from kiosk.ui.desk.bench import Bench
from sync.standard.activities import CALLED_OFF_REASONS, Activity, Shift
from sync.standard.clock import date_of, time_of
from sync.standard.deadlines import Deadline


def when(bench: Bench, activity: Activity, *, is_whole: bool = False) -> str:
    """is_whole: with its end too."""
    start, end = time_of(activity.plan.start_ms), time_of(activity.plan.end_ms)
    if not is_whole:
        return bench.show("activities.begins", day=start, at=start)
    key = "when_day" if start.date() == end.date() else "when_days"
    return bench.show(f"activities.{key}", day=start, start=start, last=end, end=end)


def people(bench: Bench, line: ActivityLine) -> str:
    if line.activity.recorded_ms or line.deadline is not None:
        return bench.show("activities.came", count=line.came)
    key = "people_waiting" if line.waiting else "people"
    return bench.show(f"activities.{key}", held=line.held, of=line.wanted, waiting=line.waiting)


def state(bench: Bench, line: ActivityLine) -> str:
    row = line.activity
    if row.is_off:
        why = row.off if row.off in CALLED_OFF_REASONS else CALLED_OFF_REASONS[-1]
        return bench.show(f"activities.off_{why}")
    if row.recorded_ms:
        return bench.show("activities.recorded")
    if not row.is_open:
        return bench.show("activities.draft")
    now_ms = bench.clock.now_ms()
    if date_of(row.plan.end_ms) < bench.clock.today() and line.deadline is not None:
        return deadline(bench, line.deadline)
    if row.plan.end_ms <= now_ms:
        return bench.show("activities.ended")
    if row.plan.start_ms <= now_ms:
        return bench.show("activities.running")
    return bench.show("activities.full" if line.held >= line.wanted else "activities.open")


def deadline(bench: Bench, at: Deadline) -> str:
    if at.is_over:
        return bench.show("activities.overdue", count=-at.days_left)
    if not at.days_left:
        return bench.show("activities.last_day")
    return bench.show("activities.days_left", count=at.days_left)


def tone(bench: Bench, line: ActivityLine) -> Tone | None:
    """Red what is over its deadline, gold what soon will be."""
    at = line.deadline
    if at is None or date_of(line.activity.plan.end_ms) >= bench.clock.today():
        return None
    return Tone.RED if at.is_over else Tone.GOLD if at.is_near else None


def shift(bench: Bench, one: Shift) -> str:
    start, end = time_of(one.start_ms), time_of(one.end_ms)
    name = one.name or bench.show("activities.shift_word")
    return bench.show(
        "activities.shift_line", name=name, day=start, start=start, end=end, count=one.places
    )


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}".removesuffix(".00")
