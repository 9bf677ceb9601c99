"""What a county decides for itself and tells its villages: thresholds, rules, holidays. Never code.

A table is in force from its day on; what was counted under an earlier one stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Final, Generic, TypeVar

import msgspec

from sync.standard.clock import date_of
from sync.standard.origin import Origin
from sync.standard.views import Row, Shelf
from sync.standard.words import NO_WORD, Word, word_of

T = TypeVar("T", bound=msgspec.Struct)


class HoursTable(msgspec.Struct, frozen=True, omit_defaults=True):
    """How service time counts."""

    rounding_minutes: int = 0
    """Each visit to a multiple of this: 0 (not at all), 5, 10 or 15."""
    rounds_up: bool = False
    """To the nearest multiple; else down to the last whole one."""
    close_after_h: int = 12
    """A visit that is open longer than this is closed without a check-out."""
    credit_minutes: dict[str, int] = {}
    """What is credited then, by code of codes.SERVICES; "" = for all others. None: 0."""


class StarsTable(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hours (and points, where the county asks for both) for one star, two stars, ... ascending."""

    hours: tuple[int, ...] = ()
    points: tuple[int, ...] = ()


class HolidaysTable(msgspec.Struct, frozen=True, omit_defaults=True):
    """The official calendar of one year. Days as YYYY-MM-DD."""

    year: int = 0
    off: tuple[str, ...] = ()
    """Days off, weekends among them only where it matters."""
    on: tuple[str, ...] = ()
    """Weekend days that are worked, to make up for others."""


TABLES: Final[dict[str, type[msgspec.Struct]]] = {
    "hours": HoursTable,
    "stars": StarsTable,
    "holidays": HolidaysTable,
}


class TableGiven(msgspec.Struct, frozen=True, tag_field="k", tag="table_given.1"):
    """The county: from the day `since` (YYYY-MM-DD) on this table is in force."""

    name: str
    since: str
    table: dict[str, Any]


class CountyTable(Row, frozen=True):
    """The view: one row a name and day; the county's later word stands."""

    table: ClassVar[str] = "county_tables"
    columns: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    since: str
    said: dict[str, Any] = {}
    word: Word = NO_WORD

    @property
    def key(self) -> str:
        return f"{self.name}/{self.since}"


def fold(fact: TableGiven, origin: Origin, shelf: Shelf) -> None:
    word = word_of(origin)
    row = shelf.get(CountyTable, f"{fact.name}/{fact.since}")
    if word != NO_WORD and (row is None or row.word < word):
        shelf.put(CountyTable(fact.name, fact.since, fact.table, word))


class Dated(Generic[T]):
    """Which table was in force when. first: before any that the county gave."""

    def __init__(self, first: T, rows: Iterable[CountyTable] = ()) -> None:
        """rows: of one name. One that this version cannot read is left out."""
        self._all: list[tuple[str, T]] = []
        for row in sorted(rows, key=lambda row: row.since, reverse=True):
            try:
                self._all.append((row.since, msgspec.convert(row.said, type(first))))
            except msgspec.ValidationError:
                continue
        self._all.append(("", first))

    def on(self, day: date) -> T:
        text = day.isoformat()
        return next(table for since, table in self._all if since <= text)

    def at(self, ms: int) -> T:
        """ms: since 1970."""
        return self._all[0][1] if len(self._all) == 1 else self.on(date_of(ms))

    def every(self) -> tuple[T, ...]:
        """The newest first."""
        return tuple(table for _, table in self._all)
