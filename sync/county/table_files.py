"""A county's tables as a file (docs/county-tables.md), read and checked before any village gets it.

What is wrong is told in the county's own words, and where it stands; one fault and nothing is
taken, so that no village ever has half of a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from sync.county.strings import say
from sync.standard.attendance import LONGEST_VISIT_MS
from sync.standard.clock import HOUR_MS, MINUTE_MS
from sync.standard.codes import SERVICES
from sync.standard.county_tables import TABLES, HolidaysTable, HoursTable, StarsTable, TableGiven

OTHERS: Final = "others"
"""In a file; in the table it is ""."""
ROUNDINGS: Final = (0, 5, 10, 15)
MOST_STARS: Final = 5
_SINCE: Final = "since"
_YEARS: Final = range(2020, 2100)
_SATURDAY: Final = 5
_LONGEST_H: Final = LONGEST_VISIT_MS // HOUR_MS
_MOST_MINUTES: Final = LONGEST_VISIT_MS // MINUTE_MS


class Fault(Exception):
    """str() is a sentence for whoever wrote the file."""


def read_tables(text: str) -> list[TableGiven]:
    """The tables of one file, each with the day from which it is in force. Raises Fault."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Fault(_where(str(error))) from error
    for name in said.keys() - TABLES.keys() - {_SINCE}:
        raise Fault(say("tables.unknown", name=name, known=", ".join(TABLES)))
    given = [_table(name, said) for name in TABLES if name in said]
    if not given:
        raise Fault(say("tables.nothing", known=", ".join(TABLES)))
    return given


def _table(name: str, said: Mapping[str, Any]) -> TableGiven:
    table = said[name]
    kind = TABLES[name]
    if not isinstance(table, dict):
        raise Fault(say("tables.not_a_table", name=name))
    if name == "hours" and isinstance(table.get("credit_minutes"), dict):
        credit = table["credit_minutes"]
        credit = {"" if code == OTHERS else code: minutes for code, minutes in credit.items()}
        table = {**table, "credit_minutes": credit}
    for field in table.keys() - set(kind.__struct_fields__):
        fields = ", ".join(kind.__struct_fields__)
        raise Fault(say("tables.unknown_field", name=name, field=field, known=fields))
    days = {"off", "on"} & table.keys() if name == "holidays" else set()
    try:
        read = msgspec.convert({**table, **{at: _days(table[at]) for at in days}}, kind)
    except msgspec.ValidationError as error:
        raise Fault(
            say("tables.value", name=name, field=str(error).rpartition("$.")[2].strip("`"))
        ) from error
    since = said.get(_SINCE)
    if isinstance(read, HolidaysTable):
        faults, since = _of_holidays(read), date(read.year, 1, 1) if read.year in _YEARS else None
    else:
        faults = _of_hours(read) if isinstance(read, HoursTable) else _of_stars(read)
    for fault in faults:
        raise Fault(f"[{name}] {fault}")
    return TableGiven(name, _day(since), msgspec.to_builtins(read))


def _of_hours(table: HoursTable) -> Iterator[str]:
    if table.rounding_minutes not in ROUNDINGS:
        yield say("tables.rounding", value=table.rounding_minutes)
    if not 1 <= table.close_after_h <= _LONGEST_H:
        yield say("tables.close_after", value=table.close_after_h, most=_LONGEST_H)
    for service, minutes in table.credit_minutes.items():
        if service not in ("", *SERVICES):
            known = ", ".join((*SERVICES, OTHERS))
            yield say("tables.service", value=service, known=known)
        if not 0 <= minutes <= min(table.close_after_h * 60, _MOST_MINUTES):
            yield say("tables.credit", service=service or OTHERS, value=minutes)


def _of_stars(table: msgspec.Struct) -> Iterator[str]:
    assert isinstance(table, StarsTable)
    if not 1 <= len(table.hours) <= MOST_STARS:
        yield say("tables.stars", value=len(table.hours), most=MOST_STARS)
    for field, steps in (("hours", table.hours), ("points", table.points)):
        if any(one >= other for one, other in zip((0, *steps), steps, strict=False)):
            yield say("tables.ascending", field=field)
    if table.points and len(table.points) != len(table.hours):
        yield say("tables.points", hours=len(table.hours), points=len(table.points))


def _of_holidays(table: HolidaysTable) -> Iterator[str]:
    if table.year not in _YEARS:
        yield say("tables.year", value=table.year)
    if not table.off:
        yield say("tables.no_days")
    for text in (*table.off, *table.on):
        day = _day(text)
        if not day.startswith(f"{table.year}-"):
            yield say("tables.other_year", day=day, year=table.year)
    for day in set(table.off) & set(table.on):
        yield say("tables.both", day=day)
    for day in table.on:
        if date.fromisoformat(day).weekday() < _SATURDAY:
            yield say("tables.not_weekend", day=day)


def _where(error: str) -> str:
    """In the library's words only the line is of use."""
    line = re.search(r"line (\d+)", error)
    return say("tables.form", line=line[1]) if line else say("tables.form_end")


def _days(said: object) -> object:
    """A file may have days bare or in quotes."""
    return [str(one) for one in said] if isinstance(said, list) else said


def _day(said: object) -> str:
    """As YYYY-MM-DD. Raises Fault."""
    try:
        return date.fromisoformat(str(said)).isoformat()
    except ValueError as error:
        key = "tables.no_since" if said is None else "tables.no_day"
        raise Fault(say(key, value=str(said))) from error
