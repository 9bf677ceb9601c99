"""What every view has: a screen, its strings, one signal home."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import AnyScreen, Choice, Chose, Row, Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.keys import reading_order
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words
from kiosk.ui.views.aloud import choice_hint, private_words


def words_to_touch(page: QWidget | None) -> list[str]:
    """Of what she may choose on it, what may be said aloud. page: a view, or one of the shell's."""
    if page is None:
        return []
    found = page.to_touch() if isinstance(page, View) else reading_order(page)
    spoken = (touch.face.spoken for touch in found if isinstance(touch, Touch))
    return list(filter(None, spoken))


class View(QWidget):
    """Shows one screen and says what was answered. It decides nothing."""

    answered = Signal(object)
    """kiosk.flows.screen.Event."""
    wants_said = Signal(str)
    """Something that became worth saying while the screen stands (how many digits are missing)."""
    owns_title = False
    """It draws the question itself; the shell leaves the place above it empty."""

    def __init__(self, screen: AnyScreen, strings: Strings, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shown = screen
        self._strings = strings
        self._theme = theme

    def go_back(self) -> bool:
        """One step back within the page; False: there is none, so back leads to the page before."""
        return False

    def also_said(self) -> str:
        """What the voice adds to the screen's own sentence."""
        return ""

    def to_touch(self) -> list[QAbstractButton]:
        """What she may choose, as the eye goes; keys that type are none of it."""
        return reading_order(self)

    @property
    def shown(self) -> AnyScreen:
        return self._shown

    def draft(self) -> Any:
        """What she has put into the page and not answered yet, or how far she has read; None on
        most."""
        return None

    def take_up(self, draft: Any) -> None:
        """Goes on with the `draft` of another view of the same screen. Says nothing."""

    def count(self, seconds: int) -> None:
        """Seconds until the shell goes home by itself; most views do not show it."""

    def _has(self, name: str) -> bool:
        return self._strings.has(f"{self._shown.id}.{name}")

    def _text(self, name: str) -> str:
        return self._strings.show(f"{self._shown.id}.{name}", **self._shown.args)

    def _text_or_none(self, name: str) -> str:
        """ "" where the screen has no such string: it is one of those that may be absent."""
        return self._text(name) if self._has(name) else ""

    def _value(self, row: Row) -> str:
        if not row.form:
            return row.value
        args = {**self._shown.args, **row.args}
        return self._strings.show(f"{self._shown.id}.{row.form}", **args)

    def _choice_face(self, choice: Choice, look: Look = Look.TILE, word_px: int = 0) -> Face:
        word = choice.words or self._text(choice.id)
        hint = choice_hint(self._shown, choice, self._strings)
        is_private = bool(choice.words) and not choice.names_nobody
        return Face(
            word, hint, choice.icon, choice.tone, look, word_px=word_px, is_private=is_private
        )

    def _big_button(self, name: str, face: Face) -> Touch:
        """The one large button that ends a page."""
        button = Touch(self._theme, name, face)
        button.setFixedHeight(self._theme.size.button)
        return button

    def _read_to_me(self) -> Touch | None:
        """The button that reads what is private on the page; None where nothing is."""
        if not private_words(self._shown, self._strings):
            return None
        size = self._theme.size
        word = self._strings.show("shell.read_to_me.button")
        face = Face(word, "", "read_aloud", Tone.BLUE, Look.ROW, word_px=size.button_word)
        button = self._big_button("read_to_me", face)
        if self._theme.metrics.is_portrait:
            button.setFixedHeight(size.row)
        button.clicked.connect(self._read)
        return button

    def _read(self, _checked: bool = False) -> None:
        self.wants_said.emit(private_words(self._shown, self._strings))

    def _end(self, button: Touch, *others: Touch) -> QBoxLayout:
        """The way out, and before it what reads to her and what else may be touched: above it, or
        at its left on a wide screen."""
        size, upright = self._theme.size, self._theme.metrics.is_portrait
        box: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        box.setSpacing(size.small_gap if upright else size.gap)
        reader = self._read_to_me()
        lesser = [*([reader] if reader is not None else []), *others]
        if lesser:
            row = QHBoxLayout()
            row.setSpacing(size.gap)
            for touch in lesser:
                row.addWidget(touch, 1)
                touch.setFixedHeight(size.row if upright else button.minimumHeight())
            match_words(lesser)
            box.addLayout(row, 2 * len(lesser))
        box.addWidget(button, 3)
        return box

    def _yes_or_no(self) -> QBoxLayout:
        """Upright one above the other, the likelier answer first; lying side by side. `_yes` is
        the button that agrees."""
        size, upright = self._theme.size, self._theme.metrics.is_portrait
        box: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        box.setSpacing(size.small_gap if upright else size.gap)
        word_px = size.button_word
        yes = Face(self._text("yes"), tone=Tone.GREEN, is_filled=True, word_px=word_px)
        no = Face(self._text("no"), tone=Tone.RED, look=Look.KEY, word_px=word_px)
        buttons = [self._big_button("yes", yes), self._big_button("no", no)]
        for button, answer in zip(buttons, ("yes", "no"), strict=True):
            button.clicked.connect(partial(self._answer_chose, answer))
        self._yes = buttons[0]
        if upright:
            buttons[1].setFixedHeight(size.row)
        for button in buttons if upright else reversed(buttons):
            box.addWidget(button, 1)
        reader = self._read_to_me()
        if reader is not None:
            box.insertWidget(0 if upright else 1, reader, 1)
        return box

    def _answer_chose(self, choice: str, _checked: bool = False) -> None:
        self.answered.emit(Chose(choice))
