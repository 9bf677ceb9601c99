"""One project: the path of its stages, what it used, its activities."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.services.list_projects import ActivityDone, ProjectLook
from kiosk.ui.desk.amounts import amount_words
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.project_stages import StageCard, StagePath
from kiosk.ui.desk.project_used import ROWS_SHOWN, UsedCard
from kiosk.ui.desk.tables import Column, Table
from kiosk.ui.desk.visits_list import moment
from sync.standard.projects import STAGES, Project


class ProjectSheet(QWidget):
    activity_wanted = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench, show = bench, bench.show
        self.look: ProjectLook | None = None
        self.title = label("", "strong", wrap=True)
        self.about = label("", "soft", wrap=True)
        self.path, self.stage = StagePath(bench), StageCard(bench)
        self.used, self.done = UsedCard(bench), Card(bench, show("projects.activities"))
        self._says_done = label("", "soft", wrap=True)
        self.activities = _table(bench)
        self.open_activity = Button(bench, "open_activity", show("projects.open_activity"), "link")
        self.open_activity.clicked.connect(lambda _on=False: self._open_activity())
        self.activities.opened.connect(lambda _done: self._open_activity())
        row = QHBoxLayout()
        row.addWidget(self._says_done, 1)
        row.addWidget(self.open_activity)
        self.done.inside.addLayout(row)
        self.done.inside.addWidget(self.activities)
        self.path.chose.connect(self._see)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        for widget in (self.title, self.about, self.path, self.stage, self.used, self.done):
            column.addWidget(widget)
        column.addStretch(1)

    @property
    def project(self) -> Project | None:
        return self.look.project if self.look else None

    def put(self, look: ProjectLook) -> None:
        is_other = self.look is None or self.look.project.project != look.project.project
        moved = is_other or (self.look and self.look.project.stage != look.project.stage)
        self.look = look
        project, show = look.project, self._bench.show
        team = look.team.plan.name if look.team else show("projects.committee")
        field = self._bench.strings.show(f"service.{project.plan.field}")
        brand = show("projects.is_brand") if project.plan.is_brand else ""
        self.title.setText(project.plan.title)
        head = show("projects.whose", field=field, team=team, brand=brand)
        if look.in_charge:
            head = f"{head}\n{show('projects.whose_charge', name=look.in_charge)}"
        self.about.setText(f"{head}\n{project.plan.about}".strip())
        self.used.put(look)
        self.activities.put(look.activities)
        for widget in (self.activities, self.open_activity):
            widget.setVisible(bool(look.activities))
        if look.activities:
            self.activities.selectRow(0)
        said = amount_words(self._bench, "people", look.minutes)
        key = "projects.given" if look.activities else "projects.no_activities"
        self._says_done.setText(show(key, hours=said))
        self._see(project.stage if moved else self._seen)

    def _open_activity(self) -> None:
        done = self.activities.current()
        if done is not None:
            self.activity_wanted.emit(done.activity.activity)

    def _see(self, stage: str) -> None:
        self._seen = stage if stage in STAGES else STAGES[0]
        if self.look is not None:
            self.path.put(self.look.project.stage, self._seen)
            self.stage.put(self.look.project, self._seen)


def _table(bench: Bench) -> Table[ActivityDone]:
    show = bench.show

    def title(done: ActivityDone) -> str:
        key = "projects.off" if done.activity.is_off else "projects.on"
        return show(key, title=done.activity.plan.title)

    def when(done: ActivityDone) -> str:
        start_ms = done.activity.start_ms
        return moment(bench, start_ms) if start_ms else ""

    table = Table(
        bench,
        "projects.activity_table",
        (
            Column(show("projects.activity"), title),
            Column(show("projects.when"), when, 7),
            Column(show("projects.people"), lambda done: str(done.people), 3),
            Column(
                show("projects.hours"),
                lambda done: amount_words(bench, "people", done.minutes),
                5,
            ),
        ),
    )
    size = bench.look.size
    table.setFixedHeight(size.row * (ROWS_SHOWN + 1) + size.small_gap)
    return table
