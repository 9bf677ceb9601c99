"""What a project used: people's hours, goods, money; written down, summed, struck."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.services.list_projects import ProjectLook
from kiosk.ui.desk.amounts import amount_of, amount_words
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.fields import OneOf, text_line
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.tables import Column, Table
from sync.standard.projects import RESOURCES, STAGES, ResourceUse

ROWS_SHOWN = 3


class UsedCard(Card):
    noted = Signal(str, str, int)
    """Kind, what, amount in the entry's unit."""
    struck = Signal(str, str)
    """The use's entry, the reason."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.show("projects.used"))
        self._bench = bench
        self.sums = label("", wrap=True)
        self.table = _table(bench)
        self.kind = OneOf(bench, "projects.kind")
        self.kind.offer((kind, bench.show(f"projects.kind_{kind}")) for kind in RESOURCES)
        self.what = text_line(bench, "projects.what")
        self.what.setPlaceholderText(bench.show("projects.what"))
        self.amount = text_line(bench, "projects.amount")
        self.amount.setPlaceholderText(bench.show("projects.amount"))
        self.add = Button(bench, "note_use", bench.show("projects.note_use"))
        self.add.clicked.connect(self._note)
        self.reason = text_line(bench, "projects.strike_reason")
        self.reason.setPlaceholderText(bench.show("projects.strike_hint"))
        self.strike = Button(bench, "strike", bench.show("projects.strike"), "danger")
        self.strike.clicked.connect(self._strike)
        self.table.chose.connect(lambda use: self.strike.setEnabled(bool(use and use.counts)))
        self.inside.addWidget(self.sums)
        self.inside.addWidget(self.table)
        self._add_row(self.what)
        self._add_row(self.kind, self.amount, self.add)
        self._add_row(self.reason, self.strike)

    def put(self, look: ProjectLook) -> None:
        said = [amount_words(self._bench, kind, sum_) for kind, sum_ in look.used.items()]
        self.sums.setText(self._bench.show("projects.sums", sums="  ".join(said)))
        self.table.put(look.uses)
        self.table.setVisible(bool(look.uses))
        is_open = look.project.stage != STAGES[-1]
        for widget in (self.kind, self.what, self.amount, self.add):
            widget.setVisible(is_open)
        for widget in (self.reason, self.strike):
            widget.setVisible(bool(look.uses))
        self.reason.clear()

    def clear(self) -> None:
        self.what.clear()
        self.amount.clear()

    def _note(self) -> None:
        kind = self.kind.chosen
        self.noted.emit(kind, self.what.text(), amount_of(kind, self.amount.text()))

    def _strike(self) -> None:
        use = self.table.current()
        if use is not None:
            self.struck.emit(use.entry, self.reason.text())

    def _add_row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._bench.look.size.gap)
        for widget in widgets:
            row.addWidget(widget, 0 if isinstance(widget, Button) else 1)
        self.inside.addLayout(row)


def _table(bench: Bench) -> Table[ResourceUse]:
    show = bench.show

    def what(use: ResourceUse) -> str:
        key = "projects.use" if use.counts else "projects.use_struck"
        return show(key, what=use.what, why=use.struck)

    table = Table(
        bench,
        "projects.uses",
        (
            Column(show("projects.what"), what),
            Column(
                show("projects.amount"), lambda use: amount_words(bench, use.kind, use.amount), 8
            ),
        ),
    )
    size = bench.look.size
    table.setFixedHeight(size.row * (ROWS_SHOWN + 1) + size.small_gap)
    return table
