"""The number so far: in groups, one place a character, masked once it has been read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from kiosk.flows.screen import Pad, Tone
from kiosk.ui.parts import paint_sheet
from kiosk.ui.theme import Theme

_READ_MS = 1500
"""So long the character just typed can be checked before it is masked."""
_DOT = "\u25cf"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pad's number looks like."""

    groups: tuple[int, ...]
    least: int
    open_places: frozenset[int]
    """Shown for as long as they stand; the others are masked."""
    shows_last: bool = True
    may_end_in_x: bool = False

    @property
    def length(self) -> int:
        return sum(self.groups)


PATTERNS = {
    # Area and year of birth may be read by a neighbour; day and serial may not.
    Pad.ID_NUMBER: Pattern((6, 4, 4, 4), 18, frozenset(range(10)), may_end_in_x=True),
    Pad.PHONE: Pattern((3, 4, 4), 11, frozenset({0, 1, 2, 7, 8, 9, 10})),
    Pad.LAST_FOUR: Pattern((4,), 4, frozenset(), may_end_in_x=True),
    Pad.PIN: Pattern((8,), 4, frozenset(), shows_last=False),
}


class NumberField(QLabel):
    def __init__(self, theme: Theme, pattern: Pattern) -> None:
        super().__init__()
        self._theme = theme
        self._pattern = pattern
        self._text = ""
        self._fresh = -1
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self._mask)
        self.setObjectName("field")
        self.setFixedHeight(theme.px(164 if theme.metrics.is_portrait else 110))

    def show_text(self, text: str) -> None:
        """A character more than before can be read for a moment."""
        grew = len(text) == len(self._text) + 1
        self._text = text
        self._fresh = len(text) - 1 if grew and self._pattern.shows_last else -1
        self._reading.start()
        self.setAccessibleName("".join(self._glyph(i) for i in range(len(text))))
        self.update()

    def _mask(self) -> None:
        self._fresh = -1
        self.update()

    def _glyph(self, place: int) -> str:
        is_open = place in self._pattern.open_places or place == self._fresh
        return self._text[place] if is_open else _DOT

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.size
        frame = self._theme.tone(Tone.BLUE).frame
        ground = self._theme.colours.card
        paint_sheet(painter, self.rect(), ground, frame, size.frame, size.key_radius)
        slots = self._slots()
        width = slots[0].width()
        font_px = min(round(width * 1.6), self._theme.px(80 if self._is_upright() else 56))
        painter.setFont(self._theme.font(font_px, bold=True))
        for place, slot in enumerate(slots):
            self._paint_place(painter, place, slot)

    def _paint_place(self, painter: QPainter, place: int, slot: QRectF) -> None:
        colours = self._theme.colours
        if place < len(self._text) and self._glyph(place) != _DOT:
            painter.setPen(QColor(colours.ink))
            painter.drawText(slot, Qt.AlignmentFlag.AlignCenter, self._text[place])
        elif place < len(self._text):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.ink))
            round_px = min(slot.width() * 0.36, slot.height() * 0.2)
            painter.drawEllipse(slot.center(), round_px, round_px)
        else:
            is_next = place == len(self._text)
            colour = colours.ink if is_next else colours.edge
            painter.setPen(QPen(QColor(colour), self._theme.size.frame if is_next else 2))
            base = QPointF(slot.left() + slot.width() * 0.12, slot.bottom() - slot.height() * 0.24)
            painter.drawLine(base, QPointF(slot.right() - slot.width() * 0.12, base.y()))

    def _is_upright(self) -> bool:
        return self._theme.metrics.is_portrait

    def _slots(self) -> list[QRectF]:
        """One rectangle a place; a gap of two thirds of a place between groups."""
        groups = self._pattern.groups
        inset = self._theme.px(30 if self._is_upright() else 20)
        room = self.width() - 2 * inset
        units = self._pattern.length + (len(groups) - 1) * 0.66
        width = min(room / units, self._theme.px(88 if self._is_upright() else 60))
        left = (self.width() - width * units) / 2
        slots: list[QRectF] = []
        for group in groups:
            for _ in range(group):
                slots.append(QRectF(left, 0, width, self.height()))
                left += width
            left += width * 0.66
        return slots
