"""What always stands on top: village, clock, date, the sync light in words; then the question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Screen, Tone
from kiosk.strings import Strings
from kiosk.ui.dates import date_in_words, lunar_in_words
from kiosk.ui.fit import measure
from kiosk.ui.parts import Picture, Words
from kiosk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class SyncLight:
    """What is known of the line to the county: a colour, and the words that say the same."""

    tone: Tone = Tone.PAPER
    """GREEN: all is there; GOLD: something waits; RED: somebody must look; PAPER: unknown."""
    words: str = ""


class Header(QWidget):
    """The red band: village, the moon's date, and the clock; lying, also the sun's."""

    def __init__(self, theme: Theme, strings: Strings, village: str) -> None:
        super().__init__()
        size = theme.size
        self._theme = theme
        self._strings = strings
        self.setFixedHeight(size.header)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.tone(Tone.RED).fill))
        self.setPalette(palette)
        white = theme.tone(Tone.RED).on_fill
        self._named = name = strings.show("shell.header", village=village)
        self.village = Words(
            theme, name, size_px=size.village, bold=True, colour=white, wrap=False
        )  # fmt: skip
        right = Qt.AlignmentFlag.AlignRight
        date_px = theme.px(36) if theme.metrics.is_portrait else size.clock
        self.date = Words(theme, size_px=date_px, colour=white, align=right, wrap=False)
        self.clock = Words(
            theme, size_px=size.clock, bold=True, colour=white, align=right, wrap=False
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(size.margin, 0, size.margin, 0)
        row.setSpacing(size.gap)
        row.addWidget(self.village, 1)
        row.addWidget(self.date)
        row.addWidget(self.clock)

    def show_person(self, screen: Screen) -> None:
        """Instead of the village: who stands here, or for whom somebody acts on this page."""
        head = self._named
        if screen.for_whom:
            head = self._strings.show("shell.for_whom", whom=screen.for_whom)
        elif screen.greets:
            head = self._strings.show("shell.greets", whom=screen.greets)
        self.village.setText(head)
        self._make_room()

    def show_time(self, now: datetime) -> None:
        """Upright the date stands on the sync line, and only the moon's here."""
        day = now.date()
        lunar = self._strings.show("shell.lunar", lunar=lunar_in_words(self._strings, day))
        date = date_in_words(self._strings, day)
        both = self._strings.show("shell.both_dates", date=date, lunar=lunar)
        for words, text in (
            (self.clock, f"{now.hour}:{now.minute:02d}"),
            (self.date, lunar if self._theme.metrics.is_portrait else both),
        ):
            if text != words.text():
                words.setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The village's name is worth more than the date, which shrinks first and then goes."""
        size = self._theme.size
        least = self._theme.font(size.small)
        clock = self.clock.sizeHint().width()
        room = self.width() - 2 * size.margin - 2 * size.gap - clock
        for_date = room - self.village.sizeHint().width()
        date_px = measure(self.date.text(), least, 0, 0).width() + 2
        village_px = measure(self.village.text(), self._theme.font(size.small, bold=True), 0, 0)
        self.date.setMaximumWidth(max(for_date, date_px))
        self.date.setVisible(date_px + village_px.width() + 2 <= room)


class SyncLine(QWidget):
    """Below the header: the light in words; upright, also the date where there is room."""

    def __init__(self, theme: Theme, strings: Strings) -> None:
        super().__init__()
        size = theme.size
        self._theme = theme
        self._strings = strings
        self._light = SyncLight()
        self.setFixedHeight(size.band)
        self.words = Words(theme, size_px=size.small, wrap=False, floor_px=size.least)
        self.words.setObjectName("sync_light")
        right = Qt.AlignmentFlag.AlignRight
        self.date = Words(
            theme, size_px=size.small, colour=theme.colours.soft_ink, align=right, wrap=False
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(size.margin + self._dot_px() + theme.px(14), 0, size.margin, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.date)
        self.date.setVisible(False)

    def show_light(self, light: SyncLight) -> None:
        self._light = light
        self.words.setText(light.words)
        self._make_room()
        self.update()

    def show_time(self, now: datetime) -> None:
        if self._theme.metrics.is_portrait:
            self.date.setText(date_in_words(self._strings, now.date()))
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.band))
        if self._light.words:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.dots[self._light.tone]))
            side = self._dot_px()
            left, top = self._theme.size.margin, (self.height() - side) / 2
            painter.drawEllipse(QRectF(left, top, side, side))

    def _dot_px(self) -> int:
        return self._theme.size.small * 4 // 5

    def _make_room(self) -> None:
        """The light is worth more than the date."""
        font = self._theme.font(self._theme.size.small)
        texts = (self.words.text(), self.date.text())
        needed = sum(measure(text, font, 0, 0).width() for text in texts)
        room = self.contentsRect().width() - 2 * self._theme.size.margin - 2 * self._dot_px()
        self.date.setVisible(bool(self.date.text()) and needed <= room - self._theme.size.gap)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # now, not one event later: no frame shows a text cut off


class Question(QWidget):
    """One question in large type, and a hint: below it, or beside it where height is dear."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        size = theme.size
        portrait = theme.metrics.is_portrait
        self.title = Words(theme, size_px=size.title, bold=True)
        align = Qt.AlignmentFlag.AlignLeft if portrait else Qt.AlignmentFlag.AlignRight
        self.card = Picture(theme, "card", size.lead * 2)
        self.card.setVisible(False)
        self.hint = Words(theme, size_px=size.lead, colour=theme.colours.soft_ink, align=align)
        self.title.setObjectName("question")
        self.hint.setObjectName("hint")
        box: QBoxLayout = QVBoxLayout(self) if portrait else QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0 if portrait else size.gap)
        box.addWidget(self.title, 0 if portrait else 3)
        below = QHBoxLayout()
        below.setSpacing(size.small_gap)
        below.addWidget(self.card)
        below.addWidget(self.hint, 1)
        box.addLayout(below, 0 if portrait else 2)

    def ask(self, title: str, hint: str, *, for_card: bool = False) -> None:
        """for_card: with the picture of one. Without a title it takes no room."""
        self.setVisible(bool(title))
        self.title.setText(title)
        self.card.setVisible(for_card and bool(hint))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def settle(self) -> None:
        """Takes the room that the question needs, now."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        self.updateGeometry()
