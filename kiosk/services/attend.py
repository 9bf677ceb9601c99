"""The attendance of an activity: who has a place, who is here, who is missing, who walked in.

Checking out is check_in.check_out: a visit is a visit, whatever it was for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.check_in import (
    AlreadyIn,
    CheckedInNow,
    NotRegistered,
    arrive,
)
from kiosk.services.hours import standing_of
from kiosk.services.list_activities import EARLY_MS, LATE_MS
from kiosk.services.list_residents import list_residents
from kiosk.services.plan_activity import places_up
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.attendance import (
    CADRE,
    LONGEST_VISIT_MS,
    CheckedIn,
    Visit,
    VisitEntered,
)
from sync.standard.clock import MINUTE_MS
from sync.standard.codes import ANY_SERVICE
from sync.standard.lending import Loan
from sync.standard.recruiting import WAITING as AWAITED
from sync.standard.recruiting import Place
from sync.standard.residents import Resident

MOST_PEOPLE = 100_000
MOST_FOUND = 50
LONGEST_PAPER = 60


class Presence(StrEnum):
    """Where somebody on the list of an activity stands, the most urgent first."""

    MISSING = "missing"
    """Has a place; it has begun, and nobody has seen her."""
    HERE = "here"
    GIVEN = "given"
    """Has a place; it has not begun."""
    WAITING = "waiting"
    """On the list for a place."""
    GONE = "gone"
    """Was here."""
    UNLISTED = "unlisted"
    """Not on the list: only found among the residents."""


class AttendSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    CALLED_OFF = "called_off"
    NOT_OPEN = "not_open"
    NOT_YET = "not_yet"
    """Long before it begins."""
    OVER = "over"
    """Long after its end: written down from paper instead."""
    NOT_REGISTERED = "not_registered"
    ENDS_BEFORE = "ends_before"
    """Checked out before she was checked in."""
    TOO_LONG = "too_long"
    OUTSIDE = "outside"
    """Not within the time of the activity."""
    IN_FUTURE = "in_future"
    TWICE = "twice"
    """She is on the list for this time already."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """resident: None when the registering entry has not arrived here yet, or she was erased.
    places: what stands of her askings. visits: of this activity, oldest first."""

    person: str
    resident: Resident | None
    presence: Presence
    places: tuple[Place, ...] = ()
    visits: tuple[Visit, ...] = ()
    loans: tuple[Loan, ...] = ()

    @property
    def is_walk_in(self) -> bool:
        return bool(self.visits) and not self.places

    @property
    def minutes(self) -> int:
        """Of this activity, each visit by itself."""
        return sum(visit.minutes for visit in self.visits)

    @property
    def here(self) -> Visit | None:
        return next((visit for visit in self.visits if visit.is_open), None)


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """people: those whom somebody must look after first, then by the order of asking."""

    activity: Activity
    people: tuple[Attendee, ...]

    def count(self, presence: Presence) -> int:
        return sum(one.presence is presence for one in self.people)


@dataclass(frozen=True, slots=True)
class VisitEnteredNow:
    """overlapping: minutes of it that another visit of hers covers, and which count once."""

    resident: Resident
    visit: Visit
    overlapping: int = 0


def attendance_sheet(ports: Ports, activity_id: str) -> AttendanceSheet | None:
    row = ports.rows.get(Activity, activity_id)
    if row is None:
        return None
    main = ports.merges.groups().main
    places: dict[str, list[Place]] = {}
    for place in places_up(ports, activity_id):
        places.setdefault(main(place.person), []).append(place)
    visits: dict[str, list[Visit]] = {}
    for visit in ports.visits.of_activity(activity_id, MOST_PEOPLE):
        visits.setdefault(main(visit.person), []).append(visit)
    loans: dict[str, list[Loan]] = {}
    for loan in ports.rows.where(Loan, limit=MOST_PEOPLE, activity=activity_id):
        loans.setdefault(main(loan.person), []).append(loan)
    now_ms = ports.clock.now_ms()
    people = [
        Attendee(
            person,
            ports.residents.by_id(person),
            _presence(row, places.get(person, ()), visits.get(person, ()), now_ms),
            tuple(places.get(person, ())),
            tuple(visits.get(person, ())),
            tuple(loans.get(person, ())),
        )
        for person in dict.fromkeys((*places, *visits, *loans))
    ]
    order = list(Presence)
    people.sort(key=lambda one: order.index(one.presence))
    return AttendanceSheet(row, tuple(people))


def find_attendees(ports: Ports, activity_id: str, words: str) -> tuple[Attendee, ...]:
    """Whoever is meant by what was typed (kiosk.services.list_residents), on the list or not."""
    sheet = attendance_sheet(ports, activity_id)
    on_it = {one.person: one for one in sheet.people} if sheet else {}
    found = list_residents(ports, words, MOST_FOUND).residents
    return tuple(
        on_it.get(resident.person) or Attendee(resident.person, resident, Presence.UNLISTED)
        for resident in found
        if resident.is_active
    )


def check_in_to(
    ports: Ports, activity_id: str, person: str, by: str = ""
) -> CheckedInNow | AlreadyIn | AttendSlip:
    """With a place or without one (a walk-in). AlreadyIn: in the middle of a visit, which may
    be another activity's; that one ends first."""
    row = ports.rows.get(Activity, activity_id)
    bar = _bar(row) or (_not_now(row, ports.clock.now_ms()) if row else None)
    if row is None or bar is not None:
        return bar or AttendSlip.NO_ACTIVITY
    arrived = arrive(ports, person)
    if isinstance(arrived, NotRegistered):
        return AttendSlip.NOT_REGISTERED
    if arrived.here is not None:
        return AlreadyIn(arrived.resident, arrived.here)
    service = row.plan.field or ANY_SERVICE
    (ref,) = ports.journal.append(CheckedIn(person, service, activity_id), by=by)
    return CheckedInNow(arrived.resident, _visit(ports, ref.text()), standing_of(ports, person))


def enter_visit(
    ports: Ports,
    activity_id: str,
    person: str,
    start_ms: int,
    end_ms: int,
    by: str,
    paper: str = "",
) -> VisitEnteredNow | AttendSlip:
    """From the organiser's paper. paper: what it was taken from, no person's name."""
    row, resident = ports.rows.get(Activity, activity_id), ports.residents.by_id(person)
    bar = _bar(row)
    if row is None or bar is not None:
        return bar or AttendSlip.NO_ACTIVITY
    if resident is None or not resident.is_active:
        return AttendSlip.NOT_REGISTERED
    slip = _wrong_times(row, start_ms, end_ms, ports.clock.now_ms())
    if slip is not None:
        return slip
    others = ports.visits.all_of(person)
    if any(v.activity == activity_id and _shared_ms(v, start_ms, end_ms) for v in others):
        return AttendSlip.TWICE
    overlapping = sum(_shared_ms(visit, start_ms, end_ms) for visit in others) // MINUTE_MS
    service = row.plan.field or ANY_SERVICE
    fact = VisitEntered(
        person, start_ms, end_ms, CADRE, service, activity_id, paper.strip()[:LONGEST_PAPER]
    )
    (ref,) = ports.journal.append(fact, by=by)
    return VisitEnteredNow(resident, _visit(ports, ref.text()), overlapping)


def _presence(
    row: Activity, places: Sequence[Place], visits: Sequence[Visit], now_ms: int
) -> Presence:
    if visits:
        return Presence.HERE if any(visit.is_open for visit in visits) else Presence.GONE
    held = [place for place in places if place.state != AWAITED]
    if not held:
        return Presence.WAITING if places else Presence.GONE
    begins_ms = min(row.times_of(place.shift)[0] for place in held)
    return Presence.MISSING if begins_ms <= now_ms else Presence.GIVEN


def _bar(row: Activity | None) -> AttendSlip | None:
    if row is None:
        return AttendSlip.NO_ACTIVITY
    if row.is_off:
        return AttendSlip.CALLED_OFF
    return None if row.is_open else AttendSlip.NOT_OPEN


def _not_now(row: Activity, now_ms: int) -> AttendSlip | None:
    if now_ms < row.plan.start_ms - EARLY_MS:
        return AttendSlip.NOT_YET
    return AttendSlip.OVER if now_ms > row.plan.end_ms + LATE_MS else None


def _wrong_times(row: Activity, start_ms: int, end_ms: int, now_ms: int) -> AttendSlip | None:
    if end_ms <= start_ms:
        return AttendSlip.ENDS_BEFORE
    if end_ms - start_ms > LONGEST_VISIT_MS:
        return AttendSlip.TOO_LONG
    if end_ms > now_ms:
        return AttendSlip.IN_FUTURE
    is_before = start_ms < row.plan.start_ms - EARLY_MS
    return AttendSlip.OUTSIDE if is_before or end_ms > row.plan.end_ms + LATE_MS else None


def _shared_ms(visit: Visit, start_ms: int, end_ms: int) -> int:
    """Of these times, what the visit covers. One that is not ended goes on."""
    visit_end_ms = end_ms if visit.is_open else visit.start_ms + visit.minutes * MINUTE_MS
    return max(0, min(end_ms, visit_end_ms) - max(start_ms, visit.start_ms))


def _visit(ports: Ports, visit_id: str) -> Visit:
    visit = ports.visits.by_id(visit_id)
    assert visit is not None, "folded in the same transaction"
    return visit
