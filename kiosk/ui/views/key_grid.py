"""A page of keys, of which there may be more pages than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.face import Face, Look
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch


@dataclass(frozen=True, slots=True)
class GridKey:
    name: str
    word: str
    tone: Tone = Tone.PAPER
    is_chosen: bool = False


class KeyGrid(QWidget):
    pressed = Signal(str)
    """The key's name."""

    def __init__(self, theme: Theme, columns: int, rows: int, word_px: int) -> None:
        super().__init__()
        self._theme = theme
        self._word_px = word_px
        self._all: Sequence[GridKey] = ()
        self._page = 0
        self._touches: list[Touch] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.size.small_gap)
        for place in range(columns * rows):
            touch = Touch(theme, "", Face(" ", look=Look.KEY, word_px=word_px))
            policy = touch.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            touch.setSizePolicy(policy)
            touch.clicked.connect(partial(self._pressed, place))
            grid.addWidget(touch, *divmod(place, columns))
            self._touches.append(touch)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        for row in range(rows):
            grid.setRowStretch(row, 1)

    @property
    def has_more(self) -> bool:
        return len(self._all) > len(self._touches)

    @property
    def page(self) -> int:
        return self._page

    def turn_to(self, page: int) -> None:
        """A page that there is; else the one that stands stays."""
        if 0 <= page * len(self._touches) < len(self._all):
            self._page = page
            self._refresh()

    def show_keys(self, keys: Sequence[GridKey]) -> None:
        self._all, self._page = keys, 0
        self._refresh()

    def turn(self) -> None:
        """To the next page, and from the last to the first."""
        last = (len(self._all) - 1) // len(self._touches)
        self.turn_to(0 if self._page >= last else self._page + 1)

    def _refresh(self) -> None:
        first = self._page * len(self._touches)
        shown = self._all[first : first + len(self._touches)]
        for place, touch in enumerate(self._touches):
            touch.setVisible(place < len(shown))
            key = shown[place] if place < len(shown) else GridKey(f"empty:{place}", " ")
            touch.setObjectName(key.name)
            touch.set_face(
                Face(key.word, tone=key.tone, look=Look.KEY, is_filled=key.is_chosen,
                     word_px=self._word_px, is_private=True)
            )  # fmt: skip

    def _pressed(self, place: int, _checked: bool = False) -> None:
        self.pressed.emit(self._touches[place].objectName())
