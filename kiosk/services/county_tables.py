"""The county's tables as they are in force, and the program's own before any has come."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from kiosk.services.ports import Ports
from sync.standard.county_tables import (
    CountyTable,
    Dated,
    HolidaysTable,
    HoursTable,
    StarsTable,
)
from sync.standard.workdays import Workdays

T = TypeVar("T", bound=msgspec.Struct)


def hours_tables(ports: Ports) -> Dated[HoursTable]:
    return _dated(ports, "hours", ports.rules.hours)


def stars_on(ports: Ports, day: date) -> StarsTable:
    return _dated(ports, "stars", StarsTable(ports.rules.star_hours)).on(day)


def workdays(ports: Ports) -> Workdays:
    tables = _dated(ports, "holidays", HolidaysTable()).every()
    return Workdays(table for table in tables if table.year)


def _dated(ports: Ports, name: str, first: T) -> Dated[T]:
    return Dated(first, ports.rows.where(CountyTable, name=name))
