"""What all share on which something is typed: a guiding line, keys, side choices, done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Choice, Chose, Keypad, Letters, NameBoard, Tone, Typed, Writing
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.keys import TYPED_AS
from kiosk.ui.parts import Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words
from kiosk.ui.views.view import View

_PAUSE_MS = 6000
"""After so long without a key the voice says what is missing."""


class TypingView(View):
    """Subclasses say what a key does, what stands in the guiding line, and when it is enough."""

    def __init__(
        self, screen: Keypad | Letters | NameBoard | Writing, strings: Strings, theme: Theme
    ) -> None:
        super().__init__(screen, strings, theme)
        self._slip = f"slip.{screen.slip}" if screen.slip else ""
        self._args = screen.args
        centre = Qt.AlignmentFlag.AlignHCenter
        self._line = Words(theme, " ", size_px=theme.size.lead, bold=True, align=centre)
        self._line.setObjectName("line")
        self._side = self._side_touch(screen.side) if screen.side else None
        other = screen.other if isinstance(screen, NameBoard) else None
        self._other = self._side_touch(other, "other") if other else None
        self._done = Touch(theme, "done", self._done_face())
        self._done.clicked.connect(self._answer)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._guide)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- for subclasses

    def _press(self, key: str) -> None:
        raise NotImplementedError

    def _delete(self) -> None:
        raise NotImplementedError

    def _guidance(self) -> tuple[str, str]:
        """The guiding line, shown and said."""
        raise NotImplementedError

    def _is_enough(self) -> bool:
        raise NotImplementedError

    def _became_whole(self) -> bool:
        """It is time to say that done may be touched."""
        return self._is_enough() and not self._done.isEnabled()

    def _answer_text(self) -> str:
        raise NotImplementedError

    def _changed(self) -> None:
        """After every key."""
        self._slip = ""
        self._pause.start()
        self._refresh()

    def _refresh(self) -> None:
        colours = self._theme.tone(Tone.RED if self._slip else Tone.BLUE)
        self._line.set_colour(colours.word)
        self._line.setText(
            self._strings.show(self._slip, **self._args) if self._slip else self._guidance()[0]
        )
        if self._became_whole():
            self.wants_said.emit(self._guidance()[1])
        self._done.setEnabled(self._is_enough())

    def _key(self, char: str, word: str = "", tone: Tone = Tone.PAPER) -> Touch:
        word_px = self._theme.size.key
        face = Face(word or char, tone=tone, look=Look.KEY, word_px=word_px, is_private=True)
        key = Touch(self._theme, f"key:{char}", face)
        key.clicked.connect(partial(self._pressed, char))
        return key

    def _delete_key(self, word: str) -> Touch:
        face = Face(word, tone=Tone.RED, look=Look.KEY, word_px=self._theme.size.button_word)
        key = Touch(self._theme, "delete", face)
        key.clicked.connect(lambda: self._delete())
        return key

    def _ends(self, *, stacked: bool = False) -> QBoxLayout:
        """Side choices at the left, done at the right; stacked: done below."""
        row: QBoxLayout = QVBoxLayout() if stacked else QHBoxLayout()
        row.setSpacing(self._theme.size.gap)
        ends = [touch for touch in (self._side, self._other, self._done) if touch is not None]
        tall = self._theme.px(170 if self._theme.metrics.is_portrait else 86)
        for touch in ends:
            touch.setFixedHeight(self._theme.giving(tall))
            row.addWidget(touch, 1)
        match_words(ends)
        return row

    # -- the same for all

    def also_said(self) -> str:
        return self._strings.say(self._slip, **self._args) if self._slip else ""

    def to_touch(self) -> list[QAbstractButton]:
        ends: list[Touch | None] = [self._side, self._other, self._done]
        return [touch for touch in ends if touch is not None and touch.isEnabled()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = TYPED_AS.get(event.text(), event.text().upper())
        if event.key() == Qt.Key.Key_Backspace:
            self._delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done.click()
        elif len(text) == 1 and text.isascii() and text.isalnum():
            self._press(text)
        else:
            super().keyPressEvent(event)

    def _guide(self) -> None:
        if self.isVisible():  # and not covered by a page of the shell's
            self.wants_said.emit(self._guidance()[1])

    def _pressed(self, char: str, _checked: bool = False) -> None:
        self._press(char)

    def _side_touch(self, choice: Choice, name: str = "side") -> Touch:
        face = self._choice_face(choice, Look.ROW, self._theme.size.button_word)
        side = Touch(self._theme, name, face)
        side.clicked.connect(lambda: self.answered.emit(Chose(choice.id)))
        return side

    def _done_face(self) -> Face:
        word_px = self._theme.size.button_word
        return Face(self._text("done"), tone=Tone.GREEN, is_filled=True, word_px=word_px)

    def _answer(self) -> None:
        if self._is_enough():
            self._pause.stop()
            self.answered.emit(Typed(self._answer_text()))
