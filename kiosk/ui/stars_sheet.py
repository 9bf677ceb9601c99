"""The list of stars to be announced, for the village's notice board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF

from kiosk.flows.say import hours
from kiosk.flows.screen import Tone
from kiosk.services.papers import StarLine, StarsPaper
from kiosk.strings import Strings
from kiosk.ui import tokens
from kiosk.ui.sheets import CENTRE, PAGE_MM, RIGHT, Page, Sheet

ROWS: Final = 14
"""Of a page: large enough to be read standing before the board."""
_RED: Final = tokens.TONES[Tone.RED].word
_SIDE: Final = 24.0
_WIDE: Final = PAGE_MM[0] - 2 * _SIDE
_TOP, _ROW = 74.0, 12.0
_COLUMNS: Final = (("name", 0.0, 74.0), ("stars", 78.0, 34.0), ("hours", 116.0, 46.0))


def stars_pages(paper: StarsPaper, strings: Strings) -> list[Page]:
    parts = [paper.people[at : at + ROWS] for at in range(0, len(paper.people), ROWS)]
    return [partial(_paint, paper, strings, people) for people in parts]


def _paint(paper: StarsPaper, strings: Strings, people: Sequence[StarLine], sheet: Sheet) -> None:
    def show(key: str, **args: str | int) -> str:
        return strings.show(f"paper.stars.{key}", **args)

    title = QRectF(_SIDE, 26, _WIDE, 18)
    sheet.text(show("title"), title, 13, _RED, is_bold=True, align=CENTRE)
    says = QRectF(_SIDE, 48, _WIDE, 16)
    sheet.text(show("says", village=paper.village), says, 5, align=CENTRE, least_mm=3)
    rows = [tuple(show(name) for name, _, _ in _COLUMNS)]
    rows += [
        (one.name, show("of_stars", stars=one.stars), show("of_hours", hours=hours(one.minutes)))
        for one in people
    ]
    for at, row in enumerate(rows):
        top = _TOP + at * _ROW
        for text, (_, left, wide) in zip(row, _COLUMNS, strict=True):
            box = QRectF(_SIDE + left, top, wide, _ROW)
            sheet.text(text, box, 5.6, is_bold=at == 0, least_mm=3)
        sheet.line(_SIDE, top + _ROW, _SIDE + _WIDE, top + _ROW, 0.2, tokens.EDGE)
    day = strings.show("paper.day", day=date.fromisoformat(paper.day))
    below = strings.show("paper.letter.unit", village=paper.village), paper.office.contact, day
    for at, text in enumerate(text for text in below if text):
        box = QRectF(_SIDE, 258 + at * 9, _WIDE, 8)
        sheet.text(text, box, 4.6, align=RIGHT, least_mm=3)
