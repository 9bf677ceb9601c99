"""Show a volunteer her own record (order 67, article 12: she may look it up)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.services.ask_correction import untold_answer
from kiosk.services.check_in import NotRegistered
from kiosk.services.hours import ledger_of, standing_of
from kiosk.services.keep_record import list_record
from kiosk.services.ports import Ports
from kiosk.services.sign import may_choose_sign
from kiosk.services.stars import Standing
from sync.standard.attendance import Visit
from sync.standard.hours import HoursLine
from sync.standard.records import RecordItem
from sync.standard.residents import Resident


@dataclass(frozen=True, slots=True)
class Served:
    """A visit, and what of it counts."""

    visit: Visit
    line: HoursLine


@dataclass(frozen=True, slots=True)
class MyRecord:
    resident: Resident
    standing: Standing
    served: tuple[Served, ...]
    """Newest first."""
    months: tuple[int, ...] = ()
    """Minutes of this year's months, up to this one."""
    items: tuple[RecordItem, ...] = ()
    """Training and honours, the last first."""
    answer: RecordItem | None = None
    """To what she asked to have corrected, and has not heard."""
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
    lines = ledger_of(ports, person)
    visits = {visit.visit: visit for visit in ports.visits.of(person, limit)}
    newest = [line for line in reversed(lines) if line.visit in visits]
    return MyRecord(
        resident,
        standing_of(ports, person, lines),
        tuple(Served(visits[line.visit], line) for line in newest),
        _months(lines, ports.clock.today()),
        list_record(ports, person),
        untold_answer(ports, person),
        is_proven or may_choose_sign(ports, person),
    )


def _months(lines: Iterable[HoursLine], today: date) -> tuple[int, ...]:
    months = [0] * today.month
    for line in lines:
        day = line.day
        if day.year == today.year and day.month <= today.month:
            months[day.month - 1] += line.counted
    return tuple(months)
