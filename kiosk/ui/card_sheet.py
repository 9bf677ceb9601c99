"""The sheet of village cards: A4, ten cards of a bank card's size, marks to cut along.

Everything is measured in millimetres and painted on whatever has pages: a PDF, a printer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import segno
from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPixmap,
)

from kiosk.flows.screen import Tone
from kiosk.ui import tokens
from kiosk.ui.theme import Theme

PAGE_MM: Final = (210.0, 297.0)
CARD_MM: Final = (85.6, 54.0)
"""ISO/IEC 7810 ID-1: fits every card sleeve and every purse."""
ACROSS, DOWN = 2, 5
CARDS_A_PAGE: Final = ACROSS * DOWN
MODULE_MM: Final = 0.9
"""At least; 29 modules, so the code is 26 mm wide at least, and 27 on a printer of 600 dots."""
QUIET_MODULES: Final = 4
"""ISO/IEC 18004: so much white around a code."""
_MARK_MM: Final = 4.0
_PDF_DPI: Final = 600
_INCH_MM: Final = 25.4
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
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(words.title)  # no name: it stands in the list of printed files
    writer.setCreator("Xianglin")
    paint_sheets(writer, cards, words, theme)
    return bytes(buffer.data().data())


def sheet_picture(
    cards: Sequence[PrintedCard], words: SheetWords, theme: Theme, dpi: int
) -> QImage:
    """The first page as it comes out of a printer of so many dots an inch."""
    width, height = (round(mm / _INCH_MM * dpi) for mm in PAGE_MM)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.WHITE))
    image.setDotsPerMeterX(round(dpi / _INCH_MM * 1000))
    image.setDotsPerMeterY(round(dpi / _INCH_MM * 1000))
    painter = QPainter(image)
    paint_page(painter, cards[:CARDS_A_PAGE], words, theme)
    painter.end()
    return image


def paint_sheets(
    device: QPagedPaintDevice, cards: Sequence[PrintedCard], words: SheetWords, theme: Theme
) -> bool:
    """False: the device would not begin (a printer that is gone)."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    for at in range(0, len(cards), CARDS_A_PAGE):
        if at:
            device.newPage()
        paint_page(painter, cards[at : at + CARDS_A_PAGE], words, theme)
    return painter.end()


def paint_page(
    painter: QPainter, cards: Sequence[PrintedCard], words: SheetWords, theme: Theme
) -> None:
    page = _Page(painter, theme)
    width, height = CARD_MM
    left = (PAGE_MM[0] - ACROSS * width) / 2
    top = (PAGE_MM[1] - DOWN * height) / 2
    for at, card in enumerate(cards):
        x, y = left + at % ACROSS * width, top + at // ACROSS * height
        page.card(card, words, x, y)
    page.cut_marks(left, top)


class _Page:
    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self._painter, self._theme = painter, theme
        self._dots = painter.device().logicalDpiX() / _INCH_MM

    def card(self, card: PrintedCard, words: SheetWords, x: float, y: float) -> None:
        width, height = CARD_MM
        code_mm = self._code(card.code, x + width - 1.5, y + height / 2)
        room = width - code_mm - 6.5
        band = QRectF(x + 5, y + 4.5, room, 6)
        self._text(words.village, band, 4.2, tokens.SOFT_INK)
        self._picture(card.mark, QRectF(x + 5, y + 26.5, 15, 15))
        names = QRectF(x + 5, y + 11, room, 14.5)
        self._text(card.name, names, _NAME_MM, tokens.INK, is_bold=True)
        title = QRectF(x + 5 + (17 if card.mark else 0), y + 28, room - 17, 12)
        self._text(words.title, title, 6, tokens.TONES[Tone.RED].word, is_bold=True)
        self._text(words.if_found, QRectF(x + 5, y + 44, room, 6), 3.6, tokens.INK)

    def cut_marks(self, left: float, top: float) -> None:
        """Outside the cards, so that no line is left on one that was cut a little wide."""
        painter = self._painter
        painter.setPen(QPen(QColor(tokens.INK), max(1.0, 0.15 * self._dots)))
        right, bottom = left + ACROSS * CARD_MM[0], top + DOWN * CARD_MM[1]
        for column in range(ACROSS + 1):
            x = left + column * CARD_MM[0]
            for y, way in ((top, -1), (bottom, 1)):
                self._line(x, y + way, x, y + way * (1 + _MARK_MM))
        for row in range(DOWN + 1):
            y = top + row * CARD_MM[1]
            for x, way in ((left, -1), (right, 1)):
                self._line(x + way, y, x + way * (1 + _MARK_MM), y)

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        dots = self._dots
        self._painter.drawLine(QLineF(x1 * dots, y1 * dots, x2 * dots, y2 * dots))

    def _code(self, text: str, right: float, middle: float) -> float:
        """Its side with the white around it. Modules are whole dots: no two differ."""
        rows = segno.make(text, error="q", boost_error=False, micro=False).matrix
        module = ceil(MODULE_MM * self._dots)
        whole = (len(rows) + 2 * QUIET_MODULES) * module
        x = round(right * self._dots) - whole + QUIET_MODULES * module
        y = round(middle * self._dots) - len(rows) * module // 2
        for down, row in enumerate(rows):
            for across, is_dark in enumerate(row):
                if is_dark:
                    self._painter.fillRect(
                        x + across * module, y + down * module, module, module, Qt.GlobalColor.black
                    )
        return whole / self._dots

    def _text(
        self, text: str, mm: QRectF, size_mm: float, colour: str, *, is_bold: bool = False
    ) -> None:
        """As large as asked for, or as fits: on two lines at most."""
        box = self._box(mm)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        flags_int = int(flags) | int(Qt.TextFlag.TextWrapAnywhere)
        size = round(size_mm * self._dots)
        while True:
            font = self._theme.font(size, bold=is_bold)
            metrics = QFontMetricsF(font, self._painter.device())
            needed = metrics.boundingRect(box, flags_int, text)
            if size <= 2 or (needed.width() <= box.width() and needed.height() <= box.height()):
                break
            size = size * 9 // 10
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(box, flags_int, text)

    def _picture(self, name: str, mm: QRectF) -> None:
        box = self._box(mm)
        pixmap: QPixmap | None = self._theme.picture(name, round(box.width()))
        if pixmap is not None:
            self._painter.drawPixmap(box.topLeft(), pixmap)

    def _box(self, mm: QRectF) -> QRectF:
        dots = self._dots
        return QRectF(mm.x() * dots, mm.y() * dots, mm.width() * dots, mm.height() * dots)
