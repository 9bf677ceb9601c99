"""Ask for a place in an activity, and leave it again.

A kiosk without a line cannot know who asked elsewhere: what is asked for is noted, and the county
says who has it (ADR 0041).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.services.look_for_activities import left_in
from kiosk.services.match_activities import Times, age_bar, age_of
from kiosk.services.my_places import MyPlace, my_places, rows_of
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.identity import CHILD
from sync.standard.origin import SELF
from sync.standard.recruiting import Place, PlaceAsked, PlaceLeft, place_key
from sync.standard.residents import Resident

ALONE: Final = 10
"""Younger children come with somebody grown up."""


class PlaceSlip(StrEnum):
    """Why nothing was noted."""

    NOT_OPEN = "not_open"
    CALLED_OFF = "called_off"
    OVER = "over"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NEEDS_GUARDIAN = "needs_guardian"
    """Under 14, and no guardian stands in the register or acts for her."""
    NOT_REGISTERED = "not_registered"


class PlaceQuestion(StrEnum):
    """What she is asked before it is noted; she may answer yes to each."""

    CLASH = "clash"
    """She has a place elsewhere at that time."""
    FULL = "full"
    """As far as is known here: shall she stand on the waiting list?"""
    COMPANY = "company"
    """Under 10: does somebody grown up come along?"""


@dataclass(frozen=True, slots=True)
class AskedNow:
    """is_full: as far as is known here she will have to wait."""

    resident: Resident
    mine: MyPlace
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """The same person twice is one."""

    mine: MyPlace


@dataclass(frozen=True, slots=True)
class Doubt:
    """other: the place that stands at the same time."""

    question: PlaceQuestion
    other: MyPlace | None = None


@dataclass(frozen=True, slots=True)
class LeftNow:
    mine: MyPlace


@dataclass(frozen=True, slots=True)
class NothingToLeave:
    pass


def ask_place(
    ports: Ports,
    person: str,
    activity: str,
    shift: str = "",
    by: str = SELF,
    team: str = "",
    agreed: Collection[PlaceQuestion] = (),
) -> AskedNow | AskedBefore | Doubt | PlaceSlip:
    """agreed: the questions that she answered with yes. team: whose leader asks for her."""
    checked = check_asking(ports, person, activity, shift, by, agreed)
    if not isinstance(checked, PlaceAsked):
        return checked
    row, resident = ports.rows.get(Activity, activity), ports.residents.by_id(person)
    assert row is not None, "it was looked at"
    assert resident is not None, "it was looked at"
    is_full = left_in(ports, row, shift) <= 0
    ports.journal.append(PlaceAsked(activity, person, shift, team), by=by)
    place = ports.rows.get(Place, place_key(activity, shift, person))
    assert place is not None, "folded in the same transaction"
    return AskedNow(resident, MyPlace(place, row), is_full)


def check_asking(
    ports: Ports,
    person: str,
    activity: str,
    shift: str,
    by: str,
    agreed: Collection[PlaceQuestion] = (),
) -> PlaceAsked | AskedBefore | Doubt | PlaceSlip:
    """What would be noted, or why not; nothing is."""
    resident, row = ports.residents.by_id(person), ports.rows.get(Activity, activity)
    if resident is None or not resident.is_active:
        return PlaceSlip.NOT_REGISTERED
    slip = _closed(ports, row, shift)
    if row is None or slip is not None:
        return slip or PlaceSlip.NOT_OPEN
    hers = my_places(ports, person)
    for mine in hers:
        if (mine.place.activity, mine.place.shift) == (activity, shift):
            return AskedBefore(mine)
    start_ms, end_ms = row.times_of(shift)
    slip = _age_slip(row, resident, start_ms, by)
    if slip is not None:
        return slip
    doubt = _doubt(resident, Times(start_ms, end_ms), hers, agreed)
    if doubt is None and left_in(ports, row, shift) <= 0 and PlaceQuestion.FULL not in agreed:
        doubt = Doubt(PlaceQuestion.FULL)
    return doubt or PlaceAsked(activity, person, shift)


def leave_place(
    ports: Ports, person: str, activity: str, shift: str = "", by: str = SELF
) -> LeftNow | NothingToLeave:
    """Under whichever of her ids it stands: where she asked under two, both are given back."""
    mine = [
        one
        for one in rows_of(ports, person)
        if (one.place.activity, one.place.shift) == (activity, shift) and not one.activity.is_off
    ]
    if not mine:
        return NothingToLeave()
    facts = [PlaceLeft(activity, one.place.person, shift) for one in mine]
    ports.journal.append(*facts, by=by)
    return LeftNow(mine[0])


def _closed(ports: Ports, row: Activity | None, shift: str) -> PlaceSlip | None:
    if row is None:
        return PlaceSlip.NOT_OPEN
    if row.is_off:
        return PlaceSlip.CALLED_OFF
    if row.times_of(shift)[1] <= ports.clock.now_ms():
        return PlaceSlip.OVER
    is_known = shift in {one.id for one in row.plan.shifts} if row.plan.shifts else not shift
    return None if row.is_open and is_known else PlaceSlip.NOT_OPEN


def _age_slip(row: Activity, resident: Resident, start_ms: int, by: str) -> PlaceSlip | None:
    bar = age_bar(row, resident.personal, start_ms)
    if bar is not None:
        return PlaceSlip(bar.value)
    age = age_of(resident.personal, start_ms)
    is_agreed = by != SELF or bool(resident.personal.guardian.strip())
    return PlaceSlip.NEEDS_GUARDIAN if age is not None and age < CHILD and not is_agreed else None


def _doubt(
    resident: Resident,
    times: Times,
    hers: Collection[MyPlace],
    agreed: Collection[PlaceQuestion],
) -> Doubt | None:
    other = next((mine for mine in hers if mine.times.overlap(times)), None)
    if other is not None and PlaceQuestion.CLASH not in agreed:
        return Doubt(PlaceQuestion.CLASH, other)
    age = age_of(resident.personal, times.start_ms)
    if age is not None and age < ALONE and PlaceQuestion.COMPANY not in agreed:
        return Doubt(PlaceQuestion.COMPANY)
    return None
