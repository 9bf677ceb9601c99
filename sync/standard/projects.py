"""Projects (项目): from the survey of what people need to the evaluation of what was done."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.plans import Marks, merged
from sync.standard.views import Row, Shelf

STAGES: Final = (
    "survey",
    "goal",
    "call",
    "design",
    "recruiting",
    "running",
    "evaluation",
    "closed",
)
"""The usual order. A step back is allowed."""
RESOURCES: Final = ("people", "goods", "money")
"""Amounts: people as hours of work in minutes, goods in pieces, money in fen."""


class ProjectPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """team: whose project it is. in_charge: a person's or cadre's id. field: a code of
    codes.SERVICES. Each stage leaves its text."""

    title: str = ""
    field: str = ""
    team: str = ""
    in_charge: str = ""
    is_brand: bool = False
    """It has a page of its own at the kiosk."""
    about: str = ""
    survey: str = ""
    goal: str = ""
    call: str = ""
    design: str = ""
    evaluation: str = ""
    budget_fen: int = 0


class ProjectSet(msgspec.Struct, frozen=True, tag_field="k", tag="project_set.1"):
    project: str
    changed: dict[str, Any]


class StageReached(
    msgspec.Struct, frozen=True, tag_field="k", tag="stage_reached.1", omit_defaults=True
):
    """stage: of STAGES. note: why, where it is a step back."""

    project: str
    stage: str
    note: str = ""


class ResourceUsed(
    msgspec.Struct, frozen=True, tag_field="k", tag="resource_used.1", omit_defaults=True
):
    """kind: of RESOURCES, which say the unit. The use's id is this entry's identity."""

    project: str
    kind: str
    what: str
    amount: int
    activity: str = ""


class ResourceStruck(msgspec.Struct, frozen=True, tag_field="k", tag="resource_struck.1"):
    """A use shall count no more. entry: its identity."""

    entry: str
    reason: str


class Step(msgspec.Struct, frozen=True, order=True):
    """One stage reached."""

    mark: Mark
    stage: str
    note: str = ""
    by: str = SELF


class Project(Row, frozen=True):
    """The view: one row a project. steps: in the order of their marks."""

    table: ClassVar[str] = "projects"

    project: str
    plan: ProjectPlan = ProjectPlan()
    marks: Marks = {}
    steps: tuple[Step, ...] = ()

    @property
    def key(self) -> str:
        return self.project

    @property
    def stage(self) -> str:
        """The stage last reached that this version knows."""
        known = [step.stage for step in self.steps if step.stage in STAGES]
        return known[-1] if known else STAGES[0]


class ResourceUse(Row, frozen=True):
    """The view: one row a use. project "" until the use itself has arrived."""

    table: ClassVar[str] = "resource_uses"
    columns: ClassVar[tuple[str, ...]] = ("project",)

    entry: str
    project: str = ""
    kind: str = ""
    what: str = ""
    amount: int = 0
    activity: str = ""
    by: str = SELF
    ms: int = 0
    struck: str = ""
    """The reason for which it counts no more."""
    struck_by: str = SELF
    struck_mark: Mark = NEVER

    @property
    def key(self) -> str:
        return self.entry

    @property
    def counts(self) -> bool:
        return self.project != "" and self.struck_mark == NEVER


ProjectFact = ProjectSet | StageReached | ResourceUsed | ResourceStruck


def fold(fact: ProjectFact, origin: Origin, shelf: Shelf) -> None:
    match fact:
        case ProjectSet(project, changed):
            row = shelf.get(Project, project) or Project(project)
            plan, marks = merged(row.plan, row.marks, changed, origin)
            shelf.put(msgspec.structs.replace(row, plan=plan, marks=marks))
        case StageReached(project, stage, note):
            row = shelf.get(Project, project) or Project(project)
            step = Step(origin.mark, stage, note, origin.by)
            steps = tuple(sorted({*row.steps, step}))
            shelf.put(msgspec.structs.replace(row, steps=steps))
        case ResourceUsed() | ResourceStruck():
            _fold_use(fact, origin, shelf)


def _fold_use(fact: ResourceUsed | ResourceStruck, origin: Origin, shelf: Shelf) -> None:
    entry = fact.entry if isinstance(fact, ResourceStruck) else origin.ref.text()
    row = shelf.get(ResourceUse, entry) or ResourceUse(entry)
    match fact:
        case ResourceUsed(project, kind, what, amount, activity):
            row = msgspec.structs.replace(
                row,
                project=project,
                kind=kind,
                what=what,
                amount=amount,
                activity=activity,
                by=origin.by,
                ms=origin.stamp.ms,
            )
        case ResourceStruck(_, reason):
            if row.struck_mark == NEVER or origin.mark < row.struck_mark:
                row = msgspec.structs.replace(
                    row, struck=reason, struck_by=origin.by, struck_mark=origin.mark
                )
    shelf.put(row)
