"""Paper: pages of A4, measured in millimetres, painted alike on a printer, a PDF, a picture.

What stands on them is in card_sheet, certificate_sheet, letter_sheet and slip_sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path
from typing import Final

import segno
from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPixmap,
)

from kiosk.ui import tokens
from kiosk.ui.theme import Theme, load_rare_fonts
from kiosk.ui.tokens import Metrics

PAGE_MM: Final = (210.0, 297.0)
QUIET_MODULES: Final = 4
"""ISO/IEC 18004: so much white around a code."""
WRAP: Final = Qt.TextFlag.TextWordWrap
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
TOP: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_PDF_DPI: Final = 600
_INCH_MM: Final = 25.4
_LEAST_DOTS: Final = 2
_ANY_PX: Final = (1080, 1920)
_application: QGuiApplication | None = None


class Sheet:
    """One page to paint on. Lengths in millimetres from its upper left corner."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter, self.theme = painter, theme
        self.dots = painter.device().logicalDpiX() / _INCH_MM
        """A millimetre."""
        self.cut: list[str] = []
        """What did not fit even at its smallest; nothing, or the page is badly made."""

    def text(
        self,
        text: str,
        mm: QRectF,
        size_mm: float,
        colour: str = tokens.INK,
        *,
        is_bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        least_mm: float = 0,
    ) -> None:
        """As large as asked for, or as fits. least_mm: smaller it cannot be read."""
        box, flags = self.box(mm), int(align) | int(WRAP)
        size, least = round(size_mm * self.dots), max(_LEAST_DOTS, round(least_mm * self.dots))
        while True:
            font = self.theme.font(size, bold=is_bold)
            fits = self._fits(font, text, box, flags)
            if fits or size <= least:
                break
            size = max(least, size * 9 // 10)
        if not fits:
            self.cut.append(text)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(box, flags, text)

    def line(self, x1: float, y1: float, x2: float, y2: float, wide_mm: float = 0.15,
             colour: str = tokens.INK) -> None:  # fmt: skip
        self._pen(wide_mm, colour)
        dots = self.dots
        self.painter.drawLine(QLineF(x1 * dots, y1 * dots, x2 * dots, y2 * dots))

    def frame(self, mm: QRectF, wide_mm: float, colour: str) -> None:
        self._pen(wide_mm, colour)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(self.box(mm))

    def ring(self, x: float, y: float, radius: float, colour: str) -> None:
        """Dashed: where something is to be put."""
        pen = QPen(QColor(colour), max(1.0, 0.2 * self.dots), Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = radius * self.dots
        self.painter.drawEllipse(QPointF(x * self.dots, y * self.dots), reach, reach)

    def fill(self, mm: QRectF, colour: str) -> None:
        self.painter.fillRect(self.box(mm), QColor(colour))

    def code(self, text: str, right: float, middle: float, module_mm: float, error: str) -> float:
        """A QR code, the white around it ending at `right`; its side with that white. module_mm:
        at least. Modules are whole dots: no two differ. error: how much of it may be lost."""
        rows = segno.make(text, error=error, boost_error=False, micro=False).matrix
        module = ceil(module_mm * self.dots)
        whole = (len(rows) + 2 * QUIET_MODULES) * module
        x = round(right * self.dots) - whole + QUIET_MODULES * module
        y = round(middle * self.dots) - len(rows) * module // 2
        for down, row in enumerate(rows):
            for begin, length in _runs(row):
                self.painter.fillRect(
                    x + begin * module, y + down * module, length * module, module,
                    Qt.GlobalColor.black,
                )  # fmt: skip
        return whole / self.dots

    def picture(self, name: str, mm: QRectF) -> None:
        box = self.box(mm)
        pixmap: QPixmap | None = self.theme.picture(name, round(box.width()))
        if pixmap is not None:
            self.painter.drawPixmap(box.topLeft(), pixmap)

    def box(self, mm: QRectF) -> QRectF:
        dots = self.dots
        return QRectF(mm.x() * dots, mm.y() * dots, mm.width() * dots, mm.height() * dots)

    def _fits(self, font: QFont, text: str, box: QRectF, flags: int) -> bool:
        needed = QFontMetricsF(font, self.painter.device()).boundingRect(box, flags, text)
        return needed.width() <= box.width() and needed.height() <= box.height()

    def _pen(self, wide_mm: float, colour: str) -> None:
        self.painter.setPen(QPen(QColor(colour), max(1.0, wide_mm * self.dots)))


def theme_alone(assets: Path) -> Theme:
    """For a program without a window, on a machine that may have no screen."""
    global _application  # Qt wants one, as long as it paints
    if QGuiApplication.instance() is None:
        _application = QGuiApplication(["", "-platform", "offscreen"])
    theme = Theme.load(Metrics(*_ANY_PX), assets)
    load_rare_fonts(assets / "fonts")
    return theme


Page = Callable[[Sheet], None]
"""Paints one page."""


def paint(device: QPagedPaintDevice, pages: Sequence[Page], theme: Theme) -> bool:
    """False: the device would not begin (a printer that is gone)."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    for at, page in enumerate(pages):
        if at:
            device.newPage()
        page(Sheet(painter, theme))
    return painter.end()


def pdf(title: str, pages: Sequence[Page], theme: Theme) -> bytes:
    """title: names nobody, for it stands in the list of printed files."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(title)
    writer.setCreator("Xianglin")
    paint(writer, pages, theme)
    return bytes(buffer.data().data())


def picture(page: Page, theme: Theme, dpi: int, paper: str = tokens.WHITE) -> QImage:
    """The page as it comes out of a printer of so many dots an inch, on paper of this colour."""
    width, height = (round(mm / _INCH_MM * dpi) for mm in PAGE_MM)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(paper))
    image.setDotsPerMeterX(round(dpi / _INCH_MM * 1000))
    image.setDotsPerMeterY(round(dpi / _INCH_MM * 1000))
    painter = QPainter(image)
    page(Sheet(painter, theme))
    painter.end()
    return image


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Where the dark ones begin, and how many stand together."""
    runs: list[tuple[int, int]] = []
    for at, is_dark in enumerate(row):
        if is_dark and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((at, 1))
    return runs
