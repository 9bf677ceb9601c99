"""The shell's own pages, laid over whatever stands: wait, still here?, trouble, volume."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face
from kiosk.ui.parts import Card, FillingBar, Picture, Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words

VOLUME_STEPS = 4
_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Note:
    """A page that says one thing and has at most one button."""

    picture: str
    title: str
    body: str = ""
    small: str = ""
    button: str = ""
    tone: Tone = Tone.GREEN


class NotePanel(QWidget):
    pressed = Signal()

    def __init__(self, theme: Theme, note: Note) -> None:
        super().__init__()
        size = theme.size
        self._theme = theme
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(size.margin, size.margin, size.margin, size.margin)
        self.box.setSpacing(size.gap)
        self.setAccessibleName(note.title)
        self.setAccessibleDescription(note.body)
        self.card = Card(theme, note.tone)
        self.inside = QVBoxLayout(self.card)
        around = theme.giving(size.margin)
        self.inside.setContentsMargins(around, around // 2, around, around // 2)
        self.inside.setSpacing(size.small_gap)
        self.inside.addStretch(1)
        self.inside.addWidget(Picture(theme, note.picture, theme.metrics.lone_picture), 0, _CENTRE)
        self._add(note.title, size.title, True, theme.tone(note.tone).word)
        self._add(note.body, size.text, False, theme.colours.ink)
        self.small = self._add(note.small, size.lead, False, theme.colours.soft_ink)
        self.inside.addStretch(1)
        self.box.addWidget(self.card, 1)
        self.button: Touch | None = None
        if note.button:
            face = Face(note.button, tone=note.tone, is_filled=True, word_px=size.button_word)
            self.button = Touch(theme, "done", face)
            self.button.setFixedHeight(size.button)
            self.button.clicked.connect(lambda: self.pressed.emit())
            self.box.addWidget(self.button)

    def _add(self, text: str, size_px: int, bold: bool, colour: str) -> Words:
        words = Words(
            self._theme, text, size_px=size_px, bold=bold, colour=colour, align=_CENTRE
        )  # fmt: skip
        words.setVisible(bool(text))
        self.inside.addWidget(words)
        return words

    def setFocus(self) -> None:  # type: ignore[override]
        """Enter presses the one button."""
        if self.button is not None:
            self.button.setFocus()
        else:
            super().setFocus()


class StillHerePanel(NotePanel):
    """Counts down. One large button; the shell takes a touch anywhere for the same answer."""

    def __init__(self, theme: Theme, strings: Strings) -> None:
        note = Note(
            "clock",
            strings.show("shell.still_here.title"),
            small=" ",
            button=strings.show("shell.still_here.button"),
            tone=Tone.GOLD,
        )
        super().__init__(theme, note)
        self._strings = strings
        if self.button is not None:
            self.button.setFixedHeight(theme.size.button * 3 // 2)

    def count(self, seconds: int) -> None:
        self.small.setText(self._strings.show("shell.still_here.counter", seconds=seconds))


class WaitPanel(NotePanel):
    """A bar that fills while work lasts: fast at first, never quite full before it is done."""

    def __init__(self, theme: Theme, strings: Strings) -> None:
        note = Note(
            "wait",
            strings.show("shell.wait.title"),
            small=strings.show("shell.wait.hint"),
            tone=Tone.BLUE,
        )
        super().__init__(theme, note)
        self.bar = FillingBar(theme, 0.05)
        self.bar.setAccessibleName(note.title)
        self.inside.insertSpacing(self.inside.count() - 2, theme.size.gap)
        self.inside.insertWidget(self.inside.count() - 2, self.bar)
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._fill)
        self._timer.start()

    def _fill(self) -> None:
        self.bar.set_part(self.bar.part + (0.97 - self.bar.part) * 0.06)


class VolumePanel(QWidget):
    chosen = Signal(int)
    """A step, 1 (low) to VOLUME_STEPS."""
    pressed = Signal()

    def __init__(self, theme: Theme, strings: Strings, step: int) -> None:
        super().__init__()
        size = theme.size
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(size.margin,) * 4)
        self._box.setSpacing(size.gap)
        title = strings.show("shell.volume.title")
        self.setAccessibleName(title)
        self._box.addWidget(Words(theme, title, size_px=size.title, bold=True))
        self._steps = [self._step(theme, strings, n) for n in range(1, VOLUME_STEPS + 1)]
        self._lay_out(theme)
        match_words(self._steps)
        button = done_button(theme, strings.show("shell.volume.done"))
        button.clicked.connect(lambda: self.pressed.emit())
        self._box.addWidget(button)
        self.show_step(step)

    def show_step(self, step: int) -> None:
        for number, touch in enumerate(self._steps, start=1):
            touch.setChecked(number == step)

    def _step(self, theme: Theme, strings: Strings, number: int) -> Touch:
        word = strings.show(f"shell.volume.{number}")
        picture = f"volume_{number}"
        face = Face(
            word, picture=picture, tone=Tone.BLUE, picture_share=(3 + number) / (3 + VOLUME_STEPS)
        )
        touch = Touch(theme, f"choice:{number}", face)
        touch.setCheckable(True)
        touch.setAutoExclusive(True)
        touch.clicked.connect(partial(self._choose, number))
        return touch

    def _lay_out(self, theme: Theme) -> None:
        per_row = 2 if theme.metrics.is_portrait else VOLUME_STEPS
        for first in range(0, VOLUME_STEPS, per_row):
            row = QHBoxLayout()
            row.setSpacing(theme.size.gap)
            for touch in self._steps[first : first + per_row]:
                row.addWidget(touch)
            self._box.addLayout(row, 1)

    def _choose(self, step: int, _checked: bool = False) -> None:
        self.show_step(step)
        self.chosen.emit(step)


def done_button(theme: Theme, word: str) -> Touch:
    """The one large button out."""
    size = theme.size
    face = Face(word, tone=Tone.GREEN, is_filled=True, word_px=size.button_word)
    button = Touch(theme, "done", face)
    button.setFixedHeight(size.button)
    return button
