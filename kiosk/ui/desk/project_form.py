"""What a project is: its title, field, whose it is, what it is for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.desk.amounts import amount_of
from kiosk.ui.desk.fields import OneOf, cell, text_box, text_line
from kiosk.ui.desk.in_charge import InCharge
from kiosk.ui.desk.parts import Tick, label
from kiosk.ui.desk.person_fields import two_columns
from kiosk.ui.desk.room import Room
from sync.standard.codes import SERVICES
from sync.standard.projects import Project, ProjectPlan


class ProjectForm(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self._bench = bench = room.bench
        self._plan = ProjectPlan()
        self.project = ""
        """"" = a new one."""
        self.title = text_line(bench, "projects.title")
        self.field = OneOf(bench, "projects.field")
        self.team = OneOf(bench, "projects.team", bench.show("projects.committee"))
        self.in_charge = InCharge(room)
        self.budget = text_line(bench, "projects.budget")
        self.about = text_box(bench, "projects.about")
        self.is_brand = Tick(bench, "brand", bench.show("projects.brand"))
        self._heading = label("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(self._heading)
        cells = QWidget()
        fields = {
            "title": self.title,
            "field": self.field,
            "team": self.team,
            "in_charge": self.in_charge,
            "budget": self.budget,
        }
        two_columns(
            bench, [cell(bench, f"projects.{key}", field) for key, field in fields.items()], cells
        )
        column.addWidget(cells)
        column.addWidget(cell(bench, "projects.about", self.about))
        column.addWidget(self.is_brand)
        column.addStretch(1)

    def open(self, project: Project | None, teams: Sequence[tuple[str, str]]) -> None:
        self._plan = plan = project.plan if project else ProjectPlan()
        self.project = project.project if project else ""
        key = "projects.heading_edit" if project else "projects.heading_new"
        self._heading.setText(self._bench.show(key))
        self.title.setText(plan.title)
        named = ((code, self._bench.strings.show(f"service.{code}")) for code in SERVICES)
        self.field.offer(named, plan.field)
        self.team.offer(teams, plan.team)
        self.in_charge.put(plan.in_charge if project else self._bench.cadre.id)
        self.budget.setText(f"{plan.budget_fen / 100:g}" if plan.budget_fen else "")
        self.about.setPlainText(plan.about)
        self.is_brand.setChecked(plan.is_brand)
        self.title.setFocus()

    @property
    def plan(self) -> ProjectPlan:
        budget = self.budget.text().strip()
        return msgspec.structs.replace(
            self._plan,
            title=self.title.text(),
            field=self.field.chosen,
            team=self.team.chosen,
            in_charge=self.in_charge.chosen,
            # What is no sum of money is told as one that cannot be.
            budget_fen=(amount_of("money", budget) or -1) if budget not in ("", "0") else 0,
            about=self.about.toPlainText(),
            is_brand=self.is_brand.isChecked(),
        )
