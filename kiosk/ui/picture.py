"""Writes the window's picture to a file whenever it changed: eyes for a machine without any."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

_QUIET_MS = 150
"""A page is painted in several goes; wait until it stands."""


class PictureFile(QObject):
    """Keeps `path` (PNG) as the window looks. The file is always whole: written beside, then
    moved into its place."""

    def __init__(self, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._last = QImage()
        self._is_grabbing = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.write)
        window.installEventFilter(self)
        self._quiet.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every repaint of any part begins with this event at the window.
        is_new = event.type() == QEvent.Type.UpdateRequest and watched is self._window
        if is_new and not self._is_grabbing and not self._quiet.isActive():
            self._quiet.start()
        return False

    def write(self) -> None:
        self._is_grabbing = True
        image = self._window.grab().toImage()
        self._is_grabbing = False
        if image == self._last:
            return
        self._last = image
        beside = self._path.with_name(f".{self._path.name}.part")
        if QImageWriter(str(beside), b"png").write(image):
            os.replace(beside, self._path)
