"""What lies over a demonstration: its mark, and the hand that touches."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.fit import fitting_px
from kiosk.ui.theme import Theme

TIP: Final = (0.44, 0.07)
"""Where the finger's end is in the picture, in parts of its sides."""
DIP: Final = 0.9
"""So much of its size the hand has while it presses."""


class Glass(QWidget):
    """Lets every touch through."""

    def __init__(self, over: QWidget, theme: Theme, band: str) -> None:
        super().__init__(over)
        self._theme = theme
        self._band = band
        self._tip = QPoint(theme.metrics.width_px // 2, theme.metrics.height_px * 3 // 4)
        self._presses = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(band)

    @property
    def tip(self) -> QPoint:
        """Where the finger points."""
        return self._tip

    def point(self, at: QPoint, *, presses: bool = False) -> None:
        self._tip, self._presses = QPoint(at), presses
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_band(painter)
        side = self._theme.size.picture * 6 // 5
        if self._presses:
            colour = QColor(self._theme.tone(Tone.PLUM).fill)
            painter.setPen(QPen(colour, self._theme.size.frame))
            painter.drawEllipse(self._tip, side // 4, side // 4)
            side = round(side * DIP)
        hand = self._theme.picture("hand", side, self.devicePixelRatioF())
        if hand is not None:
            painter.drawPixmap(self._tip - QPoint(round(side * TIP[0]), round(side * TIP[1])), hand)

    def _paint_band(self, painter: QPainter) -> None:
        """In the place of the village's name, and a frame round everything."""
        size, plum = self._theme.size, self._theme.tone(Tone.PLUM)
        band = QRect(0, 0, self.width(), size.header)
        painter.fillRect(band, QColor(plum.fill))
        painter.setPen(QColor(plum.on_fill))
        inside = band.adjusted(size.margin, 0, -size.margin, 0)
        font = self._theme.font(size.text, bold=True)
        font.setPixelSize(fitting_px(self._band, font, inside.size(), size.small))
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, int(flags), self._band)
        painter.setPen(QPen(QColor(plum.fill), size.frame * 2))
        painter.drawRect(self.rect())
