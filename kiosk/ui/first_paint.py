"""Tells when the window stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Tells once, when something in the window was painted for the first time. It may be any widget
    of it: a window that its page covers whole is never painted itself."""

    painted = Signal()

    def __init__(self, app: QCoreApplication, window: QWidget) -> None:
        super().__init__()
        self._app, self._window = app, window
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        if watched.window() is self._window:
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False
