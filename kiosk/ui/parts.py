"""The few things every page is made of: words, a thing to touch, a card, a bar that fills."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.fit import WRAP, Box, fitting_px, measure
from kiosk.ui.theme import Theme

Align = Qt.AlignmentFlag


class Words(QLabel):
    """A text that is read: it wraps, and becomes smaller rather than being cut off."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size_px: int,
        bold: bool = False,
        colour: str = "",
        align: Align = Align.AlignLeft,
        wrap: bool = True,
        floor_px: int = 0,
    ) -> None:
        """floor_px: how small it may become, if not as small as the theme's smallest."""
        super().__init__()
        self._floor_px = floor_px or theme.size.small
        self._full_font = theme.font(size_px, bold=bold)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(align | Align.AlignVCenter)
        self.setFont(self._full_font)
        self.set_colour(colour or theme.colours.ink)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_colour(self, colour: str) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.setPalette(palette)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._heights: dict[int, int] = {}
        self.setAccessibleName(text)
        self._fit()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        # A layout asks again and again.
        if width not in self._heights:
            self._heights[width] = self._height_for(width)
        return self._heights[width]

    def _height_for(self, width: int) -> int:
        one_line = measure(self.text(), self._full_font, 0, 0)
        if width < one_line.width() <= width * _ALMOST and "\n" not in self.text():
            return one_line.height()  # a little smaller reads better than one character below
        return measure(self.text(), self._full_font, width).height()

    def sizeHint(self) -> QSize:
        """At its full size: what it was last squeezed into is no wish of its own."""
        one_line = measure(self.text(), self._full_font, 0, 0)
        return QSize(one_line.width() + 2, max(one_line.height(), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def boxes(self) -> list[Box]:
        flags = WRAP if self.wordWrap() else 0
        return [Box(self.contentsRect(), self.text(), self.font(), flags)] if self.text() else []

    def _fit(self) -> None:
        room = self.contentsRect().size()
        if not self.text() or room.width() < 2 or not self.testAttribute(_RESIZED):
            return
        flags = WRAP if self.wordWrap() else 0
        size = fitting_px(self.text(), self._full_font, room, self._floor_px, flags)
        if size != self.font().pixelSize():
            font = self.font()
            font.setPixelSize(size)
            self.setFont(font)


_ALMOST = 1.1
_RESIZED = Qt.WidgetAttribute.WA_Resized


class Ground(Enum):
    TINT = auto()
    CARD = auto()


class Card(QWidget):
    """A rounded sheet; put a layout on it."""

    def __init__(self, theme: Theme, tone: Tone, ground: Ground = Ground.CARD) -> None:
        super().__init__()
        self._theme = theme
        self._colours = theme.tone(tone)
        self._ground = ground

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._theme.size
        ground = self._theme.colours.card if self._ground is Ground.CARD else self._colours.tint
        painter = QPainter(self)
        paint_sheet(painter, self.rect(), ground, self._colours.frame, size.frame, size.radius)


class FillingBar(QProgressBar):
    """How far: a bar that fills from the left. `part` 0 to 1."""

    def __init__(self, theme: Theme, part: float = 0.0) -> None:
        super().__init__()
        self._colours = theme.colours
        self._part = part
        self.setRange(0, 100)
        self.setValue(round(100 * part))
        self.setFixedHeight(theme.px(46 if theme.metrics.is_portrait else 26))

    @property
    def part(self) -> float:
        return self._part

    def set_part(self, part: float) -> None:
        self._part = min(1.0, max(0.0, part))
        self.setValue(round(100 * self._part))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        round_px = whole.height() / 2
        painter.setBrush(QColor(self._colours.bar_empty))
        painter.drawRoundedRect(whole, round_px, round_px)
        if self._part > 0:
            whole.setWidth(max(whole.height(), whole.width() * min(1.0, self._part)))
            painter.setBrush(QColor(self._colours.bar_full))
            painter.drawRoundedRect(whole, round_px, round_px)


class Stars(QWidget):
    """Five stars in a row, `reached` of them full."""

    MOST = 5

    def __init__(self, theme: Theme, reached: int, side_px: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(side_px // 6)
        for number in range(self.MOST):
            name = "star" if number < reached else "star_empty"
            row.addWidget(Picture(theme, name, side_px))


class Picture(QWidget):
    """One picture in a square; nothing where the picture is missing."""

    def __init__(self, theme: Theme, name: str, side_px: int) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFixedSize(side_px, side_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        pixmap = self._theme.picture(self._name, self.width(), self.devicePixelRatioF())
        if pixmap is not None:
            QPainter(self).drawPixmap(0, 0, pixmap)


_MOST_KEPT_PX: Final = 40_000


def paint_sheet(
    painter: QPainter, rect: QRect, ground: str, frame: str, frame_px: int, radius_px: int
) -> None:
    """Small ones, keys most of them, are drawn once: a round corner takes longer than its word."""
    size, device = rect.size(), painter.device()
    if size.width() * size.height() > _MOST_KEPT_PX or device.devicePixelRatioF() != 1:
        _draw_sheet(painter, rect, ground, frame, frame_px, radius_px)
    elif not size.isEmpty():
        kept = _kept_sheet(size.toTuple(), ground, frame, frame_px, radius_px)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(rect.topLeft(), kept)


@lru_cache(maxsize=64)
def _kept_sheet(
    size: tuple[int, int], ground: str, frame: str, frame_px: int, radius_px: int
) -> QImage:
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _draw_sheet(painter, image.rect(), ground, frame, frame_px, radius_px)
    painter.end()
    return image


def _draw_sheet(
    painter: QPainter, rect: QRect, ground: str, frame: str, frame_px: int, radius_px: int
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(frame), frame_px) if frame_px else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    half = frame_px / 2
    painter.drawRoundedRect(
        QRectF(rect).adjusted(half, half, -half, -half), radius_px - half, radius_px - half
    )
