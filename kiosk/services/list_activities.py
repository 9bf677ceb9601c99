"""List activities: what comes, what runs today, what must be recorded and until when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.services.county_tables import workdays
from kiosk.services.in_charge import name_in_charge
from kiosk.services.plan_activity import places_up
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.clock import HOUR_MS, date_of
from sync.standard.deadlines import Deadline, deadline_of
from sync.standard.recruiting import WAITING
from sync.standard.workdays import Workdays

MOST_LISTED: Final = 200
MOST_OPEN: Final = 5000
EARLY_MS: Final = 2 * HOUR_MS
LATE_MS: Final = 2 * HOUR_MS
"""So long before its beginning and after its end somebody may be there, to prepare and to clear
up."""


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """held: who has a place, confirmed or provisional. waiting: who is on the list."""

    activity: Activity
    held: int = 0
    waiting: int = 0
    came: int = 0
    """Different people who were there so far."""
    deadline: Deadline | None = None
    """Of one that has begun and whose record is not whole."""
    in_charge: str = ""
    """Her name."""

    @property
    def wanted(self) -> int:
        return self.activity.plan.all_places


@dataclass(frozen=True, slots=True)
class ActivitiesListed:
    today: tuple[ActivityLine, ...] = ()
    """Open, and on today. The earliest first."""
    coming: tuple[ActivityLine, ...] = ()
    """Open, on a later day. The earliest first."""
    to_record: tuple[ActivityLine, ...] = ()
    """Held on an earlier day, and not recorded. The most urgent first."""
    drafts: tuple[ActivityLine, ...] = ()
    """Not open yet. The earliest first."""
    done: tuple[ActivityLine, ...] = ()
    """Recorded or called off. The latest first."""
    unknown_years: tuple[int, ...] = ()
    """Whose holidays nobody has told, and which a deadline runs through."""

    @property
    def overdue(self) -> int:
        return sum(line.deadline is not None and line.deadline.is_over for line in self.to_record)


def list_activities(ports: Ports, limit: int = MOST_LISTED) -> ActivitiesListed:
    """limit: of those that are done; the others are all there."""
    open_ones = ports.rows.where(Activity, "start_ms", MOST_OPEN, is_unrecorded=1)
    others = ports.rows.where(Activity, "-start_ms", limit, is_unrecorded=0)
    today, days = ports.clock.today(), workdays(ports)
    lines = [_line(ports, row, days, today) for row in open_ones]
    past = [line for line in lines if date_of(line.activity.plan.end_ms) < today]
    past.sort(key=lambda line: (line.activity.plan.end_ms, line.activity.activity))
    coming = [line for line in lines if date_of(line.activity.start_ms) > today]
    elsewhere = {id(line) for line in (*past, *coming)}
    drafts = [row for row in reversed(others) if not row.is_off and not row.recorded_ms]
    done = [row for row in others if row.is_off or row.recorded_ms]
    years = {year for line in lines if line.deadline for year in line.deadline.unknown_years}
    return ActivitiesListed(
        tuple(line for line in lines if id(line) not in elsewhere),
        tuple(coming),
        tuple(past),
        tuple(_line(ports, row, days, today) for row in drafts),
        tuple(_line(ports, row, days, today) for row in done),
        tuple(sorted(years)),
    )


def find_activity(ports: Ports, activity_id: str) -> ActivityLine | None:
    """One of them, whatever its state."""
    row = ports.rows.get(Activity, activity_id)
    return _line(ports, row, workdays(ports), ports.clock.today()) if row else None


def to_record(ports: Ports) -> tuple[ActivityLine, ...]:
    """Held on an earlier day and not recorded, the most urgent first. Nobody is counted."""
    today, days = ports.clock.today(), workdays(ports)
    rows = ports.rows.where(Activity, "start_ms", MOST_OPEN, is_unrecorded=1)
    past = [row for row in rows if date_of(row.plan.end_ms) < today]
    past.sort(key=lambda row: (row.plan.end_ms, row.activity))
    return tuple(ActivityLine(row, deadline=deadline_of(row.plan, days, today)) for row in past)


def running_now(ports: Ports) -> list[Activity]:
    """Open ones that somebody may be checked in to now, the earliest first."""
    now_ms = ports.clock.now_ms()
    rows = ports.rows.where(Activity, "start_ms", MOST_OPEN, is_unrecorded=1)
    return [
        row for row in rows if row.plan.start_ms - EARLY_MS <= now_ms <= row.plan.end_ms + LATE_MS
    ]


def _line(ports: Ports, row: Activity, days: Workdays, today: date) -> ActivityLine:
    states = Counter(place.state for place in places_up(ports, row.activity))
    waiting = states.pop(WAITING, 0)
    has_begun = date_of(row.start_ms) <= today
    came = _came(ports, row.activity) if has_begun else 0
    deadline = deadline_of(row.plan, days, today) if has_begun and row.is_unrecorded else None
    in_charge = name_in_charge(ports, row.plan.in_charge)
    return ActivityLine(row, states.total(), waiting, came, deadline, in_charge)


def _came(ports: Ports, activity: str) -> int:
    main = ports.merges.groups().main
    return len({main(visit.person) for visit in ports.visits.of_activity(activity)})
