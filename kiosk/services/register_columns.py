"""Finds the headings of a register wherever they stand, and what each row of it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.errors import WorkbookWithoutHeadings
from kiosk.services.register_sheets import Cell, Sheet, plain, text_of
from kiosk.services.register_words import RegisterWords
from sync.standard.identity import tidy

PERSON: Final = "person"
BLANK: Final = "blank"
TITLE: Final = "title"
HEADING: Final = "heading"
SUBTOTAL: Final = "subtotal"
FOOTNOTE: Final = "footnote"
NO_HEADING: Final = "no_heading"
"""A row of a sheet that has no headings."""
UNHEADED_PERSON: Final = "unheaded_person"
"""Such a row, or one above the headings, in which an ID number stands."""

SECOND: Final = "second"
"""The field that holds the other person of a row, when a sheet has people side by side."""

_PAPERWORK: Final = frozenset(("serial", "group", "remark"))
_NUMBER: Final = re.compile(r"\d{14,17}[\dX]|\d\.\d+E\+1[4-9]")

Columns = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the workbook. row: 1-based, as the spreadsheet counts. fields: text by field."""

    sheet: str
    row: int
    kind: str
    fields: dict[str, str] = field(default_factory=dict)


def read_lines(sheets: Sequence[Sheet], words: RegisterWords) -> list[Line]:
    """One line for every row of every sheet. Raises WorkbookWithoutHeadings."""
    lines: list[Line] = []
    headed = False
    for sheet in sheets:
        first = _first_heading(sheet, words)
        headed = headed or first < len(sheet.rows)
        lines += _above_headings(sheet, first)
        lines += _below_headings(sheet, first, words)
    if not headed:
        raise WorkbookWithoutHeadings
    return lines


def _first_heading(sheet: Sheet, words: RegisterWords) -> int:
    found = (i for i, row in enumerate(sheet.rows) if _columns(row, words))
    return next(found, len(sheet.rows))


def _columns(row: Sequence[Cell], words: RegisterWords) -> Columns:
    """Which columns hold what, {} when the row has not both a name's and a number's heading."""
    columns: Columns = {}
    for at, cell in enumerate(row):
        if isinstance(cell, str) and (name := words.field(cell)):
            columns.setdefault(name, []).append(at)
    return columns if {"name", "number"} <= columns.keys() else {}


def _above_headings(sheet: Sheet, first: int) -> list[Line]:
    plain_kind = TITLE if first < len(sheet.rows) else NO_HEADING
    lines: list[Line] = []
    for number, row in enumerate(sheet.rows[:first], start=1):
        texts = [text for cell in row if (text := text_of(cell))]
        if not texts:
            kind = BLANK
        elif any(_NUMBER.fullmatch(tidy(text)) for text in texts):
            kind = UNHEADED_PERSON
        else:
            kind = plain_kind
        lines.append(Line(sheet.name, number, kind))
    return lines


def _below_headings(sheet: Sheet, first: int, words: RegisterWords) -> list[Line]:
    columns: Columns = {}
    lines: list[Line] = []
    for number, row in enumerate(sheet.rows[first:], start=first + 1):
        # Printed registers repeat the headings on each page, sometimes with other columns.
        if again := _columns(row, words):
            columns = again
            lines.append(Line(sheet.name, number, HEADING))
        else:
            fields = _fields(row, columns)
            lines.append(Line(sheet.name, number, _kind(row, fields, words), fields))
    return lines


def _fields(row: Sequence[Cell], columns: Columns) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, places in columns.items():
        texts = [text for at in places if at < len(row) and (text := text_of(row[at]))]
        if texts:
            fields[name] = texts[0]
        if name in ("name", "number") and len(texts) > 1:
            fields[SECOND] = texts[1]
    return fields


def _kind(row: Sequence[Cell], fields: dict[str, str], words: RegisterWords) -> str:
    texts = [text for cell in row if (text := text_of(cell))]
    if not texts:
        return BLANK
    is_numbered = bool(_NUMBER.fullmatch(tidy(fields.get("number", ""))))
    if not is_numbered and any(plain(text).startswith(words.subtotals) for text in texts[:2]):
        return SUBTOTAL
    if "name" in fields or "number" in fields:
        return PERSON
    if len(fields.keys() - _PAPERWORK) >= 2:
        return PERSON
    # A form printed with its serial numbers, not filled in.
    is_printed = fields.keys() <= {"serial", "group"} and len(texts) == len(fields)
    return BLANK if is_printed and fields.get("serial", "").isdecimal() else FOOTNOTE
