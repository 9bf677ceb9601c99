"""A number in groups, one place a character, masked once it has been read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face
from kiosk.ui.fit import Box
from kiosk.ui.parts import paint_sheet
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.typed_number import Pattern, TypedNumber

_READ_MS = 1500
"""So long the character just typed can be checked before it is masked."""
_DOT = "\u25cf"
HOLE = " "
"""A place that nothing stands in, amid others."""


class NumberStrip(QLabel):
    """A number that stands there. shown: places to be read whatever the pattern says; they are
    marked in the tone."""

    def __init__(
        self,
        theme: Theme,
        pattern: Pattern,
        text: str = "",
        shown: frozenset[int] = frozenset(),
        tone: Tone = Tone.BLUE,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._pattern = pattern
        self._text = text
        self._shown = shown
        self._tone = tone
        self.setObjectName("strip")
        self.setFixedHeight(theme.px(164 if theme.metrics.is_portrait else 110))
        self._name()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.size
        frame = self._theme.tone(self._tone).frame
        ground = self._theme.colours.card
        paint_sheet(painter, self.rect(), ground, frame, size.frame, size.key_radius)
        slots = self._slots()
        font_px = min(
            round(slots[0].width() * 1.6), self._theme.px(80 if self._is_upright() else 56)
        )
        painter.setFont(self._theme.font(font_px, bold=True))
        for place, slot in enumerate(slots):
            self._paint_place(painter, place, slot)

    def _paint_place(self, painter: QPainter, place: int, slot: QRectF) -> None:
        colours = self._theme.colours
        is_marked = place in self._shown
        if is_marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.tone(self._tone).fill))
            tall = slot.height() * 0.62
            mark = QRectF(slot.left(), slot.center().y() - tall / 2, slot.width(), tall)
            painter.drawRoundedRect(mark, slot.width() * 0.2, slot.width() * 0.2)
        glyph = self._glyph(place) if place < len(self._text) else HOLE
        if glyph == _DOT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.ink))
            round_px = min(slot.width() * 0.36, slot.height() * 0.2)
            painter.drawEllipse(slot.center(), round_px, round_px)
        elif glyph != HOLE:
            on_mark = self._theme.tone(self._tone).on_fill
            painter.setPen(QColor(on_mark if is_marked else colours.ink))
            painter.drawText(slot, Qt.AlignmentFlag.AlignCenter, glyph)
        elif not is_marked:
            self._paint_base(painter, slot, is_next=False)

    def _paint_base(self, painter: QPainter, slot: QRectF, *, is_next: bool) -> None:
        colours = self._theme.colours
        colour = colours.ink if is_next else colours.edge
        painter.setPen(QPen(QColor(colour), self._theme.size.frame if is_next else 2))
        base = QPointF(slot.left() + slot.width() * 0.12, slot.bottom() - slot.height() * 0.24)
        painter.drawLine(base, QPointF(slot.right() - slot.width() * 0.12, base.y()))

    def _glyph(self, place: int) -> str:
        is_open = place in self._pattern.open_places or place in self._shown
        return self._text[place] if is_open or self._text[place] == HOLE else _DOT

    def _name(self) -> None:
        self.setAccessibleName("".join(self._glyph(i) for i in range(len(self._text))))

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


class NumberField(NumberStrip):
    """The number so far, as it is typed. A group that is touched is shown and typed over."""

    group_touched = Signal(int)
    """The group's first place."""

    def __init__(self, theme: Theme, number: TypedNumber, strings: Strings) -> None:
        super().__init__(theme, number.pattern)
        self._number = number
        self._strings = strings
        self._fresh = -1
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self._mask)
        self._touches: list[_Group] = []
        self.setObjectName("field")
        self.show_number(-1)

    def show_number(self, fresh: int) -> None:
        """fresh: the place just typed, which can be read for a moment."""
        self._text, self._pattern = self._number.text, self._number.pattern
        self._fresh = fresh if self._pattern.shows_last else -1
        self._reading.start()
        self._name()
        self._place_groups()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_groups()

    def _mask(self) -> None:
        self._fresh = -1
        self.update()

    def _glyph(self, place: int) -> str:
        first, after = self._number.mending or (0, 0)
        if place == self._fresh or first <= place < after:
            return self._text[place]
        return super()._glyph(place)

    def _paint_place(self, painter: QPainter, place: int, slot: QRectF) -> None:
        is_next = place == self._number.at
        if place < len(self._text) or not is_next:
            super()._paint_place(painter, place, slot)
        if is_next:
            self._paint_base(painter, slot, is_next=True)

    def _place_groups(self) -> None:
        """Something to touch over each group in which something stands."""
        groups = self._pattern.groups if self._number.can_be_mended else ()
        while len(self._touches) < len(groups):
            self._touches.append(self._new_group(len(self._touches)))
        slots, first = self._slots(), 0
        for index, touch in enumerate(self._touches):
            is_there = index < len(groups) and first < len(self._text)
            touch.setVisible(is_there)
            if not is_there:
                continue
            after = first + groups[index]
            whole = slots[first].united(slots[after - 1]).toAlignedRect()
            edge = self._theme.size.frame * 2
            touch.take(whole.adjusted(0, edge, 0, -edge), self._number.mending == (first, after))
            first = after

    def _new_group(self, index: int) -> _Group:
        word = self._strings.show("shell.keypad.group", count=index + 1)
        touch = _Group(self, self._theme, f"group:{index}", word)
        touch.clicked.connect(partial(self._touched, index))
        return touch

    def _touched(self, index: int, _checked: bool = False) -> None:
        self.group_touched.emit(sum(self._pattern.groups[:index]))


class _Group(Touch):
    """Lies over the characters of a group and is seen only while it is mended."""

    def __init__(self, parent: QWidget, theme: Theme, name: str, word: str) -> None:
        super().__init__(theme, name, Face(word))
        self.setParent(parent)
        self._is_mended = False

    def boxes(self) -> list[Box]:
        return []

    def take(self, rect: QRect, is_mended: bool) -> None:
        self.setGeometry(rect)
        self._is_mended = is_mended
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self._is_mended or self.isDown() or self.has_ring):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = self._theme.size
        painter.setPen(QPen(QColor(self._theme.tone(Tone.GREEN).frame), size.frame))
        half = size.frame / 2
        inside = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inside, size.key_radius / 2, size.key_radius / 2)
