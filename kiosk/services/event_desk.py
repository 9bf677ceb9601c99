"""The desk of a large event: who puts a card down is in, or out again, within a breath.

A queue stands before the cadre, so every outcome is one sentence and none asks for typing. A card
that has run out is taken: the cadre sees whose face it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.cards import AnyCard, Card
from kiosk.services.close_visits import close_visits
from kiosk.services.count_places import count_places, counted_twice
from kiosk.services.find_me import Identified, RanOut, TooYoung, Unknown, find_by_card
from kiosk.services.ports import Ports
from kiosk.services.village_cards import CodeRefused, find_by_code
from sync.standard.activities import Activity
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.recruiting import CONFIRMED, PROVISIONAL, WAITING, Place, place_key
from sync.standard.residents import Resident


class Way(StrEnum):
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class CameIn:
    """shift: the one that she has a place in. has_place: else she came without one, and is in all
    the same; is_waiting: her name was on the waiting list."""

    resident: Resident
    visit: Visit
    shift: str = ""
    has_place: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class HereBefore:
    """She is in since then; a second card changes nothing."""

    resident: Resident
    visit: Visit


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """She is in the middle of another visit: the cadre ends that, or not."""

    resident: Resident
    visit: Visit


@dataclass(frozen=True, slots=True)
class WentOut:
    resident: Resident
    visit: Visit


@dataclass(frozen=True, slots=True)
class NotHere:
    """She wants out and never came in, or went before."""

    resident: Resident


@dataclass(frozen=True, slots=True)
class NoActivity:
    """It was called off, or is not known here yet."""


EventOutcome = (
    CameIn
    | HereBefore
    | Elsewhere
    | WentOut
    | NotHere
    | NoActivity
    | Unknown
    | TooYoung
    | CodeRefused
)


@dataclass(frozen=True, slots=True)
class EventCounts:
    """People, each once. expected: who has a place or has asked for one."""

    places: int
    expected: int
    waiting: int
    here: int
    gone: int


def take_event_card(
    ports: Ports, activity: str, card: AnyCard, way: Way, by: str, *, ends_other: bool = False
) -> EventOutcome:
    """by: the cadre's id. ends_other: another visit that she is in ends now."""
    found = find_by_card(ports, card) if isinstance(card, Card) else find_by_code(ports, card.text)
    match found:
        case Identified(resident) | RanOut(resident):
            return take_person(ports, activity, resident, way, by, ends_other=ends_other)
        case _:
            return found


def take_person(
    ports: Ports, activity: str, resident: Resident, way: Way, by: str, *, ends_other: bool = False
) -> EventOutcome:
    row = ports.rows.get(Activity, activity)
    if row is None or row.is_off:
        return NoActivity()
    close_visits(ports, resident.person)
    open_visits = ports.visits.open_of(resident.person)
    here = next((visit for visit in open_visits if visit.activity == activity), None)
    if way is Way.OUT:
        return _out(ports, resident, here, by)
    if here is not None:
        return HereBefore(resident, here)
    other = next(iter(open_visits), None)
    if other is not None and not ends_other:
        return Elsewhere(resident, other)
    return _in(ports, row, resident, other, by)


def count_event(ports: Ports, activity: str) -> EventCounts:
    row = ports.rows.get(Activity, activity)
    twice, main = counted_twice(ports), ports.merges.groups().main
    waiting, given, asked = (
        count_places(ports, activity, state, twice) for state in (WAITING, CONFIRMED, PROVISIONAL)
    )
    visits = ports.visits.of_activity(activity)
    here = {main(visit.person) for visit in visits if visit.is_open}
    places = row.plan.all_places if row else 0
    gone = {main(visit.person) for visit in visits} - here
    return EventCounts(places, given + asked, waiting, len(here), len(gone))


def _in(
    ports: Ports, activity: Activity, resident: Resident, other: Visit | None, by: str
) -> CameIn:
    facts = [CheckedOut(other.visit)] if other else []
    coming = CheckedIn(resident.person, activity.plan.field, activity.activity)
    ref = ports.journal.append(*facts, coming, by=by)[-1]
    visit = ports.visits.by_id(ref.text())
    assert visit is not None, "folded in the same transaction"
    place = _place_of(ports, activity, resident)
    if place is None:
        return CameIn(resident, visit)
    is_waiting = place.state == WAITING
    return CameIn(resident, visit, place.shift, not is_waiting, is_waiting)


def _out(ports: Ports, resident: Resident, here: Visit | None, by: str) -> WentOut | NotHere:
    if here is None:
        return NotHere(resident)
    ports.journal.append(CheckedOut(here.visit), by=by)
    visit = ports.visits.by_id(here.visit)
    assert visit is not None, "folded in the same transaction"
    return WentOut(resident, visit)


def _place_of(ports: Ports, activity: Activity, resident: Resident) -> Place | None:
    """Of several shifts the one that is nearest to now."""
    now_ms = ports.clock.now_ms()
    shifts = [shift.id for shift in activity.plan.shifts] or [""]
    ids = ports.merges.groups().members(resident.person)
    keys = [place_key(activity.activity, shift, person) for shift in shifts for person in ids]
    places = [row for key in keys if (row := ports.rows.get(Place, key)) and row.is_up]

    def far(place: Place) -> tuple[bool, int]:
        start_ms, end_ms = activity.times_of(place.shift)
        return place.state == WAITING, max(start_ms - now_ms, now_ms - end_ms, 0)

    return min(places, key=far, default=None)
