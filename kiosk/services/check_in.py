"""Check in for voluntary service, and check out again."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.close_visits import (
    close_visit,
    close_visits,
    tell_of_closing,
    untold_closing,
)
from kiosk.services.hours import ledger_of, standing_of
from kiosk.services.ports import Ports
from kiosk.services.stars import Standing
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.clock import date_of
from sync.standard.residents import Resident


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody was found: what do the books say about her today?"""

    resident: Resident
    here: Visit | None
    """The visit she is in the middle of."""
    forgotten: Visit | None
    """The newest visit that was closed by the county's rule and of which she was not told."""
    is_of_before: bool = False
    """here began on an earlier day: a night watch, or forgotten since."""


@dataclass(frozen=True, slots=True)
class CheckedInNow:
    resident: Resident
    visit: Visit
    standing: Standing


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """She is checked in since then; a second touch changes nothing."""

    resident: Resident
    visit: Visit


@dataclass(frozen=True, slots=True)
class CheckedOutNow:
    resident: Resident
    visit: Visit
    standing: Standing
    counted: int
    """Minutes of the visit that stand in her record."""


@dataclass(frozen=True, slots=True)
class NotIn:
    """There is no such open visit: it was checked out before."""


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """The person is not registered, or took the consent back."""


def arrive(ports: Ports, person: str) -> Arrived | NotRegistered:
    resident = _active(ports, person)
    if resident is None:
        return NotRegistered()
    close_visits(ports, person)
    here = next(reversed(ports.visits.open_of(person)), None)
    is_of_before = here is not None and date_of(here.start_ms) < ports.clock.today()
    return Arrived(resident, here, untold_closing(ports, person), is_of_before)


def forget(ports: Ports, person: str, visit: str, by: str = "") -> Arrived | NotRegistered:
    """She went long ago: nobody knows when, so what the county's rule credits is all."""
    close_visit(ports, visit, by)
    return arrive(ports, person)


def understand(ports: Ports, person: str, visit: str, by: str = "") -> Arrived | NotRegistered:
    """She was told of the closing of this visit; what else is there?"""
    tell_of_closing(ports, visit, by)
    return arrive(ports, person)


def check_in(
    ports: Ports, person: str, service: str, by: str = ""
) -> CheckedInNow | AlreadyIn | NotRegistered:
    """Begins a visit. service: a code of sync.standard.codes.SERVICES or ANY_SERVICE."""
    arrived = arrive(ports, person)
    if isinstance(arrived, NotRegistered):
        return arrived
    if arrived.here is not None:
        return AlreadyIn(arrived.resident, arrived.here)
    (ref,) = ports.journal.append(CheckedIn(person, service), by=by)
    visit = ports.visits.by_id(ref.text())
    assert visit is not None, "folded in the same transaction"
    return CheckedInNow(arrived.resident, visit, standing_of(ports, person))


def check_out(ports: Ports, visit_id: str, by: str = "") -> CheckedOutNow | NotIn:
    """Ends a visit, unless it was forgotten."""
    before = ports.visits.by_id(visit_id)
    if before is not None and close_visits(ports, before.person):
        before = ports.visits.by_id(visit_id)
    resident = ports.residents.by_id(before.person) if before else None
    if before is None or resident is None or not before.is_open:
        return NotIn()
    ports.journal.append(CheckedOut(visit_id), by=by)
    visit = ports.visits.by_id(visit_id)
    assert visit is not None, "folded in the same transaction"
    lines = ledger_of(ports, before.person)
    counted = next(line.counted for line in lines if line.visit == visit_id)
    return CheckedOutNow(resident, visit, standing_of(ports, before.person, lines), counted)


def _active(ports: Ports, person: str) -> Resident | None:
    resident = ports.residents.by_id(person)
    return resident if resident and resident.is_active else None
