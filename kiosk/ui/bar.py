"""Along the bottom, on every page, each in its own place: Back, Home, Repeat, Volume, Help."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Picture, Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words

_PICTURES: Final = {
    "back": "back",
    "home": "home",
    "repeat": "repeat",
    "volume": "volume",
    "help": "help",
}


class BottomBar(QWidget):
    """On the home page the places of Back and Home hold today's lunar date instead, so that
    the other three never move."""

    pressed = Signal(str)
    """back, home, repeat, volume or help."""

    def __init__(self, theme: Theme, strings: Strings) -> None:
        super().__init__()
        size = theme.size
        self._colours = theme.colours
        self.setFixedHeight(size.bar)
        self._places = QGridLayout(self)
        side = size.small_gap
        self._places.setContentsMargins(side, side // 2 + 2, side, side // 2)
        self._places.setSpacing(size.small_gap)
        self._today = _Today(theme)
        self._places.addWidget(self._today, 0, 0, 1, 2)
        self._ways = [Touch(theme, f"bar:{n}", _face(theme, strings, n)) for n in _PICTURES]
        for place, (name, way) in enumerate(zip(_PICTURES, self._ways, strict=True)):
            way.clicked.connect(partial(self._press, name))
            self._places.addWidget(way, 0, place)
            self._places.setColumnStretch(place, 1)
        match_words(self._ways)
        self.at_home(True)

    def at_home(self, is_home: bool) -> None:
        for way in self._ways[:2]:
            way.setVisible(not is_home)
        self._today.setVisible(is_home)
        self._places.activate()

    def show_date(self, words: str) -> None:
        self._today.words.setText(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.band))
        painter.fillRect(0, 0, self.width(), 2, QColor(self._colours.line))

    def _press(self, name: str, _checked: bool = False) -> None:
        self.pressed.emit(name)


class _Today(QWidget):
    """A leaf of the calendar: nothing to touch."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        size = theme.size
        self.words = Words(theme, size_px=size.bar_word, colour=theme.colours.soft_ink)
        row = QHBoxLayout(self)
        row.setContentsMargins(size.small_gap, 0, 0, 0)
        row.setSpacing(size.small_gap)
        row.addWidget(Picture(theme, "calendar", size.bar_picture))
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)


def _face(theme: Theme, strings: Strings, name: str) -> Face:
    return Face(
        strings.show(f"shell.bar.{name}"),
        picture=_PICTURES[name],
        look=Look.TILE if theme.metrics.is_portrait else Look.ROW,
        word_px=theme.size.bar_word,
        picture_px=theme.size.bar_picture,
    )
