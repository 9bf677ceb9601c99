"""The desk's lock: nobody touches anything for a while, a warning, and it closes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from kiosk.ui.desk.rail import Header
from kiosk.ui.idle import Idle

_INPUT: Final = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
)


class Patience(QObject):
    ran_out = Signal()

    def __init__(self, header: Header, patience_s: float, warning_s: int, parent: QObject) -> None:
        """header: shows the seconds left, once it warns."""
        super().__init__(parent)
        self._header = header
        self.is_warning = False
        self._idle = Idle(patience_s, warning_s, self)
        self._idle.warned.connect(self._warn)
        self._idle.ticked.connect(header.show_seconds_left)
        self._idle.ran_out.connect(self.ran_out)

    def watch(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._idle.watch()

    def rest(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._idle.rest()

    def touched(self) -> None:
        if self.is_warning:
            self.is_warning = False
            self._header.show_time()
            self._idle.watch()
        else:
            self._idle.touched()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touched()
        return False

    def _warn(self) -> None:
        self.is_warning = True
