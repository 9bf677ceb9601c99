"""The pieces that the desk's rooms are laid out of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.wrapping import WrappingLayout, empty

MOST_BESIDE: Final = 3
"""Ways on that stand beside a notice; more stand below it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def label(text: str = "", role: str = "", *, wrap: bool = False, tone: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    return made


class Button(QPushButton):
    """Enter presses it, as the space bar does."""

    def __init__(
        self, bench: Bench, name: str, word: str, role: str = "", picture: str = ""
    ) -> None:
        super().__init__(word)
        self.setObjectName(name)
        self.setAccessibleName(word)
        self.setProperty("role", role)
        side = bench.look.size.picture
        pixmap = bench.theme.picture(picture, side)
        if pixmap is not None:
            self.setText(f" {word}")
            self.setIcon(QIcon(pixmap))
            self.setIconSize(QSize(side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class Choose(QComboBox):
    """A combo box with an arrow of ours: the style sheet cannot draw one without a file. As wide
    as its page has room for, whatever stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(self.palette().color(QPalette.ColorRole.Text), max(2, self.height() // 22))
        )
        reach = self.height() // 8
        centre = QPoint(self.width() - self.height() // 2, self.height() // 2 + reach // 2)
        painter.drawPolyline(
            [centre + QPoint(-reach, -reach), centre, centre + QPoint(reach, -reach)]
        )

    def name(self, words: str) -> None:
        """For assistive technology; also the line in it, where one may write."""
        self.setAccessibleName(words)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(words)

    def wheelEvent(self, event: object) -> None:
        """Scrolling the page must not change what stands in it."""
        event.ignore()  # type: ignore[attr-defined]


class Tick(QAbstractButton):
    """A box to tick, with a sentence that may need two lines."""

    def __init__(self, bench: Bench, name: str, words: str) -> None:
        super().__init__()
        self._size, self._colours = bench.look.size, bench.theme.colours
        self.setObjectName(name)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(self._size.control)
        self._is_wrong = False

    def set_wrong(self, wrong: bool) -> None:
        self._is_wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size.control * 4, self._size.control)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._size.control * 6 // 10
        box = QRect(2, (self.height() - side) // 2, side, side)
        c = self._colours
        green, red = c.tones[Tone.GREEN], c.tones[Tone.RED]
        on = self.isChecked()
        edge = red.frame if self._is_wrong and not on else green.frame if on else c.edge
        width = 3 if self.hasFocus() else 2
        painter.setPen(QPen(QColor(c.ink if self.hasFocus() else edge), width))
        ground = green.fill if on else red.tint if self._is_wrong else c.card
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, side // 5, side // 5)
        if on:
            painter.setPen(QPen(QColor(c.white), max(3, side // 7)))
            x, y = box.x(), box.y()
            painter.drawPolyline(
                [
                    QPoint(x + side * 22 // 100, y + side * 52 // 100),
                    QPoint(x + side * 43 // 100, y + side * 73 // 100),
                    QPoint(x + side * 79 // 100, y + side * 29 // 100),
                ]
            )
        painter.setPen(QColor(red.word if self._is_wrong and not on else c.ink))
        room = self.rect().adjusted(side + self._size.gap, 0, 0, 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), self.text())


class Chips(QWidget):
    """Several of a few: each a button that stays down. Codes as in sync.standard.codes."""

    def __init__(self, bench: Bench, name: str, words: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(name)
        layout = WrappingLayout(self, bench.look.size.small_gap + 2)
        self._chips: dict[str, Button] = {}
        for code, word in words:
            chip = Button(bench, f"{name}:{code}", word, "chip", code)
            chip.setCheckable(True)
            self._chips[code] = chip
            layout.addWidget(chip)

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(sorted(code for code, chip in self._chips.items() if chip.isChecked()))

    def choose(self, codes: Iterable[str]) -> None:
        wanted = set(codes)
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)


class Segments(QWidget):
    """One of a few, with a count on each where it is told one. Words: `desk.<name>.<code>`, or
    what `codes` says where that is a table."""

    def __init__(
        self,
        bench: Bench,
        name: str,
        codes: Iterable[str] | Mapping[str, str],
        chose: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._bench, self._name = bench, name
        layout = WrappingLayout(self, bench.look.size.small_gap + 2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for code in codes:
            word = codes[code] if isinstance(codes, Mapping) else ""
            button = Button(bench, f"{name}:{code}", word, "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, code=code: chose(code))
            self._group.addButton(button)
            self._buttons[code] = button
            layout.addWidget(button)
        for first in list(self._buttons.values())[:1]:
            first.setChecked(True)

    @property
    def chosen(self) -> str:
        return next(code for code, button in self._buttons.items() if button.isChecked())

    def choose(self, code: str) -> None:
        self._buttons[code].setChecked(True)

    def count(self, counts: dict[str, int], hide_empty: bool = False) -> None:
        for code, button in self._buttons.items():
            word = self._bench.show(f"{self._name}.{code}", count=counts.get(code, 0))
            button.setText(word)
            button.setAccessibleName(word)
            button.setVisible(not hide_empty or bool(counts.get(code)) or button.isChecked())


class Card(QFrame):
    def __init__(self, bench: Bench, title: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        size = bench.look.size
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(size.pad, size.gap, size.pad, size.gap)
        self.inside.setSpacing(size.small_gap)
        if title:
            self.inside.addWidget(label(title, "strong"))


class Notice(QFrame):
    """What happened, or what stands in the way; with a way on where there is one."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.setObjectName("notice")
        size = bench.look.size
        column = QVBoxLayout(self)
        column.setContentsMargins(size.gap, size.small_gap, size.gap, size.small_gap)
        column.setSpacing(size.small_gap)
        layout = QHBoxLayout()
        layout.setSpacing(size.gap)
        self._words = label(wrap=True)
        self._words.setProperty("role", "label")
        layout.addWidget(self._words, 1)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(size.small_gap)
        layout.addLayout(self._ways)
        column.addLayout(layout)
        self._below = QWidget()
        self._many_ways = WrappingLayout(self._below, size.small_gap)
        column.addWidget(self._below)
        self.hide()

    @property
    def text(self) -> str:
        """ "" when nothing is said."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, tone: Tone, text: str, *ways: tuple[str, str, Callable[[], None]]) -> None:
        """ways: name, word and what it does."""
        self._forget_ways()
        # Beside many of them a sentence would stand in a column of single words.
        is_many = len(ways) > MOST_BESIDE
        self._below.setVisible(is_many)
        self._words.setText(text)
        self.setAccessibleName(text)
        mark(self, role="notice", tone=str(tone))
        mark(self._words, tone=str(tone))
        for name, word, do in ways:
            button = Button(self._bench, f"way:{name}", word, "link")
            button.clicked.connect(do)
            (self._many_ways if is_many else self._ways).addWidget(button)
            button.show()
        self.show()

    def clear(self) -> None:
        self._forget_ways()
        self.hide()

    def _forget_ways(self) -> None:
        empty(self._ways)
        empty(self._many_ways)
