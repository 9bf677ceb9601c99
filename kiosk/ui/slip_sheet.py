"""A slip to take home: the upper third of a page, cut off below."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF

from kiosk.flows.screen import Tone
from kiosk.services.papers import PaperSlip
from kiosk.strings import Strings
from kiosk.ui import tokens
from kiosk.ui.sheets import PAGE_MM, TOP, Page, Sheet

CUT_MM: Final = PAGE_MM[1] / 3
_SIDE: Final = 18.0
_WIDE: Final = PAGE_MM[0] - 2 * _SIDE
_ROW_MM: Final = 9.0


def slip_page(slip: PaperSlip, strings: Strings) -> Page:
    return partial(_paint, slip, strings)


def _paint(slip: PaperSlip, strings: Strings, sheet: Sheet) -> None:
    def show(part: str) -> str:
        return strings.show(f"{slip.id}.{part}", **slip.args)

    title = QRectF(_SIDE, 12, _WIDE, 11)
    sheet.text(show("title"), title, 7.5, tokens.TONES[Tone.RED].word, is_bold=True)
    rows = min(_ROW_MM, 56 / max(1, len(slip.rows)))
    for at, row in enumerate(slip.rows):
        y = 26 + at * rows
        sheet.text(show(row), QRectF(_SIDE, y, 38, rows), 4, tokens.SOFT_INK)
        value = QRectF(_SIDE + 40, y, _WIDE - 40, rows)
        sheet.text(show(f"{row}.value"), value, 5, is_bold=True, least_mm=2.2)
    if strings.has(f"{slip.id}.note"):
        sheet.text(show("note"), QRectF(_SIDE, 84, _WIDE, 11), 3.6, align=TOP)
    sheet.line(0, CUT_MM, PAGE_MM[0], CUT_MM, 0.1, tokens.EDGE)
