"""My record: large figures, the way to the next star, and a list in pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Chose, Record, Row, Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.fit import WRAP, Box, fitting_px, measure
from kiosk.ui.parts import Card, Ground, Stars, Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.months import MonthBars
from kiosk.ui.views.pager import Pager
from kiosk.ui.views.standing import ProgressLine
from kiosk.ui.views.view import View

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RecordView(View):
    def __init__(self, screen: Record, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._record = screen
        size = theme.size
        upright = theme.metrics.is_portrait
        lines = [(self._text(row.id), self._value(row)) for row in screen.lines]
        self._list = _Lines(theme, lines, strings.show("shell.record.empty"))
        self._pager = Pager(theme, strings, "shell.record")
        self._pager.turned.connect(self._list.show_page)
        button = self._big_button("done", self._out())
        button.clicked.connect(lambda: self.answered.emit(Chose("done")))
        worth, listing = self._worth(), QVBoxLayout()
        listing.setSpacing(size.small_gap)
        listing.addWidget(self._list, 1)
        listing.addWidget(self._pager)
        body: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        body.setSpacing(size.gap)
        body.addLayout(worth, 0 if upright else 500)
        body.addLayout(listing, 1 if upright else 500 if theme.metrics.is_tight else 600)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addLayout(body, 1)
        box.addLayout(self._end(button, *self._side()))

    def draft(self) -> int:
        """The first of the lines that stand."""
        return self._list.first

    def take_up(self, draft: int) -> None:
        self._list.first = draft

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self._pager.setVisible(True)
            layout.activate()
            self._pager.set_pages(self._list.pages(), self._list.page)
            self._list.show_page(self._pager.page)

    def _side(self) -> list[Touch]:
        sides = []
        for choice in self._record.sides:
            face = self._choice_face(choice, Look.ROW, self._theme.size.button_word)
            side = self._big_button(f"choice:{choice.id}", face)
            side.clicked.connect(partial(self._answer_chose, choice.id))
            sides.append(side)
        return sides

    def _out(self) -> Face:
        word_px = self._theme.size.button_word
        return Face(self._text("done"), tone=Tone.GREEN, is_filled=True, word_px=word_px)

    def _worth(self) -> QVBoxLayout:
        size = self._theme.size
        worth = QVBoxLayout()
        worth.setSpacing(size.gap)
        figures: QBoxLayout = QHBoxLayout()
        figures.setSpacing(size.small_gap)
        for row in self._record.figures:
            figures.addWidget(self._figure(row), 1)
        worth.addLayout(figures)
        progress, months = self._record.progress, self._record.months
        # What is read needs the room more: the figures say the same.
        has_bars = any(months) and not self._theme.metrics.is_enlarged
        if progress is not None:
            if not has_bars:  # The figures say how many stars.
                stars = Stars(self._theme, progress.stars, size.row_picture)
                worth.addWidget(stars, 0, Qt.AlignmentFlag.AlignHCenter)
            worth.addLayout(ProgressLine(self._theme, progress, self._text(progress.form)))
        if has_bars:
            worth.addWidget(MonthBars(self._theme, months, self._text("months")), 1)
        else:
            worth.addStretch(1)
        return worth

    def _figure(self, row: Row) -> Card:
        size = self._theme.size
        centre = Qt.AlignmentFlag.AlignHCenter
        card = Card(self._theme, Tone.GOLD, Ground.TINT)
        inside = QVBoxLayout(card)
        side = size.small_gap
        inside.setContentsMargins(side, side // 2, side, side // 2)
        inside.setSpacing(0)
        gold = self._theme.tone(Tone.GOLD).word
        label = Words(self._theme, self._text(row.id), size_px=size.lead, align=centre)
        value = Words(
            self._theme,
            self._value(row),
            size_px=size.title if self._theme.metrics.is_portrait else size.text,
            bold=True,
            colour=gold,
            align=centre,
            wrap=False,
        )
        inside.addWidget(label)
        inside.addWidget(value)
        return card


class _Lines(Card):
    """As many lines as there is room for; the rest on further pages."""

    def __init__(self, theme: Theme, lines: list[tuple[str, str]], empty: str) -> None:
        super().__init__(theme, Tone.PAPER)
        self._lines = lines or [(empty, "")]
        self.first = 0
        """The line at the top."""
        self.setObjectName("lines")
        self.setAccessibleName("\n".join(" ".join(line) for line in self._lines))

    def pages(self) -> int:
        return -(-len(self._lines) // self._per_page())

    @property
    def page(self) -> int:
        return self.first // self._per_page()

    def show_page(self, page: int) -> None:
        self.first = page * self._per_page()
        self.update()

    def boxes(self) -> list[Box]:
        """Pairs: what for at the left, when and how long at the right."""
        size = self._theme.size
        tall = self._room().height() // self._per_page()
        boxes: list[Box] = []
        for index, texts in enumerate(self._lines[self.first :][: self._per_page()]):
            rect = QRect(self._room().left(), self._room().top() + index * tall, 0, tall)
            widths = self._shares(texts)
            for text, flags, is_bold in zip(texts, (_LEFT, _RIGHT), (True, False), strict=True):
                part = QRect(rect)
                part.setWidth(widths[is_bold])
                if flags == _RIGHT:
                    part.moveRight(self._room().right())
                font = self._theme.font(size.lead, bold=is_bold)
                font.setPixelSize(fitting_px(text, font, part.size(), size.small))
                boxes.append(Box(part, text, font, flags | WRAP))
        return boxes

    def _shares(self, texts: tuple[str, str]) -> tuple[int, int]:
        """Widths of the right and of the left one: as they need, each a third at least."""
        whole = self._room().width()
        if not texts[1]:
            return 0, whole
        left, right = (
            measure(text, self._theme.font(self._theme.size.lead, bold=is_bold), 0, 0).width()
            for text, is_bold in zip(texts, (True, False), strict=True)
        )
        third = whole // 3
        left_px = min(max(whole * left // (left + right), third), whole - third)
        return whole - left_px, left_px

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for number, box in enumerate(self.boxes()):
            if number >= 2 and number % 2 == 0:
                painter.fillRect(self._room().left(), box.rect.top(), self._room().width(), 2,
                                 QColor(self._theme.colours.line))  # fmt: skip
            painter.setPen(QColor(self._theme.colours.ink))
            painter.setFont(box.font)
            painter.drawText(box.rect, box.flags, box.text)

    def _room(self) -> QRect:
        inset = self._theme.size.gap
        return self.rect().adjusted(inset, inset // 2, -inset, -inset // 2)

    def _per_page(self) -> int:
        return max(1, self._room().height() // (self._theme.size.lead * 9 // 4))
