"""A sentence over the top of the window, where nothing can be touched: it goes by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.parts import Card, Ground, Picture, Words
from kiosk.ui.theme import Theme

STAYS_MS: Final = 8_000
"""Twice as long as its sentence is said."""


class Remark(Card):
    """Lies over its parent's top edge."""

    def __init__(self, theme: Theme, parent: QWidget, text: str, picture: str) -> None:
        super().__init__(theme, Tone.GOLD, Ground.TINT)
        size = theme.size
        self.setObjectName("remark")
        self.setAccessibleName(text)
        self.setParent(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(size.margin, size.small_gap, size.margin, size.small_gap)
        row.setSpacing(size.gap)
        row.addWidget(Picture(theme, picture, size.row_picture), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Words(theme, text, size_px=size.text, bold=True), 1)
        timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        timer.timeout.connect(self.drop)
        timer.start()
        rim = size.small_gap // 2
        height = size.header + size.band - 2 * rim
        self.setGeometry(rim, rim, parent.width() - 2 * rim, height)
        self.raise_()
        self.show()

    def drop(self) -> None:
        self.hide()
        self.setParent(None)
        self.deleteLater()
