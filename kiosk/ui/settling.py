"""How a new page comes: it is there at once, and slides the last few millimetres into its place.

It is the page itself that moves, not a picture of it: what is touched is what is seen, from its
first paint on, and nothing is painted beforehand.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QElapsedTimer, QObject, QPoint, QVariantAnimation
from PySide6.QtWidgets import QWidget

TAKES_MS: Final = 160
LATE_MS: Final = 60
"""Between two steps of the movement: this machine paints too slowly for it."""
MOST_LATE: Final = 3
"""So often, and nothing moves any more until the next start."""


class Settling(QObject):
    def __init__(self, parent: QObject, late_ms: int = LATE_MS) -> None:
        super().__init__(parent)
        self._late_ms = late_ms
        self._page: QWidget | None = None
        self._late = 0
        self._since = QElapsedTimer()
        self._way = QVariantAnimation(self)
        self._way.setDuration(TAKES_MS)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.setEndValue(QPoint(0, 0))
        self._way.valueChanged.connect(self._step)

    @property
    def is_moving(self) -> bool:
        return self._page is not None

    def begin(self, page: QWidget, by_px: int) -> None:
        """From so far to the right. page: its place is the upper left corner of its parent."""
        self.end()
        if self._late < MOST_LATE:
            self._way.setStartValue(QPoint(by_px, 0))
            self._page = page
            page.move(by_px, 0)
            self._since.start()
            self._way.start()

    def end(self) -> None:
        """In its place, at once."""
        self._way.stop()
        if self._page is not None:
            page, self._page = self._page, None
            page.move(0, 0)

    def _step(self, at: QPoint) -> None:
        if self._page is None:
            return
        is_late = self._since.restart() > self._late_ms
        self._late += is_late
        self._page.move(at)
        if is_late or at.isNull():
            self.end()
