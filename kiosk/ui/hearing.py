"""Brings what another thread tells to the window's thread, each thing once and in order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal


class Hearing(QObject):
    """Create it on the window's thread."""

    came = Signal(object)
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told.connect(self.came, Qt.ConnectionType.QueuedConnection)

    def tell(self, what: object) -> None:
        """From any thread; waits for nobody."""
        self._told.emit(what)
