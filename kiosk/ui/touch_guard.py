"""Which touches count. Old hands tremble: one touch often arrives as two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_NEAR_PX = 60
"""15 mm on the upright screen: a trembling finger, not another key."""


class TouchGuard(QObject):
    """Filters the application's events for one window. Swallows a second touch at the same place
    within `guard_s` (EN 301 549 5.8: up to 0.5 s; `key_guard_s` on the keys of a pad), and every
    touch while `is_busy()`."""

    touched = Signal()
    """A touch or key that counts, before anything else hears of it."""

    def __init__(
        self, window: QWidget, guard_s: float, key_guard_s: float, is_busy: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._guard_ms = guard_s * 1000
        self._key_guard_ms = key_guard_s * 1000
        self._is_busy = is_busy
        self._last_ms = -1_000_000
        self._last_at = QPointF()
        self._last_was_key = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _PRESSES and isinstance(event, QMouseEvent):
            return self._is_ours(watched) and not self._admits(watched, event)
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._is_ours(watched) and not self._admits_key(event)
        return False

    def _is_ours(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget):
            return False
        return watched is self._window or self._window.isAncestorOf(watched)

    def _admits(self, watched: QObject, event: QMouseEvent) -> bool:
        if self._is_busy():
            return False
        at, ms = event.globalPosition(), event.timestamp()
        if ms == self._last_ms and at == self._last_at:
            return True  # the same press, on its way up to the parents
        is_key = watched.objectName().startswith("key:")
        guard_ms = self._key_guard_ms if is_key and self._last_was_key else self._guard_ms
        moved = at - self._last_at
        is_near = abs(moved.x()) < _NEAR_PX and abs(moved.y()) < _NEAR_PX
        if is_near and 0 <= ms - self._last_ms < guard_ms:
            return False
        self._last_ms, self._last_at, self._last_was_key = ms, at, is_key
        self.touched.emit()
        return True

    def _admits_key(self, event: QKeyEvent) -> bool:
        if self._is_busy() or event.isAutoRepeat():
            return False
        self.touched.emit()
        return True
