"""Type a number on large keys."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Keypad, Typed
from kiosk.strings import Strings
from kiosk.ui.theme import Theme
from kiosk.ui.views.number_field import NumberField
from kiosk.ui.views.typed_number import PATTERNS, TypedNumber
from kiosk.ui.views.typing_view import TypingView
from sync.standard.identity import Slip


class KeypadView(TypingView):
    def __init__(self, screen: Keypad, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._may_be_empty = screen.may_be_empty
        self._number = TypedNumber(screen.pad, screen.typed)
        self._was_whole = self._number.is_whole
        self._field = NumberField(theme, self._number, strings)
        self._field.group_touched.connect(self._mend)
        self._keys = {c: self._key(c) for c in "1234567890"}
        if PATTERNS[screen.pad].may_end_in_x:
            self._keys["X"] = self._key("X")
        self._lay_out()
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

    def draft(self) -> TypedNumber:
        return self._number

    def take_up(self, draft: TypedNumber) -> None:
        self._number.go_on(draft)
        self._was_whole = self._number.is_whole
        self._field.show_number(-1)
        self._changed()

    def _press(self, key: str) -> None:
        at, was_mending = self._number.at, self._number.mending
        if not self._number.press(key):
            return
        self._field.show_number(at)
        if at in self._number.pattern.open_places:
            self.wants_said.emit(self._strings.say("shell.keypad.digit", digit=key))
        self._changed()
        if self._number.is_wrong:
            self._tell_wrong(is_mended=was_mending is not None)

    def _tell_wrong(self, *, is_mended: bool) -> None:
        """At once, before she says that she is done; but who mends has perhaps more to mend."""
        if is_mended:
            self._slip = f"slip.{Slip.CHECK}"
            self._refresh()
            return
        self._pause.stop()
        self.answered.emit(Typed(self._number.text))

    def _delete(self) -> None:
        self._number.delete()
        self._field.show_number(-1)
        self._changed()

    def _mend(self, place: int) -> None:
        self._number.mend(place)
        self._field.show_number(-1)
        if self._number.mending:
            self.wants_said.emit(self._guidance()[1])
        self._changed()

    def _refresh(self) -> None:
        super()._refresh()
        for char, key in self._keys.items():
            key.setEnabled(self._number.may_press(char))

    def _guidance(self) -> tuple[str, str]:
        key = "missing"
        if self._number.mending:
            key = "mend"
        elif not self._number.text:
            key = "empty"
        elif self._number.is_whole:
            key = "enough"
        key = f"shell.keypad.{key}"
        count = self._number.missing
        return self._strings.show(key, count=count), self._strings.say(key, count=count)

    def _is_enough(self) -> bool:
        return self._number.may_be_done if self._number.text else self._may_be_empty

    def _became_whole(self) -> bool:
        """Done may be touched before: of a number that is one digit short, too."""
        was_whole, self._was_whole = self._was_whole, self._number.is_whole
        return self._was_whole and not was_whole

    def _answer_text(self) -> str:
        return self._number.text
