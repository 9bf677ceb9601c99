"""Touch any number of up to six pictures, then the one large button."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kiosk.flows.screen import Choice, ChoseSome, PickSome, Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.pick import TileGrid
from kiosk.ui.views.view import View


class PickSomeView(View):
    def __init__(self, screen: PickSome, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._done = self._big_button("done", Face(" "))
        self._tiles = {choice.id: self._tile(choice) for choice in screen.choices}
        self._done.clicked.connect(self._answer)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.size.gap)
        box.addLayout(TileGrid(theme, list(self._tiles.values())), 1)
        box.addWidget(self._done)
        self.take_up(screen.chosen)

    def draft(self) -> frozenset[str]:
        return self._chosen()

    def take_up(self, draft: frozenset[str]) -> None:
        for choice, tile in self._tiles.items():
            tile.setChecked(choice in draft)
        self._name_button()

    def _tile(self, choice: Choice) -> Touch:
        tile = Touch(self._theme, f"choice:{choice.id}", self._choice_face(choice))
        tile.setCheckable(True)
        tile.clicked.connect(partial(self._touched, tile))
        return tile

    def _touched(self, tile: Touch, _checked: bool = False) -> None:
        """What she has chosen is said to her; of what is given back the eye is told enough."""
        self._name_button()
        if tile.isChecked() and tile.face.spoken:
            self.wants_said.emit(tile.face.spoken)

    def _chosen(self) -> frozenset[str]:
        return frozenset(name for name, tile in self._tiles.items() if tile.isChecked())

    def _name_button(self) -> None:
        word = self._text("done" if self._chosen() else "none")
        face = Face(word, tone=Tone.GREEN, word_px=self._theme.size.button_word)
        self._done.set_face(replace(face, is_filled=True))

    def _answer(self) -> None:
        self.answered.emit(ChoseSome(self._chosen()))
