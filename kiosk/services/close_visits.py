"""Close visits that nobody checked out, by the county's rule: so that a forgotten touch costs
nobody the whole of her time, and no list grows for ever.

Any kiosk may do it at any time; of two that did, the first counts, and a check-out that arrives
later counts before either.
"""

from __future__ import annotations

from kiosk.services.county_tables import hours_tables
from kiosk.services.ports import Ports
from sync.standard.attendance import ToldOfClosing, Visit, VisitClosed
from sync.standard.clock import HOUR_MS
from sync.standard.county_tables import HoursTable

MOST_AT_ONCE = 5000
_LATELY = 50


def close_visits(ports: Ports, person: str = "") -> int:
    """Those of one person, or (with "") of everybody. How many were closed."""
    visits = ports.visits.open_of(person) if person else ports.visits.open_now(MOST_AT_ONCE)
    if not visits:
        return 0
    tables, now_ms = hours_tables(ports), ports.clock.now_ms()
    closed = [
        VisitClosed(visit.visit, _credit(visit, table))
        for visit in visits
        if now_ms - visit.start_ms > (table := tables.at(visit.start_ms)).close_after_h * HOUR_MS
    ]
    if closed:
        ports.journal.append(*closed)
    return len(closed)


def untold_closing(ports: Ports, person: str) -> Visit | None:
    """The newest visit that was closed so and of which she was not told."""
    visits = ports.visits.of(person, _LATELY)
    return next((visit for visit in visits if visit.is_closed and not visit.is_told), None)


def tell_of_closing(ports: Ports, visit: str, by: str = "") -> None:
    ports.journal.append(ToldOfClosing(visit), by=by)


def _credit(visit: Visit, table: HoursTable) -> int:
    """Of a start that a wrong clock stamped nothing follows."""
    if visit.is_doubtful:
        return 0
    return table.credit_minutes.get(visit.service, table.credit_minutes.get("", 0))
