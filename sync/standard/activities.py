"""Activities (活动): what is to be done, where, when, how many are wanted, what it asks of people.

Risks are told when people are called up, needs are matched, and whoever goes into bodily danger
is insured before (Regulations on Voluntary Service, articles 12, 15 and 17).
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.plans import Marks, merged
from sync.standard.views import Row, Shelf

MOST_PLACES: Final = 100_000
MOST_SHIFTS: Final = 50
CALLED_OFF_REASONS: Final = ("weather", "few", "postponed", "other")


class Shift(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a large activity that people sign up for by itself. id: short, within the
    activity."""

    id: str
    start_ms: int
    end_ms: int
    places: int
    name: str = ""


class ActivityPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """Times in milliseconds since 1970, money in fen. Ids: project, team, in_charge (a person's or
    a cadre's)."""

    title: str = ""
    field: str = ""
    """A code of codes.SERVICES."""
    content: str = ""
    """What is done there: stands in the record (order 67, article 7)."""
    place: str = ""
    start_ms: int = 0
    end_ms: int = 0
    places: int = 0
    """Wanted; of an activity with shifts the shifts' own count."""
    shifts: tuple[Shift, ...] = ()
    project: str = ""
    team: str = ""
    """The organising unit; "" = the village committee."""
    in_charge: str = ""
    skills: tuple[str, ...] = ()
    """Wanted: codes of codes.SKILLS."""
    least_age: int = 0
    most_age: int = 0
    """0 = no limit."""
    health: str = ""
    """What it asks of people's health, as it is told to them."""
    risks: str = ""
    is_dangerous: bool = False
    """With bodily danger: needs `policy` before it is open."""
    policy: str = ""
    """Number of the accident insurance."""
    insurer: str = ""
    transport_fen: int = 0
    meal_fen: int = 0
    """Subsidies a person."""
    brings: str = ""
    """What to bring along."""
    is_open: bool = False
    """People may sign up."""

    @property
    def all_places(self) -> int:
        """Of the whole, or of all its shifts."""
        return sum(one.places for one in self.shifts) if self.shifts else self.places


class ActivitySet(msgspec.Struct, frozen=True, tag_field="k", tag="activity_set.1"):
    activity: str
    changed: dict[str, Any]


class ActivityCalledOff(
    msgspec.Struct, frozen=True, tag_field="k", tag="activity_called_off.1", omit_defaults=True
):
    """reason: of CALLED_OFF_REASONS. The first word stands; a new activity is planned instead."""

    activity: str
    reason: str


class RecordClosed(msgspec.Struct, frozen=True, tag_field="k", tag="record_closed.1"):
    """The organiser says that the record of the activity is whole: everybody's time and the
    evaluation are in (order 67, article 11: within 10 working days)."""

    activity: str


class Activity(Row, frozen=True):
    """The view: one row an activity."""

    table: ClassVar[str] = "activities"
    columns: ClassVar[tuple[str, ...]] = ("start_ms", "project", "is_unrecorded")

    activity: str
    plan: ActivityPlan = ActivityPlan()
    marks: Marks = {}
    off: str = ""
    """Why it was called off."""
    off_mark: Mark = NEVER
    recorded_ms: int = 0
    recorded_by: str = SELF
    recorded_mark: Mark = NEVER

    @property
    def key(self) -> str:
        return self.activity

    @property
    def start_ms(self) -> int:
        return self.plan.start_ms

    @property
    def project(self) -> str:
        return self.plan.project

    @property
    def is_off(self) -> bool:
        return self.off_mark != NEVER

    @property
    def is_open(self) -> bool:
        return self.plan.is_open and not self.is_off

    @property
    def is_counted(self) -> bool:
        """Somebody has said how many are wanted."""
        return "places" in self.marks or "shifts" in self.marks

    @property
    def is_unrecorded(self) -> bool:
        """It was held, or will be, and nobody has said that its record is whole."""
        return self.is_open and self.recorded_mark == NEVER

    def places_of(self, shift: str) -> int:
        """shift: "" for an activity without shifts."""
        if not shift:
            return 0 if self.plan.shifts else self.plan.places
        return sum(one.places for one in self.plan.shifts if one.id == shift)

    def times_of(self, shift: str) -> tuple[int, int]:
        """Start and end of the shift, or of the whole."""
        for one in self.plan.shifts:
            if one.id == shift:
                return one.start_ms, one.end_ms
        return self.plan.start_ms, self.plan.end_ms


ActivityFact = ActivitySet | ActivityCalledOff | RecordClosed


def fold(fact: ActivityFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Activity, fact.activity) or Activity(fact.activity)
    replace, mark = msgspec.structs.replace, origin.mark
    match fact:
        case ActivitySet(_, changed):
            plan, marks = merged(row.plan, row.marks, changed, origin)
            row = replace(row, plan=plan, marks=marks)
        case ActivityCalledOff(_, reason):
            if row.off_mark == NEVER or mark < row.off_mark:
                row = replace(row, off=reason, off_mark=mark)
        case RecordClosed():
            if row.recorded_mark == NEVER or mark < row.recorded_mark:
                row = replace(
                    row, recorded_ms=origin.stamp.ms, recorded_by=origin.by, recorded_mark=mark
                )
    shelf.put(row)
