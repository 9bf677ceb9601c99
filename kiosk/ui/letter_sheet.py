"""For a star: a certificate for her wall, a letter of thanks for her door, one to her employer."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF

from kiosk.flows.say import hours
from kiosk.flows.screen import Tone
from kiosk.services.papers import StarPaper
from kiosk.strings import Strings
from kiosk.ui import tokens
from kiosk.ui.sheets import CENTRE, PAGE_MM, RIGHT, TOP, Page, Sheet

_RED, _GOLD = tokens.TONES[Tone.RED].word, tokens.TONES[Tone.GOLD].word
_SIDE: Final = 28.0
_WIDE: Final = PAGE_MM[0] - 2 * _SIDE
_STAR_MM: Final = 18.0


def letter_page(paper: StarPaper, strings: Strings) -> Page:
    return partial(_paint, paper, strings)


def _paint(paper: StarPaper, strings: Strings, sheet: Sheet) -> None:
    def show(key: str, **args: str | int | date) -> str:
        return strings.show(f"paper.letter.{key}", **args)

    kind = paper.kind
    for inset, wide in ((10.0, 1.2), (13.0, 0.3)):
        frame = QRectF(inset, inset, PAGE_MM[0] - 2 * inset, PAGE_MM[1] - 2 * inset)
        sheet.frame(frame, wide, _RED if kind == "door" else _GOLD)
    title = QRectF(_SIDE, 34, _WIDE, 22)
    sheet.text(show(f"{kind}.title"), title, 15, _RED, is_bold=True, align=CENTRE)
    _stars(sheet, paper.stars)
    to = QRectF(_SIDE, 92, _WIDE, 12)
    sheet.text(show(f"{kind}.to", name=paper.name), to, 7, is_bold=True, least_mm=3.5)
    told = show(
        f"{kind}.says", name=paper.name, stars=paper.stars, hours=hours(paper.minutes),
        village=paper.village,
    )  # fmt: skip
    sheet.text(told, QRectF(_SIDE, 110, _WIDE, 96), 6.4, align=TOP, least_mm=3.5)
    below = (
        show("unit", village=paper.village),
        paper.office.in_charge,
        strings.show("paper.day", day=date.fromisoformat(paper.day)),
    )
    for at, text in enumerate(text for text in below if text):
        box = QRectF(_SIDE, 226 + at * 10, _WIDE, 9)
        sheet.text(text, box, 5.4, align=RIGHT, least_mm=3)
    sheet.ring(PAGE_MM[0] - _SIDE - 22, 238, 20, tokens.EDGE)


def _stars(sheet: Sheet, stars: int) -> None:
    left = (PAGE_MM[0] - stars * _STAR_MM) / 2
    for at in range(stars):
        box = QRectF(left + at * _STAR_MM + 1, 64, _STAR_MM - 2, _STAR_MM - 2)
        sheet.picture("star", box)
