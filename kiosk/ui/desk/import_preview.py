"""The second page of importing: what becomes of each row, and mending it right there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.import_register import Outcome, Plan, PlannedRow
from kiosk.services.import_report import says
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.number_edit import grouped
from kiosk.ui.desk.parts import Button, Card, Segments, label
from kiosk.ui.desk.tables import NUMBER_WIDTH, Column, Table, narrow_number
from kiosk.ui.desk.wrapping import WrappingLayout, empty
from sync.standard.identity import tidy

ALL: Final = "all"
DONE: Final = "done"
_TONES: Final = {
    Outcome.REGISTERED: Tone.GREEN,
    Outcome.KNOWN: Tone.BLUE,
    Outcome.MEND: Tone.RED,
    Outcome.DECLINED: Tone.PLUM,
    Outcome.GUARDIAN: Tone.GOLD,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands in the plan."""

    at: int
    row: PlannedRow


class Preview(QWidget):
    mended = Signal(int, dict)
    """Place in the plan, field -> text."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._plan = Plan(())
        self._segments = Segments(bench, "import.filter", (ALL, *Outcome), self._filter)
        self.table = Table(bench, "import.rows", self._columns())
        self.table.chose.connect(self._tell)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self._told = label("", "label", wrap=True)
        self._told.setObjectName("row_says")
        self._suggestions = QWidget()
        self._suggested = WrappingLayout(self._suggestions, bench.look.size.small_gap)
        card = Card(bench)
        card.inside.addWidget(self._told)
        card.inside.addWidget(self._suggestions)
        card.setMinimumHeight(bench.look.px(96))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        for widget in (self._segments, self.progress):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(card)

    def put(self, plan: Plan) -> None:
        """Keeps the filter and the row that stood chosen."""
        chosen = self.table.current()
        self._plan = plan
        counts = {ALL: len(plan.rows), **{str(o): n for o, n in plan.counts.items()}}
        self._segments.count(counts, hide_empty=True)
        self.progress.setRange(0, max(1, plan.done + plan.remaining))
        self.progress.setValue(plan.done)
        self._filter(self._segments.chosen)
        if chosen is not None:
            self._point_at(chosen.at)

    def show_only(self, outcome: Outcome | None) -> None:
        code = str(outcome) if outcome else ALL
        self._segments.choose(code)
        self._filter(code)

    def _filter(self, code: str) -> None:
        shown = [
            Placed(at, row)
            for at, row in enumerate(self._plan.rows)
            if code in (ALL, str(row.outcome))
        ]
        minors = code == Outcome.GUARDIAN
        self.table.setColumnHidden(self._column_of["guardian"], not minors)
        self.table.setColumnHidden(self._column_of["phone"], minors)
        # Upright there is no room for it; it stands below the table in full.
        self.table.setColumnHidden(self._column_of["says"], self._bench.look.is_portrait)
        self.table.put(shown)
        if shown:
            self.table.selectRow(0)

    def _point_at(self, place: int) -> None:
        """The mended row, or if the filter lost it the one that took its place."""
        rows = self.table.rows
        places = [row.at for at in range(rows.rowCount()) if (row := rows.row(at))]
        if places:
            self.table.selectRow(min(sum(at < place for at in places), len(places) - 1))

    def _tell(self, placed: Placed | None) -> None:
        empty(self._suggested)
        if placed is None:
            self._told.setText(self._bench.show("import.no_row"))
            self._suggestions.hide()
            return
        line = placed.row.line
        sentence = self._says(placed)
        self._told.setText(
            self._bench.show("import.says_of_row", sheet=line.sheet, row=line.row, says=sentence)
        )
        buttons = [
            self._suggestion(placed, field, text)
            for field, texts in placed.row.suggests.items()
            for text in texts
            if placed.row.can_be_mended
        ]
        for button in buttons:
            self._suggested.addWidget(button)
        self._suggestions.setVisible(bool(buttons))

    def _suggestion(self, placed: Placed, field: str, text: str) -> Button:
        shown = grouped(text) if field == "number" else text
        if field == "sex":
            shown = self._bench.strings.show(f"register.check.sex_{text}")
        named = self._bench.strings.show(f"import.field.{field}")
        word = self._bench.show("import.take", field=named, text=shown)
        button = Button(self._bench, f"take:{field}:{text}", word, "link")
        given = shown if field == "sex" else text
        button.clicked.connect(lambda _on=False: self.mended.emit(placed.at, {field: given}))
        return button

    def _says(self, placed: Placed) -> str:
        return says(placed.row, self._bench.strings.show)

    # -- columns

    def _columns(self) -> list[Column[Placed]]:
        strings = self._bench.strings

        def field(name: str, width: float, title: str = "") -> Column[Placed]:
            return Column(
                title or strings.show(f"import.field.{name}"),
                partial(_cell, name),
                width,
                change=self._changer(name),
                is_changeable=lambda placed: placed.row.can_be_mended,
                whole=lambda placed: placed.row.line.fields.get(name, ""),
            )

        self._column_of = {"phone": 4, "guardian": 5, "says": 6}
        return [
            Column(self._bench.show("import.column_row"), self._place, 2.4),
            Column(self._bench.show("import.column_outcome"), self._outcome, 3.2, _tone),
            field("name", 4.2),
            field("number", NUMBER_WIDTH),
            field("phone", 6.8),
            field("guardian", 7.5, self._bench.show("import.column_guardian")),
            Column(self._bench.show("import.column_says"), self._says),
        ]

    def _changer(self, name: str) -> Callable[[Placed, str], None]:
        return lambda placed, text: self.mended.emit(placed.at, {name: text})

    def _place(self, placed: Placed) -> str:
        line = placed.row.line
        return self._bench.show("import.place", row=line.row)

    def _outcome(self, placed: Placed) -> str:
        code = DONE if placed.row.is_done else str(placed.row.outcome)
        return self._bench.show(f"import.outcome_{code}")


def _tone(placed: Placed) -> Tone | None:
    return _TONES.get(placed.row.outcome)


def _cell(name: str, placed: Placed) -> str:
    """As others may see it: the number masked, whatever stands in the sheet."""
    text = placed.row.line.fields.get(name, "")
    if name == "number":
        return narrow_number(tidy(text)) if text else ""
    return text
