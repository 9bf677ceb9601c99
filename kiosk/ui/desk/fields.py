"""The fields that the desk's forms are laid out of; each is called by the last word of its key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kiosk.services.plan_activity import LONGEST_LINE
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Choose, label

LINES_SHOWN: Final = 3


def text_line(bench: Bench, key: str) -> QLineEdit:
    """key: of the word that names it, `desk.<key>`."""
    line = QLineEdit()
    line.setObjectName(_name(key))
    line.setAccessibleName(bench.show(key))
    line.setMaxLength(LONGEST_LINE)
    return line


def text_box(bench: Bench, key: str) -> QPlainTextEdit:
    """Of several lines; Tab leaves it."""
    box = QPlainTextEdit()
    box.setObjectName(_name(key))
    box.setAccessibleName(bench.show(key))
    box.setTabChangesFocus(True)
    size = bench.look.size
    box.setFixedHeight(LINES_SHOWN * round(size.text * 1.6) + 2 * size.gap)
    return box


class OneOf(Choose):
    """One of those that stand there, by its id. What was chosen and stands there no more is kept,
    until another one is chosen."""

    def __init__(self, bench: Bench, key: str, none: str = "") -> None:
        """none: the word for "", where that may be chosen."""
        super().__init__()
        self.setObjectName(_name(key))
        self.name(bench.show(key))
        self._none, self._gone = none, bench.show("fields.gone")

    def offer(self, rows: Iterable[tuple[str, str]], chosen: str = "") -> None:
        """rows: id and word of each."""
        self.clear()
        if self._none:
            self.addItem(self._none, "")
        for code, word in rows:
            self.addItem(word, code)
        if chosen and self.findData(chosen) < 0:
            self.addItem(self._gone, chosen)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def chosen(self) -> str:
        return self.currentData() or ""


def cell(bench: Bench, key: str, field: QWidget, *says: QWidget) -> QWidget:
    """The field below its name. says: the lines below it that tell what is wrong with it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.px(4))
    words = label(bench.show(key), "label", wrap=True)
    words.setBuddy(field)
    for part in (words, field, *says):
        column.addWidget(part)
    column.addStretch(1)
    return box


def _name(key: str) -> str:
    return key.rpartition(".")[2]
