"""Touch one of up to six large pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from kiosk.flows.screen import Choice, Chose, Pick
from kiosk.strings import Strings
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words
from kiosk.ui.views.view import View

_COLUMNS_LYING = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}
_TALLEST = {1: 640, 2: 560, 4: 660}
"""Design pixels, by how many there are: a taller tile is no better to hit."""


class TileGrid(QGridLayout):
    """Up to six tiles; an odd last one takes the whole row."""

    def __init__(self, theme: Theme, tiles: Sequence[Touch]) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.size.gap)
        upright = theme.metrics.is_portrait
        count = len(tiles)
        columns = (1 if count <= 3 else 2) if upright else _COLUMNS_LYING[count]
        for index, tile in enumerate(tiles):
            row, column = divmod(index, columns)
            span = columns - column if index == count - 1 else 1
            self.addWidget(tile, row, column, 1, span)
            self.setRowStretch(row, 1)
            tile.setMaximumHeight(theme.px(_TALLEST.get(count, 460)))
        for column in range(columns):
            self.setColumnStretch(column, 1)
        match_words(list(tiles))


class PickView(View):
    def __init__(self, screen: Pick, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        tiles = [self._tile(choice) for choice in screen.choices]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(TileGrid(theme, tiles), 1000)
        reader = self._read_to_me()
        if reader is not None:
            box.setSpacing(theme.size.gap)
            box.addWidget(reader)
        box.addStretch(1)

    def _tile(self, choice: Choice) -> Touch:
        tile = Touch(self._theme, f"choice:{choice.id}", self._choice_face(choice))
        tile.clicked.connect(partial(self._chose, choice.id))
        return tile

    def _chose(self, choice: str, _checked: bool = False) -> None:
        self.answered.emit(Chose(choice))
