"""A layout that sets things side by side and goes on below where the width ends."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingLayout(QLayout):
    def __init__(self, parent: QWidget, gap_px: int) -> None:
        super().__init__(parent)
        self._gap_px = gap_px
        self._items: list[QLayoutItem] = []
        self._to_the_right: QLayoutItem | None = None
        self._has_stretch = False
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        if self._has_stretch and self._to_the_right is None:
            self._to_the_right = item

    def addStretch(self) -> None:
        """What is added from now on stands at the right."""
        self._has_stretch = True

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        # Qt asks past the end to learn that there is no more; its own layouts answer null.
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sides = self.contentsMargins()
        room = QRect(0, 0, width - sides.left() - sides.right(), 0)
        return self._place(room, is_trial=True) + sides.top() + sides.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), is_trial=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap_px for size in shown)
        size = QSize(width, max((size.height() for size in shown), default=0))
        return size.grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        """Its height."""
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if not is_trial:
                self._place_line(line, QRect(rect.x(), y, rect.width(), height))
            y += height + self._gap_px
        return max(0, y - self._gap_px - rect.y())

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        for item in (item for item in self._items if not item.isEmpty()):
            if line and self._width([*line, item]) > width:
                yield line
                line = []
            line.append(item)
        if line:
            yield line

    def _place_line(self, line: list[QLayoutItem], rect: QRect) -> None:
        x = rect.x()
        first = self._first_to_the_right()
        spare = rect.width() - self._width(line)
        for item in line:
            if first <= self._items.index(item):
                x, spare = x + spare, 0
            size = item.sizeHint()
            item.setGeometry(
                QRect(QPoint(x, rect.y() + (rect.height() - size.height()) // 2), size)
            )
            x += size.width() + self._gap_px

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() + self._gap_px for item in line) - self._gap_px

    def _first_to_the_right(self) -> int:
        right = self._to_the_right
        return self._items.index(right) if right in self._items else len(self._items)


def empty(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while layout.count():
        widget = layout.takeAt(0).widget()
        # Hidden at once: it goes only when control is back at the loop.
        widget.hide()
        widget.deleteLater()
