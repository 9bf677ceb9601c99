"""A finger, a keyboard and a scanner, as the window system would report them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_ENDINGS = {"\r": Qt.Key.Key_Return.value, "\t": Qt.Key.Key_Tab.value}
_PARTS = 12
"""Reports of a finger on its way along a line."""


class LostOnTour(Exception):
    """What was to be touched is not there, or the screen expected did not come."""


class Keyboard:
    """Presses keys as the window system would report them, wherever the keys stand."""

    _PAUSE_MS = 1000

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._at_ms = 1_000_000

    def press(self, key: Qt.Key | str, after_ms: int = _PAUSE_MS) -> None:
        """key: one of Qt's, or the character on it."""
        self._at_ms += after_ms
        text = key if isinstance(key, str) else ""
        code = key.value if isinstance(key, Qt.Key) else ord(key.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._at_ms)
            QApplication.sendEvent(self._window.focusWidget() or self._window, event)


class Scanner:
    """Types as a scanner on USB does, at the window: what has the keys is the window's business."""

    _GAP_MS = 3
    _last_ms = 1_000_000

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def scan(self, text: str, ending: str = "\r") -> None:
        window = self._widget.window().windowHandle()
        Scanner._last_ms += 1000
        for char in text + ending:
            key = _ENDINGS.get(char, ord(char.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
                event.setTimestamp(Scanner._last_ms)
                QApplication.sendEvent(window, event)
            Scanner._last_ms += self._GAP_MS


class Finger:
    """Presses and lets go in the middle of a widget, as the window system would report it; slow
    enough that no touch counts as a tremble."""

    _PAUSE_MS = 1000

    def __init__(self) -> None:
        self._at_ms = 1_000_000

    def tap(self, widget: QWidget) -> None:
        """Raises LostOnTour where something else lies over its middle."""
        window = widget.window()
        on_top = window.childAt(widget.mapTo(window, widget.rect().center()))
        if on_top is not widget:
            raise LostOnTour(f"{widget.objectName()} is covered")
        self.draw(widget, [QPointF(widget.rect().center())])

    def draw(self, widget: QWidget, points: Sequence[QPointF]) -> None:
        """From the first point to the last in straight lines; lets go there."""
        self._at_ms += self._PAUSE_MS
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._send(widget, QEvent.Type.MouseButtonPress, left, points[0])
        for start, end in pairwise(points):
            for part in range(1, _PARTS + 1):
                at = start + (end - start) * (part / _PARTS)
                self._send(widget, QEvent.Type.MouseMove, left, at)
        self._send(widget, QEvent.Type.MouseButtonRelease, none, points[-1])

    def _send(self, widget: QWidget, kind: QEvent.Type, held: Qt.MouseButton, at: QPointF) -> None:
        event = QMouseEvent(
            kind,
            at,
            QPointF(widget.mapToGlobal(at)),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        event.setTimestamp(self._at_ms)
        QApplication.sendEvent(widget, event)
