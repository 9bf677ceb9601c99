"""Which touches and keys count. Old hands tremble: one touch often arrives as two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.keys import is_choosing
from kiosk.ui.pressable import Pressable, Surface

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_LIFTS = (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
_HOLD_MS = 2000
"""What lies longer on a control is no tap: a sleeve, or it is gone with its page."""
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NEAR_PX = 60
"""15 mm on the upright screen: a trembling finger, not another key."""


class TouchGuard(QObject):
    """Filters the application's events for one window. Swallows a second touch at the same place
    within `guard_s` (EN 301 549 5.8: up to 0.5 s; `key_guard_s` on the keys of a pad, none where
    she draws), the same key likewise (`guard_s` where it chooses, `key_guard_s` where it types or
    moves), and everything while `is_busy()`. It also remembers on the window whether she works by
    finger or by keys (WA_KeyboardFocusChange): only keys need a mark of where they stand."""

    touched = Signal()
    """A touch or key that counts, before anything else hears of it."""
    tabbed = Signal(bool)
    """To the next control (True) or the one before."""

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
        self._held: QObject | None = None
        """What a finger lies on."""
        self._last_key = 0
        self._last_key_ms = -1_000_000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _PRESSES and isinstance(event, QMouseEvent):
            at, ms = event.globalPosition(), event.timestamp()
            return self._is_ours(watched) and not self._admits(watched, at, ms)
        if isinstance(event, QTouchEvent):
            return self._is_ours(watched) and self._takes_finger(watched, event)
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._is_ours(watched) and not self._passes_on(event)
        return False

    def _is_ours(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget):
            return False
        return watched is self._window or self._window.isAncestorOf(watched)

    def _takes_finger(self, watched: QObject, event: QTouchEvent) -> bool:
        """False: nobody's, Qt makes a mouse of it."""
        is_let_through = self._admits_finger(watched, event)
        if is_let_through and isinstance(watched, Pressable):
            watched.feel(event)
        return isinstance(watched, Pressable) or not is_let_through

    def _admits_finger(self, watched: QObject, event: QTouchEvent) -> bool:
        """While one is down on something, another one is a mishap."""
        if event.type() != QEvent.Type.TouchBegin:
            if event.type() in _LIFTS and watched is self._held:
                self._held = None
            return True
        is_second = self._held is not None and watched is not self._held
        if is_second and event.timestamp() - self._last_ms < _HOLD_MS:
            return False
        point = event.point(0)
        if not self._admits(watched, point.globalPosition(), event.timestamp()):
            return False
        self._held = watched if isinstance(watched, (Pressable, Surface)) else None
        return True

    def _admits(self, watched: QObject, at: QPointF, ms: int) -> bool:
        if self._is_busy():
            return False
        if ms == self._last_ms and at == self._last_at:
            return True  # the same press, on its way up to the parents
        is_key = watched.objectName().startswith("key:")
        guard_ms = self._key_guard_ms if is_key and self._last_was_key else self._guard_ms
        moved = at - self._last_at
        is_near = abs(moved.x()) < _NEAR_PX and abs(moved.y()) < _NEAR_PX
        is_drawn = isinstance(watched, Surface)
        if is_near and not is_drawn and 0 <= ms - self._last_ms < guard_ms:
            return False
        self._last_ms, self._last_at, self._last_was_key = ms, at, is_key
        self._mark(by_keys=False)
        self.touched.emit()
        return True

    def _passes_on(self, event: QKeyEvent) -> bool:
        """Tab is ours: Qt would follow the order in which things were made."""
        if not self._admits_key(event):
            return False
        if event.key() in _TABS:
            self.tabbed.emit(event.key() == _TABS[0])
        return event.key() not in _TABS

    def _admits_key(self, event: QKeyEvent) -> bool:
        if self._is_busy() or event.isAutoRepeat():
            return False
        key, ms = event.key(), event.timestamp()
        if key == self._last_key and ms == self._last_key_ms:
            return True  # the same press, on its way up to the parents
        guard_ms = self._guard_ms if is_choosing(event) else self._key_guard_ms
        if key == self._last_key and 0 <= ms - self._last_key_ms < guard_ms:
            return False
        self._last_key, self._last_key_ms = key, ms
        self._mark(by_keys=True)
        self.touched.emit()
        return True

    def _mark(self, *, by_keys: bool) -> None:
        window = self._window.window()
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_keys)
        focused = window.focusWidget()
        if focused is not None:
            focused.update()
