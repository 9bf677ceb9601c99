"""Close visits that nobody checked out, by the county's rule: so that a forgotten touch costs
nobody the whole of her time, and no list grows for ever.

Any kiosk may do it at any time; of two that did, the first counts, and a check-out that arrives
later counts before either.
"""

from __future__ import annotations

from kiosk.services.county_tables import hours_tables
from kiosk.services.ports import Ports
from sync.standard.attendance import ToldOfClosing, Visit, VisitClosed
from sync.standard.county_tables import Dated, HoursTable
from sync.standard.hours import is_forgotten

MOST_AT_ONCE = 5000
_LATELY = 50


def close_visits(ports: Ports, person: str = "") -> int:
    """Those of one person, or (with "") of everybody. How many were closed."""
    visits = ports.visits.open_of(person) if person else ports.visits.open_now(MOST_AT_ONCE)
    if not visits:
        return 0
    tables, now_ms = hours_tables(ports), ports.clock.now_ms()
    closed = [_closing(visit, tables) for visit in visits if is_forgotten(visit, tables, now_ms)]
    if closed:
        ports.journal.append(*closed)
    return len(closed)


def close_visit(ports: Ports, visit: str, by: str = "") -> None:
    """One that is still open, before its time: she says that she forgot it."""
    row = ports.visits.by_id(visit)
    if row is not None and row.is_open:
        ports.journal.append(_closing(row, hours_tables(ports)), by=by)


def untold_closing(ports: Ports, person: str) -> Visit | None:
    """The newest visit that was closed so and of which she was not told."""
    visits = ports.visits.of(person, _LATELY)
    return next((visit for visit in visits if visit.is_closed and not visit.is_told), None)


def tell_of_closing(ports: Ports, visit: str, by: str = "") -> None:
    ports.journal.append(ToldOfClosing(visit), by=by)


def _closing(visit: Visit, tables: Dated[HoursTable]) -> VisitClosed:
    """Of a start that a wrong clock stamped nothing follows."""
    credit = {} if visit.is_doubtful else tables.at(visit.start_ms).credit_minutes
    return VisitClosed(visit.visit, credit.get(visit.service, credit.get("", 0)))
