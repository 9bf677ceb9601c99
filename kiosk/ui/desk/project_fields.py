"""The fields that forms of projects and teams are laid out of, and amounts as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kiosk.services.list_residents import Listed, list_residents
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Choose, label
from kiosk.ui.desk.room import Room
from sync.standard.identity import mask_number
from sync.standard.residents import Resident

LONGEST_LINE: Final = 60
LINES_SHOWN: Final = 3
MOST_FOUND: Final = 12
PER_UNIT: Final = {"people": 60, "goods": 1, "money": 100}
"""Of an entry's unit (minutes, pieces, fen) in what is written (hours, pieces, yuan)."""


def amount_of(kind: str, written: str) -> int:
    """In the entry's unit; 0 for what is no such amount: the service refuses it."""
    try:
        amount = Decimal(written.strip()) * PER_UNIT[kind]
        return int(amount) if amount.is_finite() and amount == amount.to_integral_value() else 0
    except InvalidOperation:
        return 0


def amount_words(bench: Bench, kind: str, amount: int) -> str:
    """As it was written, with its unit."""
    unit = PER_UNIT.get(kind, 1)
    said = str(amount // unit) if amount % unit == 0 else f"{amount / unit:.2f}"
    return bench.show(f"projects.amount_{kind}", amount=said)


def line(bench: Bench, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(bench.show(f"projects.{name}"))
    made.setMaxLength(LONGEST_LINE)
    return made


def text_box(bench: Bench, name: str) -> QPlainTextEdit:
    """Of several lines; Tab leaves it."""
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setAccessibleName(bench.show(f"projects.{name}"))
    made.setTabChangesFocus(True)
    size = bench.look.size
    made.setFixedHeight(LINES_SHOWN * round(size.text * 1.6) + 2 * size.gap)
    return made


def one_of(bench: Bench, name: str, rows: Iterable[tuple[str, str]] = ()) -> Choose:
    """rows: id and word of each."""
    made = Choose()
    made.setObjectName(name)
    made.name(bench.show(f"projects.{name}"))
    put_rows(made, rows)
    return made


def put_rows(box: Choose, rows: Iterable[tuple[str, str]], chosen: str = "") -> None:
    box.clear()
    for key, word in rows:
        box.addItem(word, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def under(bench: Bench, key: str, field: QWidget) -> QWidget:
    """The field below its name."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.px(4))
    words = label(bench.show(f"projects.{key}"), "label")
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)
    return box


class FindPerson(QWidget):
    """Somebody by name or number, then one of those found."""

    chose = Signal(object)
    """Resident."""

    def __init__(self, room: Room, name: str, do: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._room, self._found = room, list[Resident]()
        bench = room.bench
        self.search = line(bench, f"{name}_search")
        self.search.setPlaceholderText(bench.show("visits.search"))
        self.search.returnPressed.connect(self._look_up)
        self.who = Choose()
        self.who.setObjectName(f"{name}_who")
        self.who.name(bench.show("visits.who"))
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(bench.look.size.small_gap)
        both.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(bench.look.size.gap)
        row.addWidget(self.who, 1)
        both.addLayout(row)
        if do is not None:
            self.button = Button(bench, name, bench.show(f"projects.{name}"))
            self.button.clicked.connect(do)
            row.addWidget(self.button)
        self.put(None)

    @property
    def chosen(self) -> Resident | None:
        at = self.who.currentIndex()
        return self._found[at] if 0 <= at < len(self._found) else None

    def put(self, resident: Resident | None) -> None:
        self.search.clear()
        self._show([resident] if resident else [], "visits.search_first")

    def _look_up(self) -> None:
        words = self.search.text().strip()
        if not words:
            self.put(None)
            return
        self._room.run(partial(list_residents, words=words, limit=MOST_FOUND), self._looked)

    def _looked(self, listed: Listed) -> None:
        self._show([one for one in listed.residents if one.is_active], "visits.nobody_found")

    def _show(self, found: list[Resident], empty: str) -> None:
        self._found = found
        self.who.clear()
        for one in found:
            self.who.addItem(f"{one.personal.name}  {mask_number(one.personal.number)}")
        if not found:
            self.who.addItem(self._room.bench.show(empty))
