"""What of a person's visits counts, by a store's own rows and without a county's table."""

from __future__ import annotations

from kiosk.services.ports import Visits
from sync.standard.county_tables import Dated, HoursTable
from sync.standard.hours import ledger, total


def minutes_of(visits: Visits, person: str, since_ms: int = 0) -> int:
    return total(ledger(visits.all_of(person), Dated(HoursTable())), since_ms)
