"""The page on which she chooses how large the writing is, and how black."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.panels import done_button
from kiosk.ui.parts import Words
from kiosk.ui.sight import Sight, TextSize
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch

_WORD_PX = {TextSize.NORMAL: 60, TextSize.LARGE: 80, TextSize.LARGEST: 104}
"""Design pixels, upright: each word shows what it offers."""


class SightPanel(QWidget):
    chosen = Signal(object)
    """A Sight; the page is shown anew in it."""
    pressed = Signal()

    def __init__(self, theme: Theme, strings: Strings) -> None:
        super().__init__()
        size = theme.size
        self._theme, self._strings = theme, strings
        self._sight = theme.metrics.sight
        box = QVBoxLayout(self)
        box.setContentsMargins(*(size.margin,) * 4)
        box.setSpacing(size.gap)
        box.addWidget(
            Words(theme, strings.show("shell.sight.title"), size_px=size.title, bold=True)
        )
        tiles = [*(self._size(text) for text in TextSize), self._contrast()]
        per_row = 2 if theme.metrics.is_portrait else len(tiles)
        for first in range(0, len(tiles), per_row):
            row = QHBoxLayout()
            row.setSpacing(size.gap)
            for tile in tiles[first : first + per_row]:
                row.addWidget(tile)
            box.addLayout(row, 1)
        button = done_button(theme, strings.show("shell.sight.done"))
        button.clicked.connect(lambda: self.pressed.emit())
        box.addWidget(button)

    def _size(self, text: TextSize) -> Touch:
        share = 1.0 if self._theme.metrics.is_portrait else 0.62
        face = Face(
            self._strings.show(f"shell.sight.{text}"),
            tone=Tone.BLUE,
            look=Look.KEY,
            word_px=self._theme.px(_WORD_PX[text] * share),
        )
        return self._tile(text, face, replace(self._sight, text=text), text is self._sight.text)

    def _contrast(self) -> Touch:
        is_strong = self._sight.is_strong
        face = Face(self._strings.show("shell.sight.strong"), picture="contrast")
        return self._tile("strong", face, replace(self._sight, is_strong=not is_strong), is_strong)

    def _tile(self, name: str, face: Face, sight: Sight, is_chosen: bool) -> Touch:
        tile = Touch(self._theme, f"choice:{name}", face)
        tile.setCheckable(True)
        tile.setChecked(is_chosen)
        tile.clicked.connect(partial(self._choose, sight))
        return tile

    def _choose(self, sight: Sight, _checked: bool = False) -> None:
        self.chosen.emit(sight)
