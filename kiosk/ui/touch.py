"""A thing to touch: picture, word, second line. The only button there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from weakref import ReferenceType, ref

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from kiosk.flows.screen import Tone
from kiosk.ui.face import Face, Look, Placed, fitting_word_px, place
from kiosk.ui.fit import Box
from kiosk.ui.parts import paint_sheet
from kiosk.ui.pressable import Pressable
from kiosk.ui.theme import Theme

_TICK_SHARE = 0.4
"""Of a small tile's height: its picture must still be seen."""


class Touch(Pressable):
    """Found by its object name ("choice:check_in"), spoken of by its accessible name."""

    def __init__(self, theme: Theme, name: str, face: Face) -> None:
        super().__init__()
        self._theme = theme
        self._face = face
        self._placed: Placed | None = None
        self._own_word_px = 0
        self._peers = [ref(self)]
        self.setObjectName(name)
        self.set_face(face)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        floor = theme.size.target_floor
        self.setMinimumSize(floor, floor)

    @property
    def face(self) -> Face:
        return self._face

    def set_face(self, face: Face) -> None:
        self._face = face
        self.setText(face.word)
        self.setAccessibleName(face.word)
        self.setAccessibleDescription(face.hint)
        self._forget()

    def set_word(self, word: str) -> None:
        if word != self._face.word:
            self.set_face(replace(self._face, word=word))

    def boxes(self) -> list[Box]:
        """The texts as they are painted."""
        placed = self._place()
        return [box for box in (placed.word, placed.hint) if box is not None and box.text]

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.size
        radius = size.key_radius if self._face.look is Look.KEY else size.radius
        ground, frame, word, hint = self._colours()
        frame_px = size.thin_frame if self._face.tone is Tone.PAPER else size.frame
        frame_px *= 2 if self.isChecked() else 1
        paint_sheet(painter, self.rect(), ground, frame, frame_px, radius)
        placed = self._place()
        self._paint_picture(painter, placed.picture)
        for box, colour in ((placed.word, word), (placed.hint, hint)):
            if box is not None:
                painter.setPen(QColor(colour))
                painter.setFont(box.font)
                painter.drawText(box.rect, box.flags, box.text)
        if self.has_ring:
            self._paint_focus(painter, radius)
        if self.isChecked():
            self._paint_tick(painter)

    def _colours(self) -> tuple[str, str, str, str]:
        """Ground, frame, word, hint."""
        look, colours = self._theme.colours, self._theme.tone(self._face.tone)
        if not self.isEnabled():
            return look.off_ground, look.off_edge, look.soft_ink, look.soft_ink
        if self._face.is_filled:
            fill = QColor(colours.fill).darker(125).name() if self.isDown() else colours.fill
            return fill, fill, colours.on_fill, colours.on_fill
        ground = colours.pressed if self.isDown() else colours.tint
        return ground, colours.frame, colours.word, look.ink

    def _paint_picture(self, painter: QPainter, rect: QRect) -> None:
        side = round(rect.width() * self._face.picture_share)
        if side <= 0:
            return
        inset = (rect.width() - side) // 2
        pixmap = self._theme.picture(self._face.picture, side, self.devicePixelRatioF())
        if pixmap is not None:
            painter.setOpacity(1.0 if self.isEnabled() else 0.45)
            painter.drawPixmap(rect.left() + inset, rect.top() + inset, pixmap)
            painter.setOpacity(1.0)

    def _paint_focus(self, painter: QPainter, radius_px: int) -> None:
        inset = self._theme.size.frame * 2
        colour = self._theme.colours.white if self._face.is_filled else self._theme.colours.ink
        painter.setPen(QPen(QColor(colour), self._theme.size.frame))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = self.rect().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, radius_px - inset, radius_px - inset)

    def _paint_tick(self, painter: QPainter) -> None:
        side = min(self._theme.size.row_picture, round(self.height() * _TICK_SHARE))
        inset = min(self._theme.size.small_gap, side // 3)
        pixmap = self._theme.picture("yes", side, self.devicePixelRatioF())
        if pixmap is not None:
            painter.drawPixmap(self.width() - side - inset, inset, pixmap)

    def _room(self) -> QRect:
        inset = self._theme.size.frame + self._theme.px(8)
        sides = inset * 2 if self._face.look is Look.ROW else inset
        return self.rect().adjusted(sides, inset, -sides, -inset)

    def _place(self) -> Placed:
        if self._placed is None:
            word_px = min(peer._fitting_px() for peer in _living(self._peers))
            self._placed = place(self._face, self._room(), self._theme, word_px)
        return self._placed

    def _fitting_px(self) -> int:
        if not self._own_word_px:
            self._own_word_px = fitting_word_px(self._face, self._room(), self._theme)
        return self._own_word_px

    def _forget(self) -> None:
        self._own_word_px = 0
        for peer in _living(self._peers):
            peer._placed = None
            peer.update()


def match_words(touches: list[Touch]) -> None:
    """Their words shall all be of one size: the smallest that any of them needs."""
    # Weak: in a ring of each other they, and the names on them, would outlast their page.
    peers = [ref(touch) for touch in touches]
    for touch in touches:
        touch._peers = peers
        touch._placed = None


def _living(peers: Iterable[ReferenceType[Touch]]) -> Iterator[Touch]:
    return (touch for touch in (peer() for peer in peers) if touch is not None)
