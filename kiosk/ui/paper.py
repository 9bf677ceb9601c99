"""The square paper that a finger writes on: red frame, cross and diagonals, as in a child's
copybook (mi zi ge)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy

from kiosk.flows.screen import Tone
from kiosk.services.handwriting import Stroke
from kiosk.ui.ink import Ink
from kiosk.ui.pressable import Surface
from kiosk.ui.theme import Theme

_INK_PART = 0.045
"""How thick a stroke is, of the paper's side."""
_MOUSE = -1
"""The finger that a mouse is."""


class Paper(Surface):
    written = Signal()
    """A finger was lifted, or a stroke taken back."""
    began = Signal()
    """A finger was set down."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ink = Ink()
        self.setObjectName("paper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def strokes(self) -> Sequence[Stroke]:
        return self._ink.strokes

    def take_up(self, strokes: Sequence[Stroke]) -> None:
        """Goes on with what another paper held."""
        self._ink = Ink(strokes)
        self._changed()

    def undo(self) -> None:
        """Takes the last stroke back."""
        self._ink.undo()
        self._changed()

    def clear(self) -> None:
        self._ink.clear()
        self._changed()

    def sheet(self) -> QRectF:
        """The square within the widget."""
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(300))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._feel(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if _is_real(event):
            self._down(_MOUSE, event.position(), event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if _is_real(event):
            self._move(_MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if _is_real(event):
            self._up(_MOUSE, event.timestamp())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two strokes near each other."""
        self.mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sheet(painter)
        side = self.sheet().width()
        pen = QPen(QColor(self._theme.colours.ink), side * _INK_PART)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self.strokes:
            if len(stroke) == 1:
                painter.drawPoint(self.placed(stroke[0]))
            else:
                painter.drawPath(self._path(stroke))

    def _paint_sheet(self, painter: QPainter) -> None:
        frame_px = self._theme.size.frame
        sheet = self.sheet().adjusted(frame_px, frame_px, -frame_px, -frame_px)
        red = QColor(self._theme.tone(Tone.RED).frame)
        painter.setPen(QPen(red, frame_px))
        painter.setBrush(QColor(self._theme.colours.card))
        painter.drawRect(sheet)
        faint = QColor(red)
        faint.setAlphaF(0.45)
        painter.setPen(QPen(faint, self._theme.size.thin_frame, Qt.PenStyle.DashLine))
        centre = sheet.center()
        painter.drawLine(QPointF(sheet.left(), centre.y()), QPointF(sheet.right(), centre.y()))
        painter.drawLine(QPointF(centre.x(), sheet.top()), QPointF(centre.x(), sheet.bottom()))
        painter.drawLine(sheet.topLeft(), sheet.bottomRight())
        painter.drawLine(sheet.topRight(), sheet.bottomLeft())

    def _path(self, stroke: Stroke) -> QPainterPath:
        """Through the middles between the points, so that nothing is angular."""
        points = [self.placed(point) for point in stroke]
        path = QPainterPath(points[0])
        for point, following in pairwise(points[1:]):
            path.quadTo(point, (point + following) * 0.5)
        path.lineTo(points[-1])
        return path

    def placed(self, point: tuple[float, float]) -> QPointF:
        """A point of a stroke, in the widget's pixels."""
        sheet = self.sheet()
        return sheet.topLeft() + QPointF(point[0], point[1]) * sheet.width()

    def _part(self, at: QPointF) -> tuple[float, float]:
        sheet = self.sheet()
        off, side = at - sheet.topLeft(), max(1.0, sheet.width())
        return min(1.0, max(0.0, off.x() / side)), min(1.0, max(0.0, off.y() / side))

    def _feel(self, event: QTouchEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._ink.lose()
            self._changed()
            return
        for point in event.points():
            match point.state():
                case QEventPoint.State.Pressed:
                    self._down(point.id(), point.position(), event.timestamp())
                case QEventPoint.State.Updated:
                    self._move(point.id(), point.position())
                case QEventPoint.State.Released:
                    self._up(point.id(), event.timestamp())

    def _down(self, finger: int, at: QPointF, ms: int) -> None:
        self._ink.down(finger, self._part(at), ms)
        self.began.emit()
        self.update()

    def _move(self, finger: int, at: QPointF) -> None:
        self._ink.move(finger, self._part(at))
        self.update()

    def _up(self, finger: int, ms: int) -> None:
        if self._ink.up(finger, ms):
            self.written.emit()
        self.update()

    def _changed(self) -> None:
        self.update()
        self.written.emit()


def _is_real(event: QMouseEvent) -> bool:
    """No finger's: fingers come as they are."""
    return event.pointingDevice().type() != QPointingDevice.DeviceType.TouchScreen
