"""Type the initials of a name on large letter keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Letters, Tone
from kiosk.strings import Strings
from kiosk.ui.parts import Card, Words
from kiosk.ui.theme import Theme
from kiosk.ui.views.letter_keys import ALPHABET, LetterGrid
from kiosk.ui.views.typing_view import TypingView

_LEAST = 2
MOST_LETTERS = 12


class LettersView(TypingView):
    def __init__(self, screen: Letters, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._typed = ""
        size = theme.size
        upright = theme.metrics.is_portrait
        centre = Qt.AlignmentFlag.AlignHCenter
        self._letters = Words(theme, size_px=size.key, bold=True, align=centre, wrap=False)
        self._letters.setObjectName("field")
        sheet = Card(theme, Tone.BLUE)
        sheet.setFixedHeight(theme.giving(theme.px(164 if upright else 84)))
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(size.margin, 0, size.margin, 0)
        inside.addWidget(self._letters)
        self._keys = {c: self._key(c) for c in ALPHABET}
        delete = self._delete_key(strings.show("shell.letters.delete"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap)
        top: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        top.setSpacing(size.small_gap)
        top.addWidget(sheet, 1)
        top.addWidget(self._line, 1)
        box.addLayout(top)
        box.addLayout(LetterGrid(theme, self._keys, delete), 1)
        box.addSpacing(size.small_gap // 2)
        box.addLayout(self._ends())
        self._refresh()

    def draft(self) -> str:
        return self._typed

    def take_up(self, draft: str) -> None:
        self._typed = draft
        self._changed()

    def _press(self, key: str) -> None:
        if key in self._keys and len(self._typed) < MOST_LETTERS:
            self._typed += key
            self._changed()

    def _delete(self) -> None:
        self._typed = self._typed[:-1]
        self._changed()

    def _refresh(self) -> None:
        super()._refresh()
        self._letters.setText(" ".join(self._typed))

    def _guidance(self) -> tuple[str, str]:
        key = "shell.letters.so_far" if self._typed else "shell.letters.empty"
        count = len(self._typed)
        return self._strings.show(key, count=count), self._strings.say(key, count=count)

    def _is_enough(self) -> bool:
        return len(self._typed) >= _LEAST

    def _answer_text(self) -> str:
        return self._typed.lower()
