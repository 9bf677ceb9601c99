"""The hours of this year as a picture: a bar for each month, in ink."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.fit import Box
from kiosk.ui.theme import Theme

MONTHS = 12
_GROUND_PX = 3
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class MonthBars(QWidget):
    def __init__(self, theme: Theme, minutes: Sequence[int], caption: str) -> None:
        """minutes: from January on. caption: what the bars are, in words above them."""
        super().__init__()
        self._theme, self._minutes, self._caption = theme, minutes, caption
        self.setObjectName("months")
        self.setAccessibleName(caption)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)
        least, most = (4, 4) if theme.metrics.is_portrait else (3, 9)
        self.setMinimumHeight(self._line * least)
        self.setMaximumHeight(self._line * most)

    def boxes(self) -> list[Box]:
        """The caption, and the months' numbers: one row of them, each under its place."""
        size = self._theme.size
        lead, small = self._theme.font(size.lead), self._theme.font(size.small, bold=True)
        numbers = " ".join(str(at + 1) for at in range(MONTHS))
        return [
            Box(QRect(0, 0, self.width(), self._line), self._caption, lead, _CENTRE),
            Box(self._row, numbers, small, _CENTRE),
        ]

    def bars(self) -> list[QRect]:
        """One a month with any hours; the longest fills the height."""
        tall = self.height() - 2 * self._line - self._theme.size.small_gap // 2
        most = max(self._minutes, default=0)
        wide = self._step * 3 // 5
        found = []
        for at, minutes in enumerate(self._minutes):
            if minutes > 0:
                high = max(self._line // 4, tall * minutes // most)
                left = self._left(at) + (self._step - wide) // 2
                found.append(QRect(left, self.height() - self._line - high, wide, high))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = QColor(self._theme.colours.ink)
        for bar in self.bars():
            painter.fillRect(bar, ink)
        painter.fillRect(0, self.height() - self._line, self.width(), _GROUND_PX, ink)
        painter.setPen(ink)
        caption, numbers = self.boxes()
        painter.setFont(caption.font)
        painter.drawText(caption.rect, caption.flags, caption.text)
        painter.setFont(numbers.font)
        for at, number in enumerate(numbers.text.split()):
            place = QRect(self._left(at), self._row.top(), self._step, self._row.height())
            painter.drawText(place, numbers.flags, number)

    @property
    def _row(self) -> QRect:
        high = self._line - _GROUND_PX
        return QRect(0, self.height() - high, self.width(), high)

    @property
    def _line(self) -> int:
        return self._theme.size.lead * 3 // 2

    @property
    def _step(self) -> int:
        return self.width() // MONTHS

    def _left(self, at: int) -> int:
        return at * self._step + self.width() % MONTHS // 2
