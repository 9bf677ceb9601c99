"""The eight stages of a project as a path of steps; of each what was written, and the way on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.services.reach_stage import next_stage
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.fields import text_box, text_line
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.visits_list import moment
from kiosk.ui.desk.wrapping import WrappingLayout
from sync.standard.projects import STAGES, Project

WRITTEN: Final = ("survey", "goal", "call", "design", "evaluation")
"""Stages that leave a text."""


class StagePath(QWidget):
    chose = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._steps: dict[str, Button] = {}
        layout = WrappingLayout(self, bench.look.size.small_gap + 2)
        for stage in STAGES:
            step = Button(bench, f"stage:{stage}", "", "chip")
            step.setCheckable(True)
            step.clicked.connect(lambda _on=False, stage=stage: self.chose.emit(stage))
            self._steps[stage] = step
            layout.addWidget(step)

    def put(self, stands: str, seen: str) -> None:
        """stands: where the project is. seen: the step whose text is shown."""
        for at, (stage, step) in enumerate(self._steps.items(), 1):
            behind = STAGES.index(stage) < STAGES.index(stands)
            key = "done" if behind else "here" if stage == stands else "ahead"
            word = self._bench.show(f"projects.stage.{stage}")
            step.setText(self._bench.show(f"projects.step_{key}", number=at, stage=word))
            step.setAccessibleName(step.text())
            step.setChecked(stage == seen)


class StageCard(Card):
    """One step: its text, and taking the project there."""

    saved = Signal(str, str)
    """Stage, text."""
    wanted = Signal(str, str)
    """Stage, reason."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._stage = self._target = STAGES[0]
        self.heading = label("", "strong", wrap=True)
        self.hint = label("", "soft", wrap=True)
        self.text = text_box(bench, "projects.stage_text")
        self.save = Button(bench, "save_text", bench.show("projects.save_text"))
        self.save.clicked.connect(lambda: self.saved.emit(self._stage, self.text.toPlainText()))
        self.reason = text_line(bench, "projects.reason")
        self.reason.setPlaceholderText(bench.show("projects.reason_hint"))
        self.go = Button(bench, "go", "", "main")
        self.go.clicked.connect(lambda: self.wanted.emit(self._target, self.reason.text()))
        for widget in (self.heading, self.hint, self.text):
            self.inside.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(bench.look.size.gap)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(self.reason, 2)
        row.addWidget(self.go)
        self.inside.addLayout(row)

    def put(self, project: Project, stage: str) -> None:
        show, self._stage = self._bench.show, stage
        steps = [step for step in project.steps if step.stage == stage]
        self.heading.setText(show(f"projects.stage.{stage}"))
        hint = show(f"projects.about_{stage}")
        if steps:
            when = moment(self._bench, steps[-1].mark.ms)
            hint = show("projects.reached", at=when, note=steps[-1].note)
        self.hint.setText(hint)
        is_written, is_closed = stage in WRITTEN, project.stage == STAGES[-1]
        self.text.setVisible(is_written)
        self.save.setVisible(is_written and not is_closed)
        self.text.setReadOnly(is_closed)
        self.text.setPlainText(getattr(project.plan, stage) if is_written else "")
        self._target = next_stage(project) if stage == project.stage else stage
        is_next = self._target == next_stage(project)
        self.go.setVisible(bool(self._target))
        to = show(f"projects.stage.{self._target}") if self._target else ""
        self.go.setText(show("projects.go_on" if is_next else "projects.go_there", stage=to))
        self.go.setAccessibleName(self.go.text())
        mark(self.go, role="main" if is_next else "")
        self.reason.setVisible(bool(self._target) and not is_next)
        self.reason.clear()
