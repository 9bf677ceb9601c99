"""Write a name: pinyin on letter keys, then touch the character meant."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import NameBoard, Tone
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Card, Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.letter_keys import ALPHABET, LetterGrid
from kiosk.ui.views.typing_view import TypingView

_CANDIDATES = 6
_LONGEST_SYLLABLE = 6
_LONGEST_NAME = 24
_LEAST = 2
_NUMBERED = "123456"
"""Keys that choose a candidate, as everywhere where pinyin is typed."""


class NameBoardView(TypingView):
    def __init__(self, screen: NameBoard, strings: Strings, theme: Theme, hanzi: Hanzi) -> None:
        super().__init__(screen, strings, theme)
        self._hanzi = hanzi
        self._name = screen.typed
        self._syllable = ""
        self._found: tuple[str, ...] = ()
        self._first = 0
        """Which of the found characters stands on the first candidate key."""
        size = theme.size
        self._name_words = Words(theme, size_px=size.key, bold=True, wrap=False)
        self._name_words.setObjectName("field")
        blue = theme.tone(Tone.BLUE).word
        self._syllable_words = Words(
            theme, size_px=size.text, bold=True, colour=blue, wrap=False,
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        self._candidates = [self._candidate(n) for n in range(_CANDIDATES)]
        self._more = self._more_key()
        self._keys = {c: self._key(c) for c in ALPHABET}
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        size = self._theme.size
        upright = self._theme.metrics.is_portrait
        tall = self._theme.giving(self._theme.px(140 if upright else 84))
        sheet = Card(self._theme, Tone.BLUE)
        sheet.setFixedHeight(tall)
        inside = QHBoxLayout(sheet)
        inside.setContentsMargins(size.margin * 2 // 3, 0, size.margin * 2 // 3, 0)
        inside.addWidget(self._name_words, 3)
        inside.addWidget(self._syllable_words, 2)
        row = QHBoxLayout()
        row.setSpacing(size.small_gap)
        for key in (*self._candidates, self._more):
            key.setFixedHeight(tall)
            policy = key.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            key.setSizePolicy(policy)
            row.addWidget(key, 1)
        top: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        top.setSpacing(size.small_gap)
        top.addWidget(sheet, 2)
        if upright:
            top.addWidget(self._line)
        top.addLayout(row, 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap if upright else size.small_gap * 2 // 3)
        box.addLayout(top)
        if not upright:
            box.addWidget(self._line)
        delete = self._delete_key(self._strings.show("shell.name_board.delete"))
        box.addLayout(LetterGrid(self._theme, self._keys, delete), 1)
        box.addSpacing(size.small_gap // 2)
        box.addLayout(self._ends())

    def _candidate(self, number: int) -> Touch:
        word_px = self._theme.size.key
        face = Face(" ", tone=Tone.GREEN, look=Look.KEY, word_px=word_px, is_private=True)
        touch = Touch(self._theme, f"candidate:{number}", face)
        touch.clicked.connect(partial(self._take, number))
        return touch

    def _more_key(self) -> Touch:
        word = self._strings.show("shell.name_board.more")
        face = Face(word, tone=Tone.GOLD, look=Look.KEY, word_px=self._theme.size.text)
        touch = Touch(self._theme, "more", face)
        touch.clicked.connect(self._turn)
        return touch

    def draft(self) -> tuple[str, str, int]:
        return self._name, self._syllable, self._first

    def take_up(self, draft: tuple[str, str, int]) -> None:
        self._name, syllable, first = draft
        self._spell(syllable)
        self._first = first
        self._changed()

    def _press(self, key: str) -> None:
        if key in _NUMBERED:
            self._take(_NUMBERED.index(key))
        elif key in self._keys and len(self._syllable) < _LONGEST_SYLLABLE:
            self._spell(self._syllable + key.lower())

    def _delete(self) -> None:
        if self._syllable:
            self._spell(self._syllable[:-1])
        else:
            self._name = self._name[:-1]
            self._changed()

    def _spell(self, syllable: str) -> None:
        self._syllable = syllable
        is_surname = not self._name
        found = self._hanzi.characters(syllable, surname=is_surname) if syllable else ()
        self._found = tuple(found)
        self._first = 0
        self._changed()

    def _take(self, number: int, _checked: bool = False) -> None:
        shown = self._found[self._first : self._first + _CANDIDATES]
        if number < len(shown) and len(self._name) < _LONGEST_NAME:
            self._name += shown[number]
            self._spell("")

    def _turn(self) -> None:
        self._first += _CANDIDATES
        if self._first >= len(self._found):
            self._first = 0
        self._changed()

    def _refresh(self) -> None:
        super()._refresh()
        self._name_words.setText(self._name)
        self._syllable_words.setText(self._syllable)
        shown = self._found[self._first : self._first + _CANDIDATES]
        for number, touch in enumerate(self._candidates):
            char = shown[number] if number < len(shown) else ""
            touch.set_word(char)
            touch.setObjectName(f"key:{char}" if char else f"candidate:{number}")
            touch.setVisible(bool(char))
        self._more.setVisible(len(self._found) > _CANDIDATES)

    def _guidance(self) -> tuple[str, str]:
        if self._found:
            key = "pick"
        elif len(self._syllable) == _LONGEST_SYLLABLE:
            key = "nothing"
        else:
            key = "enough" if self._is_enough() else "empty"
        key = f"shell.name_board.{key}"
        return self._strings.show(key), self._strings.say(key)

    def _is_enough(self) -> bool:
        return len(self._name) >= _LEAST and not self._syllable

    def _answer_text(self) -> str:
        return self._name
