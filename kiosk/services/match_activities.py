"""Which activities suit somebody, and why: pure, and every reason can be told to her.

What is looked at: her skills, the service that she wishes for, her home group's name in the place
where it is (nothing else is known of distance), her age, the times of places that she has. Nobody's
past counts. Nothing is hidden from her: what suits her less stands further down (Personal
Information Protection Law, article 24).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sync.standard.activities import Activity
from sync.standard.clock import date_of
from sync.standard.identity import age_on
from sync.standard.personal import Personal


class Why(StrEnum):
    """Why it is offered, the strongest first."""

    SKILL = "skill"
    """It wants what she can do."""
    WISH = "wish"
    """It is of the kind that she wished for."""
    NEAR = "near"
    """It is in her home group."""


class AgeBar(StrEnum):
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class Times:
    start_ms: int
    end_ms: int

    def overlap(self, other: Times) -> bool:
        return self.start_ms < other.end_ms and other.start_ms < self.end_ms


@dataclass(frozen=True, slots=True)
class Offered:
    """left: places that nobody has, of all shifts. state: of her own place (recruiting), "" =
    she has not asked."""

    activity: Activity
    left: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    offered: Offered
    why: tuple[Why, ...] = ()
    bar: AgeBar | None = None
    is_clash: bool = False
    """At every one of its times she has a place elsewhere."""

    @property
    def activity(self) -> Activity:
        return self.offered.activity


def match_activities(
    offered: Iterable[Offered], personal: Personal | None, held: Iterable[Times] = ()
) -> tuple[Match, ...]:
    """The best first; of equals the soonest. personal: None while nobody has said who she is.
    held: when she has a place already."""
    taken = tuple(held)
    matches = [_match(one, personal or Personal(), taken) for one in offered]
    return tuple(sorted(matches, key=_rank))


def age_bar(activity: Activity, personal: Personal, start_ms: int) -> AgeBar | None:
    """By her age on the day. Of whom no date of birth is known, nothing is said."""
    plan = activity.plan
    age = age_of(personal, start_ms)
    if age is None:
        return None
    if age < plan.least_age:
        return AgeBar.TOO_YOUNG
    return AgeBar.TOO_OLD if 0 < plan.most_age < age else None


def age_of(personal: Personal, at_ms: int) -> int | None:
    if not personal.birth:
        return None
    return age_on(date.fromisoformat(personal.birth), date_of(at_ms))


def times_of(activity: Activity) -> tuple[Times, ...]:
    plan = activity.plan
    shifts = tuple(Times(shift.start_ms, shift.end_ms) for shift in plan.shifts)
    return shifts or (Times(plan.start_ms, plan.end_ms),)


def _match(offered: Offered, personal: Personal, taken: tuple[Times, ...]) -> Match:
    activity = offered.activity
    times = times_of(activity)
    is_clash = not offered.state and all(any(t.overlap(one) for one in taken) for t in times)
    bar = age_bar(activity, personal, times[0].start_ms)
    return Match(offered, _why(activity, personal), bar, is_clash)


def _why(activity: Activity, personal: Personal) -> tuple[Why, ...]:
    plan = activity.plan
    said = {
        Why.SKILL: bool(set(plan.skills) & set(personal.skills)),
        Why.WISH: plan.field in personal.wishes,
        Why.NEAR: bool(personal.group) and personal.group in plan.place,
    }
    return tuple(why for why, holds in said.items() if holds)


def _rank(match: Match) -> tuple[bool, bool, bool, bool, int, int, str]:
    return (
        match.bar is not None,
        bool(match.offered.state),
        match.is_clash,
        match.offered.left <= 0,
        -len(match.why),
        match.activity.start_ms,
        match.activity.key,
    )
