"""What stands when nobody is there: whose kiosk it is, what day it is, and where to touch."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.dates import date_in_words, lunar_in_words
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Card, Ground, Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class AttractPanel(QWidget):
    """A leaf of the calendar over the whole window. It has one button; the shell takes a touch
    anywhere for the same answer."""

    pressed = Signal()

    def __init__(self, theme: Theme, strings: Strings, village: str) -> None:
        super().__init__()
        size, upright = theme.size, theme.metrics.is_portrait
        self._strings = strings
        red = theme.tone(Tone.RED).word
        name = strings.show("shell.header", village=village)
        self.setAccessibleName(name)
        self._clock = self._words(
            theme, "", theme.giving(theme.px(310 if upright else 190)), bold=True
        )
        self._date = self._words(
            theme, "", theme.giving(theme.px(84 if upright else 60)), bold=True
        )
        self._lunar = self._words(
            theme, "", theme.giving(theme.px(84 if upright else 60)), colour=red
        )
        leaf = Card(theme, Tone.RED, Ground.CARD)
        inside = QVBoxLayout(leaf)
        inside.setContentsMargins(*(size.margin,) * 4)
        inside.setSpacing(theme.px(28 if upright else 0))
        inside.addStretch(1)
        for words in (self._clock, self._date, self._lunar):
            inside.addWidget(words)
        inside.addStretch(1)
        word = strings.show("shell.attract.button")
        face = Face(word, picture="touch", tone=Tone.GREEN, look=Look.ROW, is_filled=True,
                    word_px=size.button_word, picture_px=size.row_picture)  # fmt: skip
        button = Touch(theme, "start", face)
        button.setFixedHeight(theme.giving(size.button * 3 // 2))
        button.clicked.connect(lambda: self.pressed.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(*(size.margin,) * 4)
        box.setSpacing(size.gap)
        box.addWidget(self._words(theme, name, size.title, bold=True, colour=red))
        box.addWidget(leaf, 1)
        box.addWidget(button)

    def show_time(self, now: datetime) -> None:
        lunar = lunar_in_words(self._strings, now.date())
        for words, text in (
            (self._clock, f"{now.hour}:{now.minute:02d}"),
            (self._date, date_in_words(self._strings, now.date())),
            (self._lunar, self._strings.show("shell.lunar", lunar=lunar)),
        ):
            words.setText(text)

    def _words(
        self, theme: Theme, text: str, size_px: int, *, bold: bool = False, colour: str = ""
    ) -> Words:
        return Words(
            theme, text, size_px=size_px, bold=bold, colour=colour, align=_CENTRE, wrap=False
        )
