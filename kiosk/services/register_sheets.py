"""A register as its workbook holds it: sheets of cells, and how a cell reads as text."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

Cell = str | int | float | bool | date | datetime | time | timedelta | None

EXACT_BELOW: Final = 10**15
"""Spreadsheets keep 15 digits of a number: from here on its last digits are lost."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """rows[0] is the sheet's row 1, as the spreadsheet itself counts them."""

    name: str
    rows: list[list[Cell]]


def text_of(cell: Cell) -> str:
    """A cell as text, without outer spaces; what has lost digits is written as 3.21E+17."""
    match cell:
        case None:
            return ""
        case str():
            return cell.strip()
        case bool() | time() | timedelta():
            return str(cell)
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case int() | float() if not math.isfinite(cell):
            return str(cell)
        case int() | float() if abs(cell) >= EXACT_BELOW:
            return f"{cell:.14E}"
        case int() | float():
            return str(int(cell)) if cell == int(cell) else repr(cell)


def plain(text: str) -> str:
    """For comparing words: without spaces, of one width, in capitals."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
