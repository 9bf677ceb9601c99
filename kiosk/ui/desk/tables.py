"""Tables: a model over frozen rows, and the view that all rooms share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.tokens import TONES
from sync.standard.identity import MASK, mask_number

T = TypeVar("T")
SHOWN_ENDS: Final = 4
NUMBER_WIDTH: Final = 9.4
"""Of a column of such numbers, in characters."""
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """title: as shown. width: in characters of the desk's text; 0 takes what is left."""

    title: str
    text: Callable[[T], str]
    width: float = 0
    tone: Callable[[T], Tone | None] | None = None
    change: Callable[[T, str], None] | None = None
    """Given where cells may be edited: the row, and what was typed."""
    is_changeable: Callable[[T], bool] = lambda _row: True
    whole: Callable[[T], str] | None = None
    """What stands in the editor, where the cell shows less."""

    def edited_text(self, row: T) -> str:
        return self.whole(row) if self.whole else self.text(row)


def narrow_number(number: str) -> str:
    """The number as others may see it, narrow enough for a column: first and last four."""
    if len(number) < SHOWN_ENDS * 2 + 1:
        return mask_number(number)
    return f"{number[:SHOWN_ENDS]} {MASK * SHOWN_ENDS} {number[-SHOWN_ENDS:]}"


class Rows(QAbstractTableModel, Generic[T]):
    def __init__(self, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: Sequence[T] = ()

    def put(self, rows: Sequence[T]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def all(self) -> Sequence[T]:
        return self._rows

    def row(self, index: int) -> T | None:
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], self.columns[index.column()]
        texts = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role in texts:
            return column.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return column.edited_text(row)
        tone = column.tone(row) if column.tone else None
        if tone is not None and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(TONES[tone].word)
        if tone is not None and role == Qt.ItemDataRole.FontRole:
            # Only the weight: the family and size come from the view.
            font = QFont()
            font.setBold(True)
            return font
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        column = self.columns[index.column()]
        if column.change is not None and column.is_changeable(self._rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column, row = self.columns[index.column()], self._rows[index.row()]
        if column.change is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value).strip() != column.edited_text(row):
            column.change(row, str(value).strip())
        return True


class Table(QTableView, Generic[T]):
    """One row is chosen at a time; Enter opens it."""

    chose = Signal(object)
    """The row under the cursor, None when there is none."""
    opened = Signal(object)

    def __init__(self, bench: Bench, name: str, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(bench.show(name))
        self.rows: Rows[T] = Rows(columns)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(bench.look.size.row)
        self._size_columns(bench)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chose.emit(self.current()))
        self.doubleClicked.connect(lambda _index: self._open())

    def _size_columns(self, bench: Bench) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(bench.look.px(40))
        head.setFixedHeight(bench.look.size.row)
        for at, column in enumerate(self.rows.columns):
            if column.width:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                inside = column.width * bench.look.size.text
                head.resizeSection(at, round(inside) + 2 * bench.look.size.gap + 4)
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def put(self, rows: Sequence[T]) -> None:
        self.rows.put(rows)
        self.chose.emit(None)

    def current(self) -> T | None:
        chosen = self.selectionModel().selectedRows()
        return self.rows.row(chosen[0].row()) if chosen else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in enters and self.state() != QAbstractItemView.State.EditingState:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)
