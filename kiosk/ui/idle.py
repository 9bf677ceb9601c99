"""Is she still there? A patient clock: a warning first, then home."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class Idle(QObject):
    warned = Signal()
    """Nothing was touched for `idle_s`; the counting begins."""
    ticked = Signal(int)
    """Seconds left."""
    ran_out = Signal()

    def __init__(self, idle_s: float, warning_s: int, parent: QObject) -> None:
        super().__init__(parent)
        self._warning_s = warning_s
        self._left_s = 0
        self._leave_s = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(round(idle_s * 1000))
        self._patience.timeout.connect(self._warn)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)

    def watch(self) -> None:
        """A page with a question on it: warn before leaving."""
        self.rest()
        self._patience.start()

    def leave_in(self, seconds: int) -> None:
        """A page after the deed: it says itself when it will go, so no warning."""
        self.rest()
        self._leave_s = seconds
        self._count(seconds)

    def rest(self) -> None:
        """Nobody to wait for."""
        self._leave_s = 0
        self._patience.stop()
        self._second.stop()

    def touched(self) -> None:
        if self._patience.isActive():
            self._patience.start()
        elif self._leave_s:
            self._count(self._leave_s)

    def _warn(self) -> None:
        self.warned.emit()
        self._count(self._warning_s)

    def _count(self, seconds: int) -> None:
        self._left_s = seconds
        self.ticked.emit(seconds)
        self._second.start()

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self.ticked.emit(self._left_s)
            return
        self.rest()
        self.ran_out.emit()
