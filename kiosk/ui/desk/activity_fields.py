"""The fields that an activity's form is laid out of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kiosk.services.cadres import list_cadres
from kiosk.services.plan_activity import LONGEST_LINE
from kiosk.services.ports import Ports
from kiosk.services.set_team import standing_teams
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Choose, label
from sync.standard.projects import Project

LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Choices:
    """Whose an activity may be: (id, name) of each."""

    teams: tuple[tuple[str, str], ...] = ()
    projects: tuple[tuple[str, str], ...] = ()
    cadres: tuple[tuple[str, str], ...] = ()


def choices(ports: Ports) -> Choices:
    projects = [row for row in ports.rows.where(Project) if row.stage != "closed"]
    return Choices(
        tuple((row.team, row.plan.name) for row in standing_teams(ports)),
        tuple((row.project, row.plan.title) for row in projects),
        tuple((cadre.id, cadre.name) for cadre in list_cadres(ports)),
    )


def text_line(bench: Bench, name: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(bench.show(f"activities.{name}"))
    line.setMaxLength(LONGEST_LINE)
    return line


def text_box(bench: Bench, name: str) -> QPlainTextEdit:
    """Of several lines; Tab leaves it."""
    box = QPlainTextEdit()
    box.setObjectName(name)
    box.setAccessibleName(bench.show(f"activities.{name}"))
    box.setTabChangesFocus(True)
    size = bench.look.size
    box.setFixedHeight(LINES_SHOWN * round(size.text * 1.5) + 2 * size.gap)
    return box


class OneOf(Choose):
    """One of those that stand there, by its id. What is chosen and stands there no more is kept."""

    def __init__(self, bench: Bench, name: str, none: str = "") -> None:
        """none: the word for "", where that may be chosen."""
        super().__init__()
        self.setObjectName(name)
        self.name(bench.show(f"activities.{name}"))
        self._none = none

    def offer(self, rows: Sequence[tuple[str, str]], chosen: str) -> None:
        self.clear()
        if self._none:
            self.addItem(self._none, "")
        for code, name in rows:
            self.addItem(name, code)
        if self.findData(chosen) < 0:
            self.addItem(chosen, chosen)
        self.setCurrentIndex(self.findData(chosen))

    @property
    def chosen(self) -> str:
        return self.currentData() or ""


def cell(bench: Bench, key: str, field: QWidget, *says: QWidget) -> QWidget:
    """says: the lines below the field that tell what is wrong with it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.px(4))
    words = label(bench.show(f"activities.{key}"), "label", wrap=True)
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)
    for line in says:
        column.addWidget(line)
    column.addStretch(1)
    return box
