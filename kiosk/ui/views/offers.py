"""Six large characters to choose from; those that are not needed leave their places empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from kiosk.flows.screen import Tone
from kiosk.ui.face import Face, Look
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch

CANDIDATES = 6
NUMBERED = "123456"
"""Keys that choose one, as everywhere where characters are written."""


class Offers(QGridLayout):
    taken = Signal(int)
    """The place of the one that was touched."""

    def __init__(self, theme: Theme, columns: int, height_px: int) -> None:
        super().__init__()
        self.setSpacing(theme.size.small_gap)
        self._touches = [self._touch(theme, number) for number in range(CANDIDATES)]
        for number, touch in enumerate(self._touches):
            row, column = divmod(number, columns)
            touch.setMinimumHeight(height_px)
            policy = touch.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            touch.setSizePolicy(policy)
            self.addWidget(touch, row, column)
            self.setColumnStretch(column, 1)
            self.setRowStretch(row, 1)

    def show_characters(self, found: Sequence[str]) -> None:
        for number, touch in enumerate(self._touches):
            char = found[number] if number < len(found) else ""
            touch.set_word(char)
            touch.setObjectName(f"key:{char}" if char else f"candidate:{number}")
            touch.setVisible(bool(char))

    def _touch(self, theme: Theme, number: int) -> Touch:
        word_px = theme.size.key
        face = Face(" ", tone=Tone.GREEN, look=Look.KEY, word_px=word_px, is_private=True)
        touch = Touch(theme, f"candidate:{number}", face)
        touch.clicked.connect(partial(self._touched, number))
        return touch

    def _touched(self, number: int, _checked: bool = False) -> None:
        self.taken.emit(number)
