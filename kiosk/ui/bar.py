"""Along the bottom of every page, each in its own place: Back, Home, Repeat, Volume, Size, Help."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.strings import Strings, Tongue
from kiosk.ui.face import Face, Look
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words

_WAYS: Final = ("back", "home", "repeat", "volume", "sight", "help")


class BottomBar(QWidget):
    """On the home page the language is chosen where elsewhere Back and Home stand, so that the
    other four never move."""

    pressed = Signal(str)
    """back, home, language, repeat, volume, sight or help."""

    def __init__(self, theme: Theme, strings: Strings) -> None:
        super().__init__()
        size = theme.size
        self._colours = theme.colours
        self.setFixedHeight(size.bar)
        self._places = QGridLayout(self)
        side = size.small_gap
        self._places.setContentsMargins(side, side // 2 + 2, side, side // 2)
        self._places.setSpacing(size.small_gap)
        has_other = isinstance(strings, Tongue)
        self._at_home = [self._way(theme, strings, "language")] if has_other else []
        for way in self._at_home:
            self._places.addWidget(way, 0, 0, 1, 2)
        self._ways = [self._way(theme, strings, name) for name in _WAYS]
        for place, way in enumerate(self._ways):
            self._places.addWidget(way, 0, place)
            self._places.setColumnStretch(place, 1)
            policy = way.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            way.setSizePolicy(policy)
        match_words([*self._ways, *self._at_home])
        self._uncalled = self._ways[-1].face
        called = strings.show("shell.bar.called")
        self._called = replace(self._uncalled, word=called, picture="ring", tone=Tone.RED)
        self.at_home(True)

    def at_home(self, is_home: bool) -> None:
        for way in self._ways[:2]:
            way.setVisible(not is_home)
        for way in self._at_home:
            way.setVisible(is_home)
        self._places.activate()

    def show_called(self, is_called: bool) -> None:
        self._ways[-1].set_face(self._called if is_called else self._uncalled)

    def _way(self, theme: Theme, strings: Strings, name: str) -> Touch:
        way = Touch(theme, f"bar:{name}", _face(theme, strings, name))
        way.clicked.connect(partial(self._press, name))
        return way

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.band))
        painter.fillRect(0, 0, self.width(), 2, QColor(self._colours.line))

    def _press(self, name: str, _checked: bool = False) -> None:
        self.pressed.emit(name)


def _face(theme: Theme, strings: Strings, name: str) -> Face:
    return Face(
        strings.show(f"shell.bar.{name}"),
        picture=name,
        look=Look.TILE,
        word_px=theme.size.bar_word,
        picture_px=theme.size.bar_picture,
    )
