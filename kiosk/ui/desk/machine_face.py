"""How the kiosk looks to everybody: the screen measured with a card, text size, contrast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import hypot
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui import tokens
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.machine import Actions, Machine
from kiosk.ui.desk.parts import Button, Card, Segments, Tick, label
from kiosk.ui.desk.room import Room
from kiosk.ui.sight import CARD_MM, MM_PER_INCH, Sight, TextSize, px_to_pt
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
        painter.setPen(QPen(QColor(tokens.INK), self._line_px))
        painter.setBrush(QColor(tokens.CARD))
        rect = self.rect().toRectF().adjusted(half, half, -half, -half)
        corner = 3.18 * self.px_per_mm  # ISO/IEC 7810
        painter.drawRoundedRect(rect, corner, corner)


class FaceColumn(QWidget):
    """What is set here is kept at once, and the kiosk wears it at once."""

    def __init__(self, room: Room, machine: Callable[[], Machine], actions: Actions) -> None:
        super().__init__()
        self._room, self._machine, self._actions = room, machine, actions
        self._bench = room.bench
        self._sight: Sight | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.size.gap)
        column.addWidget(self._reading_card())
        column.addWidget(self._calibration_card())

    def _reading_card(self) -> Card:
        show = self._bench.show
        card = Card(self._bench, show("machine.card_reading"))
        self.texts = Segments(self._bench, "machine.text", list(TextSize), self._choose_text)
        self.texts.count({})
        self.strong = Tick(self._bench, "machine:strong", show("machine.strong"))
        self.strong.clicked.connect(lambda on: self._keep(replace(self._now, is_strong=on)))
        for part in (
            self.texts,
            self.strong,
            label(show("machine.reading_hint"), "soft", wrap=True),
        ):
            card.inside.addWidget(part)
        return card

    def _calibration_card(self) -> Card:
        show, size = self._bench.show, self._bench.look.size
        card = Card(self._bench, show("machine.calibrate"))
        self.measured = label("", "label", wrap=True)
        self.measured.setObjectName("machine:measured")
        self.outline = CardOutline(self._bench)
        row = QHBoxLayout()
        row.setSpacing(size.gap)
        for name, step in (("smaller", -STEP_PX), ("larger", STEP_PX)):
            button = Button(self._bench, f"machine:{name}", show(f"machine.{name}"))
            button.setAutoRepeat(True)
            button.setMinimumSize(size.control * 2, size.control * 3 // 2)
            button.clicked.connect(lambda _on=False, step=step: self._grow(step))
            row.addWidget(button)
        keep = Button(self._bench, "machine:keep_face", show("machine.keep_face"), "main")
        keep.clicked.connect(lambda _on=False: self.keep_measure())
        row.addWidget(keep)
        row.addStretch(1)
        self.inches = QLineEdit()
        self.inches.setObjectName("inches")
        self.inches.setAccessibleName(show("machine.inches"))
        self.inches.setPlaceholderText(show("machine.inches"))
        self.inches.returnPressed.connect(self._take_inches)
        card.inside.addWidget(label(show("machine.calibrate_hint"), "soft", wrap=True))
        card.inside.addWidget(self.outline, 0, Qt.AlignmentFlag.AlignLeft)
        card.inside.addLayout(row)
        card.inside.addWidget(self.inches)
        card.inside.addWidget(self.measured)
        return card

    @property
    def _now(self) -> Sight:
        return self._sight or Sight()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._sight is None:
            self._sight = self._machine().sight
            by_system = self.screen().physicalDotsPerInch() / MM_PER_INCH
            is_likely = LEAST_PX_PER_MM < by_system < MOST_PX_PER_MM
            guess = by_system if is_likely else GUESS
            self.outline.set_width(round((self._sight.px_per_mm or guess) * CARD_MM[0]))
        self._show()

    def _show(self) -> None:
        self.texts.choose(self._now.text)
        self.strong.setChecked(self._now.is_strong)
        self.measured.setText(self._measures())

    def _measures(self) -> str:
        """What the main text and the smallest thing to touch come to on this glass."""
        sight, window = self._now, self.window()
        if not sight.px_per_mm:
            return self._bench.show("machine.not_calibrated")
        size = Metrics(window.width(), window.height(), sight).size
        text_px = min(size.text, size.lead, size.word_hint)
        return self._bench.show(
            "machine.calibrated",
            px=f"{sight.px_per_mm:.2f}",
            pt=f"{px_to_pt(text_px, sight.px_per_mm):.0f}",
            mm=f"{size.target_floor / sight.px_per_mm:.0f}",
        )

    def _choose_text(self, code: str) -> None:
        self._keep(replace(self._now, text=TextSize(code)))

    def _grow(self, step_px: int) -> None:
        self.outline.set_width(self.outline.width() + step_px)

    def keep_measure(self) -> None:
        """The outline is as large as the card."""
        self._keep(replace(self._now, px_per_mm=self.outline.px_per_mm))

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

    def _keep(self, sight: Sight) -> None:
        self._sight = sight
        self._actions.keep_sight(sight)
        self._show()
        self._room.notice.tell(Tone.GREEN, self._bench.show("machine.kept_face"))
