"""The fields that a person's form is laid out of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.name_line import NameLine
from kiosk.ui.desk.parts import Choose, label

Line = TypeVar("Line", bound=QLineEdit)

LONGEST_LINE: Final = 60
SHOWN_AT_ONCE: Final = 14


def text_line(bench: Bench, name: str) -> QLineEdit:
    return _named(bench, name, QLineEdit())


def name_line(bench: Bench) -> NameLine:
    return _named(bench, "name", NameLine(bench))


def _named(bench: Bench, name: str, line: Line) -> Line:
    line.setObjectName(name)
    line.setAccessibleName(bench.show(f"person.{name}"))
    line.setMaxLength(LONGEST_LINE)
    return line


def group_box(bench: Bench) -> Choose:
    """One of the village's groups, or whatever is written."""
    box = Choose()
    box.setObjectName("group")
    box.setEditable(True)
    box.name(bench.show("person.group"))
    box.setInsertPolicy(Choose.InsertPolicy.NoInsert)
    line = box.lineEdit()
    if line is not None:
        line.setPlaceholderText(bench.show("person.group_hint"))
        line.setMaxLength(LONGEST_LINE)
    return box


def code_box(bench: Bench, name: str, codes: Sequence[str]) -> Choose:
    """One of a table of codes, or unsaid (""); names of codes: `desk.<name>.<code>`."""
    box = Choose()
    box.setObjectName(name)
    box.setAccessibleName(bench.show(f"person.{name}"))
    box.addItem(bench.show("person.unsaid"), "")
    for code in codes:
        box.addItem(bench.show(f"{name}.{code}"), code)
    box.setMaxVisibleItems(SHOWN_AT_ONCE)
    return box


def coded(bench: Bench, prefix: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, bench.strings.show(f"{prefix}.{code}")) for code in codes]


def labelled(bench: Bench, key: str, field: QWidget, says: QWidget | None = None) -> QWidget:
    """says: the line below the field that tells what is wrong with it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.px(4))
    words = label(bench.show(f"person.{key}"), "label")
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)
    if says is not None:
        column.addWidget(says)
    return box


def two_columns(bench: Bench, cells: Sequence[QWidget], parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(bench.look.size.pad)
    grid.setVerticalSpacing(bench.look.size.gap)
    for at, cell in enumerate(cells):
        row, column = divmod(at, 2)
        grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
    return grid
