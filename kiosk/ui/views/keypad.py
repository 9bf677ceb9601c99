"""Type a number on large keys."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Keypad
from kiosk.strings import Strings
from kiosk.ui.theme import Theme
from kiosk.ui.views.number_field import PATTERNS, NumberField
from kiosk.ui.views.typing_view import TypingView


class KeypadView(TypingView):
    def __init__(self, screen: Keypad, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._pattern = PATTERNS[screen.pad]
        self._may_be_empty = screen.may_be_empty
        self._typed = screen.typed[: self._pattern.length]
        self._field = NumberField(theme, self._pattern)
        self._keys = {c: self._key(c) for c in "1234567890"}
        if self._pattern.may_end_in_x:
            self._keys["X"] = self._key("X")
        self._lay_out()
        self._field.show_text(self._typed)
        self._refresh()

    def _lay_out(self) -> None:
        size = self._theme.size
        upright = self._theme.metrics.is_portrait
        box: QBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap if upright else size.gap * 2)
        side = QVBoxLayout()
        side.setSpacing(size.small_gap)
        side.addWidget(self._field)
        side.addWidget(self._line)
        if upright:
            box.addLayout(side)
            box.addLayout(self._pad(), 1)
            box.addSpacing(size.small_gap // 2)
            box.addLayout(self._ends())
        else:
            side.addStretch(1)
            side.addLayout(self._ends(stacked=True))
            box.addLayout(side, 11)
            box.addLayout(self._pad(), 9)

    def _pad(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._theme.size.small_gap)
        for index, char in enumerate("123456789"):
            grid.addWidget(self._keys[char], *divmod(index, 3))
        if "X" in self._keys:
            grid.addWidget(self._keys["X"], 3, 0)
        grid.addWidget(self._keys["0"], 3, 1)
        grid.addWidget(self._delete_key(self._strings.show("shell.keypad.delete")), 3, 2)
        for line in range(4):
            grid.setRowStretch(line, 1)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        return grid

    def draft(self) -> str:
        return self._typed

    def take_up(self, draft: str) -> None:
        self._typed = draft
        self._field.show_text(draft)
        self._changed()

    def _press(self, key: str) -> None:
        if key in self._keys and self._keys[key].isEnabled():
            self._typed += key
            self._field.show_text(self._typed)
            self._changed()

    def _delete(self) -> None:
        self._typed = self._typed[:-1]
        self._field.show_text(self._typed)
        self._changed()

    def _refresh(self) -> None:
        super()._refresh()
        left = self._pattern.length - len(self._typed)
        for char, key in self._keys.items():
            # The X can only be the check character, which stands last.
            key.setEnabled(left == 1 if char == "X" else left > 0)

    def _guidance(self) -> tuple[str, str]:
        missing = self._pattern.least - len(self._typed)
        key = "missing"
        if not self._typed:
            key = "empty"
        elif missing <= 0:
            key = "enough"
        key = f"shell.keypad.{key}"
        count = max(0, missing)
        return self._strings.show(key, count=count), self._strings.say(key, count=count)

    def _is_enough(self) -> bool:
        if not self._typed:
            return self._may_be_empty
        return len(self._typed) >= self._pattern.least

    def _answer_text(self) -> str:
        return self._typed
