"""How many activities of each village are near the deadline of their record, or over it: by the
holidays that this village was given, as its kiosks reckon them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from sync.county.tables import VIEW_TABLES
from sync.standard.activities import Activity
from sync.standard.clock import date_of
from sync.standard.county_tables import CountyTable, Dated, HolidaysTable
from sync.standard.deadlines import deadline_of
from sync.standard.workdays import Workdays

_HOLIDAYS: Final = "holidays"
_read_activity = msgspec.json.Decoder(Activity).decode
_read_table = msgspec.json.Decoder(CountyTable).decode


@dataclass(frozen=True, slots=True)
class Due:
    """near: in the last days before the deadline. over: past it."""

    near: int = 0
    over: int = 0


def due_by_village(connection: Connection, now_ms: int) -> dict[str, Due]:
    """Villages without any are not in it."""
    activities, today = VIEW_TABLES[Activity.table].c, date_of(now_ms)
    held = (activities.is_unrecorded, activities.start_ms < now_ms)
    workdays: dict[str, Workdays] = {}
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for village, body in connection.execute(
        select(activities.village, activities.body).where(*held)
    ):
        if village not in workdays:
            workdays[village] = _workdays(connection, village)
        due = _due(_read_activity(body), workdays[village], today)
        found[village][0] += due.near
        found[village][1] += due.over
    return {village: Due(near, over) for village, (near, over) in found.items()}


def _due(row: Activity, workdays: Workdays, today: date) -> Due:
    if not row.plan.end_ms or date_of(row.plan.end_ms) >= today:
        return Due()
    deadline = deadline_of(row.plan, workdays, today)
    return Due(int(deadline.is_near), int(deadline.is_over))


def _workdays(connection: Connection, village: str) -> Workdays:
    tables = VIEW_TABLES[CountyTable.table].c
    given = (tables.village == village, tables.name == _HOLIDAYS)
    rows = (_read_table(body) for (body,) in connection.execute(select(tables.body).where(*given)))
    return Workdays(table for table in Dated(HolidaysTable(), rows).every() if table.year)
