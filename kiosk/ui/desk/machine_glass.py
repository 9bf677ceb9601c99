"""Measures the screen: a card is laid on an outline that is made as large as it."""

from __future__ import annotations

from math import hypot
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.machine_face import UsualSight
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.room import Room
from kiosk.ui.sight import CARD_MM, MM_PER_INCH, px_to_pt
from kiosk.ui.tokens import Metrics

LEAST_PX_PER_MM: Final = 1.5
MOST_PX_PER_MM: Final = 12.0
"""From a television to a telephone: what lies outside was measured wrongly."""
LEAST_INCHES, MOST_INCHES = 7.0, 65.0
GUESS: Final = 4.0
STEP_PX: Final = 1


class CardOutline(QWidget):
    """A card as large as `px_per_mm` makes it; she lays the real one on it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._colours = bench.theme.colours
        self._line_px = max(2, bench.look.px(2))
        self.px_per_mm = GUESS
        self.setObjectName("machine:card_outline")
        self.setAccessibleName(bench.show("machine.calibrate"))

    def set_width(self, width_px: int) -> None:
        wide, high = CARD_MM
        least, most = round(LEAST_PX_PER_MM * wide), round(MOST_PX_PER_MM * wide)
        self.px_per_mm = min(most, max(least, width_px)) / wide
        self.setFixedSize(QSize(round(self.px_per_mm * wide), round(self.px_per_mm * high)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self._line_px / 2
        painter.setPen(QPen(QColor(self._colours.ink), self._line_px))
        painter.setBrush(QColor(self._colours.card))
        rect = self.rect().toRectF().adjusted(half, half, -half, -half)
        corner = 3.18 * self.px_per_mm  # ISO/IEC 7810
        painter.drawRoundedRect(rect, corner, corner)


class GlassCard(Card):
    """Lying, all that is to be pressed stands beside the outline: nothing is scrolled while a hand
    holds a card to the screen."""

    def __init__(self, room: Room, usual: UsualSight) -> None:
        super().__init__(room.bench)
        self._room, self._bench, self._usual = room, room.bench, usual
        self._is_shown = False
        look = self._bench.look
        self.measured = label("", "label", wrap=True)
        self.measured.setObjectName("machine:measured")
        self.outline = CardOutline(self._bench)
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        body: QBoxLayout = QVBoxLayout() if look.is_portrait else QHBoxLayout()
        body.setSpacing(look.size.pad)
        body.addWidget(self.outline, 0, place)
        body.addLayout(self._beside(), 1)
        self.inside.addLayout(body)
        usual.changed.connect(self._show)

    def _beside(self) -> QVBoxLayout:
        show, size = self._bench.show, self._bench.look.size
        column = QVBoxLayout()
        column.setSpacing(size.gap)
        column.addWidget(label(show("machine.calibrate"), "strong"))
        column.addWidget(label(show("machine.calibrate_hint"), "soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(size.gap)
        for name, step in (("smaller", -STEP_PX), ("larger", STEP_PX)):
            button = Button(self._bench, f"machine:{name}", show(f"machine.{name}"))
            button.setAutoRepeat(True)
            button.setMinimumSize(size.control * 2, size.control * 5 // 4)
            button.clicked.connect(lambda _on=False, step=step: self._grow(step))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        keep = Button(self._bench, "machine:keep_face", show("machine.keep_face"), "main")
        keep.clicked.connect(lambda _on=False: self.keep_measure())
        column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.inches = QLineEdit()
        self.inches.setObjectName("inches")
        self.inches.setAccessibleName(show("machine.inches"))
        self.inches.setPlaceholderText(show("machine.inches"))
        self.inches.returnPressed.connect(self._take_inches)
        column.addWidget(self.inches)
        column.addWidget(self.measured)
        column.addStretch(1)
        return column

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_shown:
            self._is_shown = True
            by_system = self.screen().physicalDotsPerInch() / MM_PER_INCH
            is_likely = LEAST_PX_PER_MM < by_system < MOST_PX_PER_MM
            guess = by_system if is_likely else GUESS
            self.outline.set_width(round((self._usual.now.px_per_mm or guess) * CARD_MM[0]))
        self._show()

    def _show(self) -> None:
        """What the main text and the smallest thing to touch come to on this glass."""
        sight, window = self._usual.now, self.window()
        if not sight.px_per_mm:
            self.measured.setText(self._bench.show("machine.not_calibrated"))
            return
        size = Metrics(window.width(), window.height(), sight).size
        text_px = min(size.text, size.lead, size.word_hint)
        words = self._bench.show(
            "machine.calibrated",
            px=f"{sight.px_per_mm:.2f}",
            pt=f"{px_to_pt(text_px, sight.px_per_mm):.0f}",
            mm=f"{size.target_floor / sight.px_per_mm:.0f}",
        )
        self.measured.setText(words)

    def _grow(self, step_px: int) -> None:
        self.outline.set_width(self.outline.width() + step_px)

    def keep_measure(self) -> None:
        """The outline is as large as the card."""
        self._usual.keep(px_per_mm=self.outline.px_per_mm)

    def _take_inches(self) -> None:
        try:
            inches = float(self.inches.text().strip())
        except ValueError:
            inches = 0.0
        if not LEAST_INCHES <= inches <= MOST_INCHES:
            self._room.notice.tell(Tone.RED, self._bench.show("machine.inches_wrong"))
            return
        glass = self.screen().size()
        px_per_mm = hypot(glass.width(), glass.height()) / (inches * MM_PER_INCH)
        self.outline.set_width(round(px_per_mm * CARD_MM[0]))
        self.keep_measure()
