"""The table of visits that need a cadre's eye."""

from __future__ import annotations

from typing import Final

from kiosk.services.list_visits import Attended
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.tables import NUMBER_WIDTH, Column, Table, narrow_number
from sync.standard.clock import time_of

END_COLUMN: Final = 3


def visits_table(bench: Bench) -> Table[Attended]:
    def title(key: str) -> str:
        return bench.show(f"visits.column_{key}")

    def service(row: Attended) -> str:
        service = bench.strings.show(f"service.{row.visit.service or 'any'}")
        if row.visit.is_closed:
            minutes = row.visit.minutes
            return bench.show("visits.credited", service=service, minutes=minutes)
        if not row.by:
            return service
        key = "by_cadre" if row.is_by_cadre else "by_family"
        return bench.show(f"visits.{key}", service=service, name=row.by)

    columns: list[Column[Attended]] = [
        Column(title("name"), lambda row: name_of(bench, row), 5),
        Column(title("number"), _number, NUMBER_WIDTH),
        Column(title("start"), lambda row: moment(bench, row.visit.start_ms), 7.5),
        Column(title("end"), lambda row: moment(bench, row.visit.end_ms), 7.5),
        Column(title("service"), service),
    ]
    return Table(bench, "visits.table", columns)


def moment(bench: Bench, ms: int) -> str:
    """In words; "" for a time that is not known."""
    if not ms:
        return ""
    time = time_of(ms)
    if time.date() == bench.clock.today():
        return bench.show("visits.today", at=time)
    return bench.show("visits.on_day", at=time)


def name_of(bench: Bench, row: Attended) -> str:
    name = row.resident.personal.name if row.resident else ""
    return name or bench.show("visits.unknown")


def _number(row: Attended) -> str:
    return narrow_number(row.resident.personal.number) if row.resident else ""
