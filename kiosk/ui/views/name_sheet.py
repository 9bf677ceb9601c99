"""The name so far at the left, the letters still to be written at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from kiosk.flows.screen import Tone
from kiosk.ui.parts import Card, Words
from kiosk.ui.theme import Theme


class NameSheet(Card):
    def __init__(self, theme: Theme, tall_px: int) -> None:
        super().__init__(theme, Tone.BLUE)
        size = theme.size
        self._name = Words(theme, size_px=size.key, bold=True, wrap=False)
        self._name.setObjectName("field")
        self._letters = Words(
            theme, size_px=size.text, bold=True, colour=theme.tone(Tone.BLUE).word, wrap=False,
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        self.setFixedHeight(tall_px)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(size.margin * 2 // 3, 0, size.margin * 2 // 3, 0)
        self._row.addWidget(self._name)
        self._row.addWidget(self._letters)

    def put(self, name: str, letters: str) -> None:
        self._name.setText(name)
        self._letters.setText(letters)
        # A character is as wide as two letters.
        self._row.setStretch(0, 2 * len(name) + 1)
        self._row.setStretch(1, len(letters) + 1)
