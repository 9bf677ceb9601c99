"""The rail of rooms at the left, and the band above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, label
from sync.standard.clock import time_of

MOST_SHOWN: Final = 99
MORE: Final = "99+"


class RailButton(QAbstractButton):
    """Picture above word; the open room is a sheet of paper that runs into the page."""

    def __init__(self, bench: Bench, name: str, picture: str) -> None:
        super().__init__()
        self._bench, self._picture = bench, picture
        self._colours = bench.theme.colours
        self._count = 0
        self.setObjectName(f"rail:{name}")
        word = bench.show(f"rail.{name}")
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(bench.look.size.rail_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """0 shows no number."""
        self._count = count
        word = self.text()
        said = self._bench.show("rail_count", room=word, count=count) if count else word
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._bench.look.size.rail, self._bench.look.size.rail_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size, red = self._bench.look.size, self._colours.tones[Tone.RED]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(self._colours.paper))
            edge = max(4, size.small_gap)
            painter.fillRect(QRect(0, 0, edge, self.height()), QColor(red.fill))
        elif self.isDown():
            painter.fillRect(self.rect(), QColor(self._colours.line))
        side = size.rail_picture
        text_height = self.fontMetrics().height()
        top = (self.height() - side - text_height - 4) // 2
        pixmap = self._bench.theme.picture(self._picture, side, self.devicePixelRatioF())
        if pixmap is not None:
            painter.drawPixmap((self.width() - side) // 2, top, pixmap)
        font = QFont(self.font())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(red.word if self.isChecked() else self._colours.ink))
        words = QRect(0, top + side + 4, self.width(), text_height)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self._count:
            self._paint_count(painter, QPoint((self.width() + side) // 2, top))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 6, 6)

    def _paint_count(self, painter: QPainter, at: QPoint) -> None:
        """A red disc with the number in it, at the picture's upper right corner."""
        red, text = (
            self._colours.tones[Tone.RED],
            str(self._count) if self._count <= MOST_SHOWN else MORE,
        )
        height = self.fontMetrics().height()
        width = max(height, self.fontMetrics().horizontalAdvance(text) + height // 2)
        disc = QRect(at.x() - height // 3, max(2, at.y() - height // 4), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(red.fill))
        painter.drawRoundedRect(disc, height / 2, height / 2)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(red.on_fill))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QWidget):
    chose = Signal(int)

    def __init__(self, bench: Bench, rooms: Sequence[tuple[str, str]]) -> None:
        """rooms: name and picture of each."""
        super().__init__()
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(bench.look.size.rail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, bench.look.size.gap, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        for at, (name, picture) in enumerate(rooms):
            button = RailButton(bench, name, picture)
            self._group.addButton(button, at)
            column.addWidget(button)
        column.addStretch(1)
        self._group.idClicked.connect(self.chose)

    def set_count(self, room: int, count: int) -> None:
        """How many things wait in a room."""
        button = self._group.button(room)
        assert isinstance(button, RailButton)
        button.set_count(count)

    def point_at(self, room: int) -> None:
        self._group.button(room).setChecked(True)


class Header(QWidget):
    """Whose desk this is, what the time is, and the way out."""

    left = Signal()

    def __init__(self, bench: Bench, village: str) -> None:
        super().__init__()
        self._bench = bench
        size = bench.look.size
        self.setProperty("role", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(size.header)
        row = QHBoxLayout(self)
        row.setContentsMargins(size.pad, 0, size.pad, 0)
        row.setSpacing(size.pad)
        row.addWidget(label(bench.show("header", village=village), "strong"))
        row.addStretch(1)
        self._says = label()
        self._says.setObjectName("header_says")
        row.addWidget(self._says)
        row.addWidget(label(bench.show("cadre", name=bench.cadre.name)))
        leave = Button(bench, "leave", bench.show("leave"), "header")
        leave.clicked.connect(self.left)
        row.addWidget(leave)
        self.show_time()

    def show_time(self) -> None:
        now = time_of(self._bench.clock.now_ms())
        self._says.setText(f"{now.hour}:{now.minute:02}")

    def show_seconds_left(self, seconds: int) -> None:
        self._says.setText(self._bench.show("locks_in", seconds=seconds))
