"""Villages' names by their 12-digit codes, as the county's table has them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from sync.standard.codes import county_of

TABLE: Final = Path(__file__).parents[2] / "assets" / "areas" / "area-codes.csv"


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str


def village_area(code: str, table: Path = TABLE) -> Area | None:
    """None for a code that the table does not have (or when there is no table)."""
    name = _names(table).villages.get(code)
    return Area(code, name) if name else None


def county_name(village: str, table: Path = TABLE) -> str:
    """The county's name, its code when the table does not have it."""
    county = county_of(village)
    return _names(table).counties.get(county, county)


class _Names(NamedTuple):
    villages: dict[str, str]
    counties: dict[str, str]


@cache
def _names(table: Path) -> _Names:
    """Read once: every new kiosk's hello asks."""
    names = _Names({}, {})
    if table.exists():
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                names.villages.setdefault(row["code"], row["village"])
                names.counties.setdefault(county_of(row["code"]), row["county"])
    return names
