"""待办: what waits for somebody's eye, of whatever kind, one section a kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.ports import Ports
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.paper_where import PutWork, put_paper
from kiosk.ui.desk.parts import Segments
from kiosk.ui.desk.room import Room, scrolled
from kiosk.ui.desk.tables import NUMBER_WIDTH, Column, Table, narrow_number
from kiosk.ui.desk.todo import Section, ToDo
from kiosk.ui.desk.todo_aside import AsideSection
from kiosk.ui.desk.todo_card import ToDoCard
from kiosk.ui.desk.todo_contested import ContestedSection
from kiosk.ui.desk.todo_corrections import CorrectionsSection
from kiosk.ui.desk.todo_deadlines import DeadlinesSection
from kiosk.ui.desk.todo_duplicates import DuplicatesSection, JoinedSection
from kiosk.ui.desk.todo_issued import IssuedSection
from kiosk.ui.desk.todo_papers import PapersSection, StarsSection
from kiosk.ui.desk.todo_reported import DealtWithSection, ReportedSection
from kiosk.ui.desk.visits_list import moment

Asked = tuple[tuple[Any, ...], ...]
"""What there is, section by section."""


class ToDoRoom(Room):
    name = "todo"
    picture = "report"

    def __init__(self, bench: Bench, village: str = "") -> None:
        super().__init__(bench)
        self.sections: tuple[Section, ...] = (
            ReportedSection(bench, self),
            ContestedSection(bench, self),
            CorrectionsSection(bench, self),
            DuplicatesSection(bench, self),
            AsideSection(bench, self),
            PapersSection(bench, self),
            StarsSection(bench, self, village),
            DeadlinesSection(bench, self),
            IssuedSection(bench, self),
            DealtWithSection(bench),
            JoinedSection(bench, self),
        )
        names = [section.name for section in self.sections]
        self._asked: Asked = ((),) * len(names)
        self._open: Any = None
        """The item that the card shows."""
        self.segments = Segments(bench, "todo.section", names, lambda _name: self._filter())
        self.table = _table(bench)
        self.card = ToDoCard(bench)
        self.page.addWidget(self.segments)
        # A long card is whole in a small window too: then both scroll.
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(self.table, 1)
        column.addWidget(self.card)
        self.page.addWidget(scrolled(both), 1)
        self.bar.addWidget(self.deed("refresh", self.look))
        self.bar.addStretch()
        self.table.chose.connect(self._choose)
        self._filter()

    # -- what a room may be asked

    def entered(self) -> None:
        self.table.setFocus()

    def save(self) -> None:
        self.card.press_main()

    def watch(self) -> None:
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody's words are heard after the page has gone."""
        super().hideEvent(event)
        self.bench.sounds.hush()

    def look(self) -> None:
        """What is shown stays as it is, and what is being written too, unless it changed."""
        self.run(self._ask, self._came)

    # -- what its sections may ask (kiosk.ui.desk.todo.Hands)

    def do(self, work: Work, then: Callable[[Any], str]) -> None:
        def came(outcome: Any) -> None:
            self.notice.tell(Tone.GREEN, then(outcome))
            self.look()

        self.run(work, came)

    def put_paper(self, work: PutWork) -> None:
        put_paper(self, work, self.look)

    def open_person(self, person: str) -> None:
        self.person_wanted.emit(person)

    def open_visit(self, visit: str) -> None:
        self.visit_wanted.emit(visit)

    def open_activity(self, activity: str) -> None:
        self.activity_wanted.emit(activity)

    # -- what is seen

    def _ask(self, ports: Ports) -> Asked:
        return tuple(tuple(section.ask(ports)) for section in self.sections)

    def _came(self, asked: Asked) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        counts = [len(items) for items in asked]
        waiting = zip(self.sections, counts, strict=True)
        self.counted.emit(sum(count for section, count in waiting if section.is_open))
        self._filter()

    def _filter(self) -> None:
        """Shows the section that was chosen; the thing that was open stays open."""
        names = [section.name for section in self.sections]
        counts = dict(zip(names, map(len, self._asked), strict=True))
        # What is empty has nothing to show, and ten words would take two rows.
        self.segments.count(counts, hide_empty=True)
        at = names.index(self.segments.chosen)
        section, items = self.sections[at], self._asked[at]
        open_before, note = self._open, self.card.note.text()
        self.beside.setText(self.bench.show(f"todo.says_{section.name}"))
        self.card.clear(is_empty=not items)
        self.table.put([section.show(item) for item in items])
        if items:
            is_here = open_before in items
            self.table.selectRow(items.index(open_before) if is_here else 0)
            self.card.note.setText(note if is_here else "")

    def _choose(self, todo: ToDo | None) -> None:
        chosen = self.table.selectionModel().selectedRows()
        names = [section.name for section in self.sections]
        items = self._asked[names.index(self.segments.chosen)]
        self._open = items[chosen[0].row()] if chosen else None
        self.card.put(todo)


def _table(bench: Bench) -> Table[ToDo]:
    def title(column: str) -> str:
        return bench.show(f"todo.column_{column}")

    nobody = bench.show("todo.nobody")
    columns: Sequence[Column[ToDo]] = (
        Column(title("title"), lambda row: row.title),
        Column(title("name"), lambda row: row.whose.name if row.whose else nobody, 4.5),
        Column(title("number"), _number, NUMBER_WIDTH),
        Column(title("at"), lambda row: moment(bench, row.at_ms), 7),
    )
    return Table(bench, "todo.table", columns)


def _number(row: ToDo) -> str:
    return narrow_number(row.whose.number) if row.whose else ""
