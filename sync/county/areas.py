"""Villages' names by their 12-digit codes, as the county's table has them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.standard.codes import county_of

TABLE: Final = Path(__file__).parents[2] / "assets" / "areas" / "area-codes.csv"


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str


def village_area(code: str, table: Path = TABLE) -> Area | None:
    """None for a code that the table does not have (or when there is no table)."""
    row = _first(table, lambda kept: kept["code"] == code)
    return Area(code, row["village"]) if row else None


def county_name(village: str, table: Path = TABLE) -> str:
    """The county's name, its code when the table does not have it."""
    county = county_of(village)
    row = _first(table, lambda kept: kept["code"].startswith(county))
    return row["county"] if row else county


def _first(table: Path, wanted: Callable[[dict[str, str]], bool]) -> dict[str, str] | None:
    if not table.exists():
        return None
    with table.open(encoding="utf-8", newline="") as rows:
        return next((row for row in csv.DictReader(rows) if wanted(row)), None)
