"""The evaluation of an activity: the whole, and those who came; then its record is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.attend import AttendanceSheet, Attendee, attendance_sheet
from kiosk.services.evaluate_activity import WHOLE, Evaluations, list_evaluations
from kiosk.services.ports import Ports
from kiosk.ui.desk import activity_words
from kiosk.ui.desk.attendance_list import name_of
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.tables import Column, Table
from kiosk.ui.desk.wrapping import WrappingLayout
from sync.standard.activities import Activity
from sync.standard.records import QUALITIES


class QualityLine(QWidget):
    """One of five, or none yet. The best stands first."""

    def __init__(self, bench: Bench, name: str, chose: Callable[[int], None]) -> None:
        super().__init__()
        layout = WrappingLayout(self, bench.look.size.small_gap + 2)
        self._group = QButtonGroup(self)
        self._buttons: dict[int, Button] = {}
        for quality in reversed(QUALITIES):
            word = bench.show(f"evaluation.quality_{quality}")
            button = Button(bench, f"{name}:{quality}", word, "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, quality=quality: chose(quality))
            self._group.addButton(button)
            self._buttons[quality] = button
            layout.addWidget(button)

    def put(self, quality: int) -> None:
        """0 = none."""
        self._group.setExclusive(False)
        for code, button in self._buttons.items():
            button.setChecked(code == quality)
        self._group.setExclusive(True)


@dataclass(frozen=True, slots=True)
class Rated:
    person: Attendee
    quality: int


class EvaluatePage(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._bench = room, room.bench
        bench = room.bench
        self._people: tuple[Attendee, ...] = ()
        self.qualities: dict[str, int] = {}
        """WHOLE or a person's id -> what is chosen on the page."""
        self.title = label("", "strong", wrap=True)
        self.whole = QualityLine(bench, "whole", partial(self._rate, WHOLE))
        self.table = _table(bench)
        self.table.chose.connect(self._choose)
        self.one = QualityLine(bench, "person", self._rate_chosen)
        self.rest = Button(bench, "rate_rest", bench.show("evaluation.rest"))
        self.rest.clicked.connect(lambda _on=False: self._rate_rest())
        self._whose = label("", "label", wrap=True)
        self._lay_out()

    def open(self, activity: Activity) -> None:
        when = activity_words.when(self._bench, activity)
        self.title.setText(
            self._bench.show("attendance.heading", title=activity.plan.title, when=when)
        )

        def ask(ports: Ports) -> tuple[AttendanceSheet | None, Evaluations]:
            sheet = attendance_sheet(ports, activity.activity)
            return sheet, list_evaluations(ports, activity.activity)

        self._room.run(ask, self._came)

    def _came(self, came: Any) -> None:
        sheet, evaluations = came
        self._people = tuple(one for one in sheet.people if one.visits) if sheet else ()
        self.qualities = dict(evaluations.organiser)
        self.whole.put(self.qualities.get(WHOLE, 0))
        self._show_people(0)

    def _show_people(self, at: int) -> None:
        rated = [Rated(one, self.qualities.get(one.person, 0)) for one in self._people]
        self.table.put(rated)
        if rated:
            self.table.selectRow(min(at, len(rated) - 1))

    def _choose(self, row: Rated | None) -> None:
        self.one.setEnabled(row is not None)
        self.rest.setEnabled(row is not None)
        self.one.put(row.quality if row else 0)
        name = name_of(self._bench, row.person) if row else ""
        key = "of_person" if row else "nobody_came"
        self._whose.setText(self._bench.show(f"evaluation.{key}", name=name))

    def _rate(self, person: str, quality: int) -> None:
        self.qualities[person] = quality

    def _rate_chosen(self, quality: int) -> None:
        """And on to the next, so that a list goes quickly."""
        row = self.table.current()
        if row is not None:
            self.qualities[row.person.person] = quality
            self._show_people(self.table.currentIndex().row() + 1)

    def _rate_rest(self) -> None:
        """Whoever has no word yet gets the whole's."""
        whole = self.qualities.get(WHOLE, 0)
        if not whole:
            self._room.notice.tell(Tone.GOLD, self._bench.show("evaluation.whole_first"))
            return
        for one in self._people:
            self.qualities.setdefault(one.person, whole)
        self._show_people(self.table.currentIndex().row())

    def _lay_out(self) -> None:
        bench = self._bench
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(self.title)
        of_whole = Card(bench, bench.show("evaluation.card_whole"))
        of_whole.inside.addWidget(self.whole)
        of_people = Card(bench)
        of_people.inside.addWidget(self._whose)
        of_people.inside.addWidget(self.one)
        foot = QWidget()
        row = WrappingLayout(foot, bench.look.size.gap)
        row.addWidget(self.rest)
        of_people.inside.addWidget(foot)
        column.addWidget(of_whole)
        column.addWidget(self.table, 1)
        column.addWidget(of_people)


def _table(bench: Bench) -> Table[Rated]:
    def quality(row: Rated) -> str:
        return bench.show(f"evaluation.quality_{row.quality}")

    columns: list[Column[Rated]] = [
        Column(bench.show("attendance.column_name"), lambda row: name_of(bench, row.person), 6),
        Column(
            bench.show("attendance.column_times"),
            lambda row: bench.show("attendance.minutes", minutes=row.person.minutes),
            8,
        ),
        Column(bench.show("evaluation.column_quality"), quality),
    ]
    return Table(bench, "evaluation.table", columns)
