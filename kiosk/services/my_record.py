"""Show a volunteer her own record (order 67, article 12: she may look it up)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import NotRegistered, year_standing
from kiosk.services.ports import Ports
from kiosk.services.stars import Standing, standing
from sync.standard.attendance import Visit
from sync.standard.residents import Resident


@dataclass(frozen=True, slots=True)
class MyRecord:
    resident: Resident
    this_year: Standing
    all_years: Standing
    visits: tuple[Visit, ...]
    """Newest first."""


def look_up_my_record(ports: Ports, person: str, limit: int = 50) -> MyRecord | NotRegistered:
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    minutes = ports.visits.minutes_of(person)
    return MyRecord(
        resident,
        year_standing(ports, person),
        standing(minutes, ports.rules.star_hours),
        tuple(ports.visits.of(person, limit)),
    )
