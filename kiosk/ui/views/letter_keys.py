"""The keys A to Z with delete behind them: six a row upright, nine or ten lying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from PySide6.QtWidgets import QGridLayout

from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words

ALPHABET = ascii_uppercase


class LetterGrid(QGridLayout):
    def __init__(
        self,
        theme: Theme,
        keys: Mapping[str, Touch],
        delete: Touch,
        others: Sequence[Touch] = (),
    ) -> None:
        """others: between Z and delete."""
        super().__init__()
        self.setSpacing(theme.size.small_gap)
        columns = 6 if theme.metrics.is_portrait else 10 if others else 9
        for index, char in enumerate(ALPHABET):
            self.addWidget(keys[char], *divmod(index, columns))
        for place, other in enumerate(others, len(ALPHABET)):
            self.addWidget(other, *divmod(place, columns))
        row, column = divmod(len(ALPHABET) + len(others), columns)
        self.addWidget(delete, row, column, 1, columns - column)
        for column in range(columns):
            self.setColumnStretch(column, 1)
        for line in range(row + 1):
            self.setRowStretch(line, 1)
        match_words(list(keys.values()))
