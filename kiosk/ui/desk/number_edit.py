"""The field for an ID number: grouped and judged while it is typed."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.parts import Button, label
from kiosk.ui.desk.wrapping import WrappingLayout, empty
from sync.standard.identity import IdNumber, Slip, age_on, read_number, tidy
from sync.standard.slips import likely_slips

DIGITS: Final = 18
OLD_DIGITS: Final = 15
_GROUPS: Final = (6, 14)
"""A gap after the area and after the birth date."""
MOST_SUGGESTED: Final = 3


def grouped(number: str) -> str:
    """321199 19480101 1500"""
    first, second = _GROUPS
    return " ".join(
        part for part in (number[:first], number[first:second], number[second:]) if part
    )


class NumberEdit(QWidget):
    """The line, below it what it says of the person, or what is wrong and what may be meant."""

    changed = Signal()
    completed = Signal(str)
    """A well-formed number stands there, of 18 characters."""
    entered = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._judged: tuple[str, bool] | None = None
        self.line = QLineEdit()
        self.line.setObjectName("number")
        self.line.setAccessibleName(bench.show("person.number"))
        self.line.setPlaceholderText(bench.show("person.number_hint"))
        font = bench.theme.font(bench.look.size.strong, bold=True)
        self.line.setFont(font)
        self.line.setStyleSheet(f"font-size: {bench.look.size.strong}px; font-weight: bold;")
        self._says = label(wrap=True)
        self._says.setObjectName("number_says")
        self._likely = QWidget()
        self._likely_row = WrappingLayout(self._likely, bench.look.size.small_gap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(bench.look.size.small_gap)
        for widget in (self.line, self._says, self._likely):
            layout.addWidget(widget)
        self._likely.hide()
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(lambda: self.judge(is_finished=True))
        self.line.returnPressed.connect(self.entered)

    @property
    def text(self) -> str:
        """What was typed, without the gaps."""
        return tidy(self.line.text())

    @property
    def says(self) -> str:
        return self._says.text()

    def birth(self) -> date | None:
        """None until the number is good."""
        read = read_number(self.text, self._bench.clock.today())
        return read.birth if isinstance(read, IdNumber) else None

    def put(self, number: str) -> None:
        self.line.setText(grouped(number))
        self._judged = None
        self.judge(is_finished=bool(number))

    def complain(self, slip: Slip) -> None:
        self._say(self._bench.strings.show(f"slip.{slip}"), Tone.RED)

    def _typed(self, text: str) -> None:
        before = len(tidy(text[: self.line.cursorPosition()]))
        number = tidy(text)[:DIGITS]
        at = len(grouped(number[:before]))
        self.line.setText(grouped(number))
        self.line.setCursorPosition(at)
        self.judge(is_finished=len(number) == DIGITS)

    def judge(self, *, is_finished: bool) -> None:
        """15 characters may be an old number or the beginning of a new one: it waits till the
        cursor leaves the field."""
        number, today = self.text, self._bench.clock.today()
        if self._judged == (number, is_finished):
            return
        self._judged = (number, is_finished)
        self._suggest(())
        good = ""
        if not number:
            self._say("")
        elif len(number) < DIGITS and not (is_finished and len(number) == OLD_DIGITS):
            missing = self._bench.show("person.missing", count=DIGITS - len(number))
            self._say(missing, Tone.RED if is_finished else None)
            if is_finished:
                self._suggest_likely()
        else:
            good = self._judge_whole(read_number(number, today), today)
        self.changed.emit()
        if good:
            self.completed.emit(good)

    def _judge_whole(self, read: IdNumber | Slip, today: date) -> str:
        """The number when it is good."""
        if isinstance(read, Slip):
            self.complain(read)
            self._suggest_likely()
            return ""
        if read.text != self.text:
            self.line.setText(grouped(read.text))
            self._judged = (read.text, True)
        self._say(
            self._bench.show(
                f"person.from_number_{read.sex}",
                birth=read.birth,
                age=age_on(read.birth, today),
            ),
            Tone.GREEN,
        )
        return read.text

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self._says.setText(text)
        mark(self._says, tone=str(tone or ""))
        mark(self.line, tone="red" if tone is Tone.RED else "")
        # An empty line keeps its height, so that nothing below it jumps while she types.
        self._says.setText(text or " ")

    def _suggest_likely(self) -> None:
        """Buttons, never an answer."""
        found = likely_slips(self.text, self._bench.clock.today(), home_area=self._bench.rules.area)
        self._suggest(tuple(slip.number for slip in found[:MOST_SUGGESTED]))

    def _suggest(self, numbers: tuple[str, ...]) -> None:
        empty(self._likely_row)
        for number in numbers:
            word = self._bench.show("person.likely", number=grouped(number))
            button = Button(self._bench, f"likely:{number}", word, "link")
            button.clicked.connect(lambda _on=False, number=number: self._take(number))
            self._likely_row.addWidget(button)
        self._likely.setVisible(bool(numbers))

    def _take(self, number: str) -> None:
        self.put(number)
        self.line.setFocus()
