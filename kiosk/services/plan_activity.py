"""Plan an activity, or mend its plan. What is wrong is told all at once; nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from sync.standard.activities import (
    MOST_PLACES,
    MOST_SHIFTS,
    Activity,
    ActivityPlan,
    ActivitySet,
    Shift,
)
from sync.standard.attendance import LONGEST_VISIT_MS
from sync.standard.clock import DAY_MS
from sync.standard.codes import ANY_SERVICE, SERVICES, SKILLS
from sync.standard.plans import changes
from sync.standard.projects import Project
from sync.standard.recruiting import Place, held_once
from sync.standard.teams import Team

LONGEST_MS: Final = 31 * DAY_MS
"""Of an activity in shifts. Without them it is one visit's length at most."""
OLDEST_PERSON: Final = 120
MOST_FEN: Final = 100_000
"""A subsidy above 1,000 yuan a person is a slip of the finger."""
LONGEST_LINE: Final = 60
LONGEST_TEXT: Final = 1000
_LINES: Final = ("title", "place", "policy", "insurer", "in_charge")
_TEXTS: Final = ("content", "health", "risks", "brings")


class PlanFault(StrEnum):
    NO_ACTIVITY = "no_activity"
    CALLED_OFF = "called_off"
    RECORDED = "recorded"
    NO_TITLE = "no_title"
    NO_PLACE = "no_place"
    NO_TIME = "no_time"
    ENDS_BEFORE = "ends_before"
    TOO_LONG = "too_long"
    NO_PLACES = "no_places"
    TOO_MANY_PLACES = "too_many_places"
    TOO_MANY_SHIFTS = "too_many_shifts"
    SHIFT_ENDS_BEFORE = "shift_ends_before"
    SHIFT_TOO_LONG = "shift_too_long"
    SHIFT_OUTSIDE = "shift_outside"
    SHIFT_TWICE = "shift_twice"
    SHIFT_HAS_PEOPLE = "shift_has_people"
    """It is gone from the plan, and somebody has a place in it."""
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_SKILL = "unknown_skill"
    AGES = "ages"
    MONEY = "money"
    TEXT_TOO_LONG = "text_too_long"
    UNKNOWN_TEAM = "unknown_team"
    UNKNOWN_PROJECT = "unknown_project"
    NO_POLICY = "no_policy"
    NO_RISKS = "no_risks"
    """It is dangerous, and does not say how."""
    IN_PAST = "in_past"
    NO_CONTENT = "no_content"
    FEWER_PLACES = "fewer_places"
    """More people have asked than there are places."""


@dataclass(frozen=True, slots=True)
class PlanSlip:
    """shift: the id of the one that is meant, "" for none."""

    fault: PlanFault
    shift: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """warnings: it was saved all the same."""

    activity: Activity
    warnings: tuple[PlanSlip, ...] = ()


def plan_activity(
    ports: Ports, activity_id: str, plan: ActivityPlan, by: str
) -> Planned | tuple[PlanSlip, ...]:
    """activity_id: "" for a new one, which is a draft until it is opened. What the plan says of
    being open is not listened to. A plan that changes nothing enters nothing."""
    row = ports.rows.get(Activity, activity_id) if activity_id else Activity(ports.ids.new())
    if row is None:
        return (PlanSlip(PlanFault.NO_ACTIVITY),)
    plan = tidy(msgspec.structs.replace(plan, is_open=row.plan.is_open))
    slips = (*_bars(row), *plan_slips(ports, plan), *_lost_shifts(ports, row, plan))
    if row.is_open:
        slips += opening_slips(plan)
    if slips:
        return slips
    changed = changes(row.plan, plan)
    if changed:
        ports.journal.append(ActivitySet(row.activity, changed), by=by)
    after = ports.rows.get(Activity, row.activity)
    assert after is not None, "folded in the same transaction"
    return Planned(after, plan_warnings(ports, after))


def plan_slips(ports: Ports, plan: ActivityPlan) -> tuple[PlanSlip, ...]:
    """What keeps a plan from being saved."""
    faults = (*_said(plan), *_times(plan), *_asked_of_people(plan), *_whose(ports, plan))
    return (*map(PlanSlip, faults), *_shifts(plan))


def opening_slips(plan: ActivityPlan) -> tuple[PlanSlip, ...]:
    """What keeps it from being open: whoever goes into danger is told of it and insured before."""
    if not plan.is_dangerous:
        return ()
    missing = ((PlanFault.NO_POLICY, plan.policy), (PlanFault.NO_RISKS, plan.risks))
    return tuple(PlanSlip(fault) for fault, said in missing if not said)


def plan_warnings(ports: Ports, activity: Activity) -> tuple[PlanSlip, ...]:
    plan, found = activity.plan, list[PlanSlip]()
    if plan.start_ms < ports.clock.now_ms():
        found.append(PlanSlip(PlanFault.IN_PAST))
    if not plan.content:
        found.append(PlanSlip(PlanFault.NO_CONTENT))
    asked = [place.shift for place in places_up(ports, activity.activity)]
    for shift in [one.id for one in plan.shifts] or [""]:
        if asked.count(shift) > activity.places_of(shift):
            found.append(PlanSlip(PlanFault.FEWER_PLACES, shift))
    return tuple(found)


def places_up(ports: Ports, activity: str) -> list[Place]:
    """Whoever has asked for a place and not left it, the first on the list first; each once a
    shift."""
    found = ports.rows.where(Place, limit=MOST_PLACES, activity=activity)
    held = held_once((place for place in found if place.is_up), ports.merges.groups().main)
    return sorted(held, key=lambda place: place.up)


def tidy(plan: ActivityPlan) -> ActivityPlan:
    """Without spaces around what was typed, shifts in the order of time."""
    texts = {name: str(getattr(plan, name)).strip() for name in (*_LINES, *_TEXTS)}
    shifts = sorted(plan.shifts, key=lambda shift: (shift.start_ms, shift.end_ms, shift.id))
    return msgspec.structs.replace(plan, **texts, shifts=tuple(shifts))


def _bars(row: Activity) -> Iterator[PlanSlip]:
    if row.is_off:
        yield PlanSlip(PlanFault.CALLED_OFF)
    elif row.recorded_ms:
        yield PlanSlip(PlanFault.RECORDED)


def _said(plan: ActivityPlan) -> Iterator[PlanFault]:
    if not plan.title:
        yield PlanFault.NO_TITLE
    if not plan.place:
        yield PlanFault.NO_PLACE
    lines = any(len(getattr(plan, name)) > LONGEST_LINE for name in _LINES)
    if lines or any(len(getattr(plan, name)) > LONGEST_TEXT for name in _TEXTS):
        yield PlanFault.TEXT_TOO_LONG
    if plan.field not in ("", ANY_SERVICE, *SERVICES):
        yield PlanFault.UNKNOWN_FIELD


def _times(plan: ActivityPlan) -> Iterator[PlanFault]:
    if plan.start_ms <= 0 or plan.end_ms <= 0:
        yield PlanFault.NO_TIME
        return
    if plan.end_ms <= plan.start_ms:
        yield PlanFault.ENDS_BEFORE
    elif plan.end_ms - plan.start_ms > (LONGEST_MS if plan.shifts else LONGEST_VISIT_MS):
        yield PlanFault.TOO_LONG


def _asked_of_people(plan: ActivityPlan) -> Iterator[PlanFault]:
    if plan.all_places <= 0:
        yield PlanFault.NO_PLACES
    elif plan.all_places > MOST_PLACES:
        yield PlanFault.TOO_MANY_PLACES
    if not set(plan.skills) <= set(SKILLS):
        yield PlanFault.UNKNOWN_SKILL
    least, most = plan.least_age, plan.most_age
    if not (0 <= least <= OLDEST_PERSON and 0 <= most <= OLDEST_PERSON) or 0 < most < least:
        yield PlanFault.AGES
    if not (0 <= plan.transport_fen <= MOST_FEN and 0 <= plan.meal_fen <= MOST_FEN):
        yield PlanFault.MONEY


def _whose(ports: Ports, plan: ActivityPlan) -> Iterator[PlanFault]:
    if plan.team:
        team = ports.rows.get(Team, plan.team)
        if team is None or team.plan.is_closed:
            yield PlanFault.UNKNOWN_TEAM
    if plan.project and ports.rows.get(Project, plan.project) is None:
        yield PlanFault.UNKNOWN_PROJECT


def _shifts(plan: ActivityPlan) -> Iterator[PlanSlip]:
    if len(plan.shifts) > MOST_SHIFTS:
        yield PlanSlip(PlanFault.TOO_MANY_SHIFTS)
    seen: set[str] = set()
    for shift in plan.shifts:
        if not shift.id or shift.id in seen:
            yield PlanSlip(PlanFault.SHIFT_TWICE, shift.id)
        seen.add(shift.id)
        fault = _shift_fault(shift, plan)
        if fault is not None:
            yield PlanSlip(fault, shift.id)


def _shift_fault(shift: Shift, plan: ActivityPlan) -> PlanFault | None:
    if shift.end_ms <= shift.start_ms:
        return PlanFault.SHIFT_ENDS_BEFORE
    if shift.end_ms - shift.start_ms > LONGEST_VISIT_MS:
        return PlanFault.SHIFT_TOO_LONG
    if shift.start_ms < plan.start_ms or shift.end_ms > plan.end_ms:
        return PlanFault.SHIFT_OUTSIDE
    return PlanFault.NO_PLACES if shift.places <= 0 else None


def _lost_shifts(ports: Ports, row: Activity, plan: ActivityPlan) -> Iterator[PlanSlip]:
    """Whoever has a place must not find it gone because a line of the plan is."""
    before = {shift.id for shift in row.plan.shifts} or {""}
    gone = before - ({shift.id for shift in plan.shifts} or {""})
    if gone:
        asked = {place.shift for place in places_up(ports, row.activity)}
        yield from (PlanSlip(PlanFault.SHIFT_HAS_PEOPLE, shift) for shift in sorted(gone & asked))
