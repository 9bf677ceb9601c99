"""Show a volunteer her own record (order 67, article 12: she may look it up)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import NotRegistered, year_standing
from kiosk.services.ports import Ports
from kiosk.services.sign import may_choose_sign
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
    may_choose_sign: bool = False
    """A cadre has just let her, or she has proved who she is."""


def look_up_my_record(
    ports: Ports, person: str, limit: int = 50, is_proven: bool = False
) -> MyRecord | NotRegistered:
    """is_proven: by a card or her sign; whoever has a sign and has not proved herself is not
    served here (kiosk.flows.my_record)."""
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    minutes = ports.visits.minutes_of(person)
    return MyRecord(
        resident,
        year_standing(ports, person),
        standing(minutes, ports.rules.star_hours),
        tuple(ports.visits.of(person, limit)),
        is_proven or may_choose_sign(ports, person),
    )
