"""The sheet of village cards: A4, ten cards of a bank card's size, marks to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPagedPaintDevice

from kiosk.flows.screen import Tone
from kiosk.ui import sheets, tokens
from kiosk.ui.sheets import PAGE_MM, Page, Sheet
from kiosk.ui.theme import Theme

CARD_MM: Final = (85.6, 54.0)
"""ISO/IEC 7810 ID-1: fits every card sleeve and every purse."""
ACROSS, DOWN = 2, 5
CARDS_A_PAGE: Final = ACROSS * DOWN
MODULE_MM: Final = 0.9
"""At least; 29 modules, so the code is 26 mm wide at least, and 27 on a printer of 600 dots."""
_MARK_MM: Final = 4.0
_NAME_MM: Final = 11.0


@dataclass(frozen=True, slots=True, repr=False)
class PrintedCard:
    """name: as she writes it. mark: a picture of assets/icons, "" for none. code: lets her in."""

    name: str
    mark: str
    code: str

    def __repr__(self) -> str:
        return "PrintedCard(...)"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What is the same on every card."""

    title: str
    village: str
    if_found: str


def sheet_pdf(cards: Sequence[PrintedCard], words: SheetWords, theme: Theme) -> bytes:
    """The sheets as a PDF of as many pages as it takes."""
    return sheets.pdf(words.title, card_pages(cards, words), theme)


def sheet_picture(
    cards: Sequence[PrintedCard], words: SheetWords, theme: Theme, dpi: int
) -> QImage:
    """The first page as it comes out of a printer of so many dots an inch."""
    return sheets.picture(card_pages(cards, words)[0], theme, dpi)


def paint_sheets(
    device: QPagedPaintDevice, cards: Sequence[PrintedCard], words: SheetWords, theme: Theme
) -> bool:
    """False: the device would not begin (a printer that is gone)."""
    return sheets.paint(device, card_pages(cards, words), theme)


def card_pages(cards: Sequence[PrintedCard], words: SheetWords) -> list[Page]:
    return [
        partial(_paint_page, cards[at : at + CARDS_A_PAGE], words)
        for at in range(0, len(cards), CARDS_A_PAGE)
    ]


def _paint_page(cards: Sequence[PrintedCard], words: SheetWords, sheet: Sheet) -> None:
    width, height = CARD_MM
    left = (PAGE_MM[0] - ACROSS * width) / 2
    top = (PAGE_MM[1] - DOWN * height) / 2
    for at, card in enumerate(cards):
        x, y = left + at % ACROSS * width, top + at // ACROSS * height
        _paint_card(sheet, card, words, x, y)
    _cut_marks(sheet, left, top)


def _paint_card(sheet: Sheet, card: PrintedCard, words: SheetWords, x: float, y: float) -> None:
    width, height = CARD_MM
    code_mm = sheet.code(card.code, x + width - 1.5, y + height / 2, MODULE_MM, "q")
    room = width - code_mm - 6.5
    sheet.text(words.village, QRectF(x + 5, y + 4.5, room, 6), 4.2, tokens.SOFT_INK)
    sheet.picture(card.mark, QRectF(x + 5, y + 26.5, 15, 15))
    names = QRectF(x + 5, y + 11, room, 14.5)
    sheet.text(card.name, names, _NAME_MM, is_bold=True)
    title = QRectF(x + 5 + (17 if card.mark else 0), y + 28, room - 17, 12)
    sheet.text(words.title, title, 6, tokens.TONES[Tone.RED].word, is_bold=True)
    sheet.text(words.if_found, QRectF(x + 5, y + 44, room, 6), 3.6)


def _cut_marks(sheet: Sheet, left: float, top: float) -> None:
    """Outside the cards, so that no line is left on one that was cut a little wide."""
    right, bottom = left + ACROSS * CARD_MM[0], top + DOWN * CARD_MM[1]
    for column in range(ACROSS + 1):
        x = left + column * CARD_MM[0]
        for y, way in ((top, -1), (bottom, 1)):
            sheet.line(x, y + way, x, y + way * (1 + _MARK_MM))
    for row in range(DOWN + 1):
        y = top + row * CARD_MM[1]
        for x, way in ((left, -1), (right, 1)):
            sheet.line(x + way, y, x + way * (1 + _MARK_MM), y)
