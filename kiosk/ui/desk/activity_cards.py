"""The cards of an activity's form: its fields, and below each what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kiosk.services.plan_activity import OLDEST_PERSON
from kiosk.ui.desk.activity_shifts import ShiftsEdit
from kiosk.ui.desk.activity_when import WhenEdit
from kiosk.ui.desk.fields import OneOf, cell, text_box, text_line
from kiosk.ui.desk.in_charge import InCharge
from kiosk.ui.desk.parts import Card, Chips, Tick, label
from kiosk.ui.desk.person_fields import coded, two_columns
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.stepped import CountLine
from sync.standard.activities import MOST_PLACES
from sync.standard.codes import SKILLS

MOST_YUAN: Final = 1000
LINES: Final = ("title", "place", "policy", "insurer")
BOXES: Final = ("content", "brings", "risks", "health")
NUMBERS: Final = {
    "places": MOST_PLACES,
    "least_age": OLDEST_PERSON,
    "most_age": OLDEST_PERSON,
    "transport": MOST_YUAN,
    "meal": MOST_YUAN,
}
"""The most of each."""


class ActivityCards(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.bench = bench = room.bench
        show = bench.show
        self.lines = {name: text_line(bench, f"activities.{name}") for name in LINES}
        self.boxes = {name: text_box(bench, f"activities.{name}") for name in BOXES}
        self.numbers = {
            name: CountLine(bench, name, show(f"activities.{name}"), 0, most)
            for name, most in NUMBERS.items()
        }
        self.when = WhenEdit(bench)
        self.shifts = ShiftsEdit(bench, self.when.first_day)
        self.skills = Chips(bench, "skills", coded(bench, "register.skills", SKILLS))
        self.danger = Tick(bench, "danger", show("activities.is_dangerous"))
        self.ones = {
            "field": OneOf(bench, "activities.field"),
            "team": OneOf(bench, "activities.team", show("activities.committee")),
            "project": OneOf(bench, "activities.project", show("activities.no_project")),
        }
        self.in_charge = InCharge(room)
        self.fields: dict[str, QWidget] = {
            **self.lines,
            **self.boxes,
            **self.numbers,
            **self.ones,
            "in_charge": self.in_charge,
            "when": self.when,
            "shifts": self.shifts,
            "skills": self.skills,
        }
        self.says: dict[str, QLabel] = {}
        self._cells = {name: self._cell(name) for name in self.fields}
        self._lay_out()
        self.danger.toggled.connect(lambda _on: self.show_what_counts())
        self.shifts.changed.connect(self.show_what_counts)

    def show_what_counts(self) -> None:
        """Whoever is in no danger needs no insurance; shifts have places of their own."""
        self._cells["policy"].setVisible(self.danger.isChecked())
        self._cells["insurer"].setVisible(self.danger.isChecked())
        self._cells["places"].setVisible(not self.shifts.lines)

    def _cell(self, name: str) -> QWidget:
        self.says[name] = says = label("", "label", wrap=True, tone="red")
        says.hide()
        return cell(self.bench, f"activities.{name}", self.fields[name], says)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.bench.look.size.gap)
        column.addWidget(
            self._card("what", ("title", "field"), "when", ("place",), "content", ("brings",))
        )
        ages = ("least_age", "most_age")
        column.addWidget(self._card("people", ("places",), "shifts", ages, "skills"))
        safety = self._card("safety", ("risks", "health"))
        safety.inside.addWidget(self.danger)
        safety.inside.addWidget(self._pair(("policy", "insurer")))
        column.addWidget(safety)
        pairs = (("team", "project"), ("in_charge",), ("transport", "meal"))
        column.addWidget(self._card("organised", *pairs))
        column.addStretch(1)

    def _card(self, name: str, *parts: str | tuple[str, ...]) -> Card:
        """parts: fields of the whole width, or two beside one another."""
        card = Card(self.bench, self.bench.show(f"activities.card_{name}"))
        card.inside.setSpacing(self.bench.look.size.gap)
        for part in parts:
            alone = self._cells[part] if isinstance(part, str) else self._pair(part)
            card.inside.addWidget(alone)
        return card

    def _pair(self, names: Sequence[str]) -> QWidget:
        box = QWidget()
        two_columns(self.bench, [self._cells[name] for name in names], box).setColumnStretch(1, 1)
        return box
