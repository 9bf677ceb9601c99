"""Write down a project: what it is for, whose it is, and the text that each stage leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from sync.standard.codes import SERVICES
from sync.standard.plans import changes
from sync.standard.projects import STAGES, Project, ProjectPlan, ProjectSet
from sync.standard.teams import Team

CLOSED: Final = STAGES[-1]
MOST_PROJECTS: Final = 500
_TEXTS: Final = ("title", "about", "survey", "goal", "call", "design", "evaluation")


class ProjectSlip(StrEnum):
    NO_PROJECT = "no_project"
    NO_TITLE = "no_title"
    SAME_TITLE = "same_title"
    """Another project that is not closed has it."""
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_TEAM = "unknown_team"
    """Or one that is closed."""
    NEGATIVE_BUDGET = "negative_budget"
    IS_CLOSED = "is_closed"
    """It must be taken a step back before anything of it is changed."""


@dataclass(frozen=True, slots=True)
class ProjectStands:
    project: Project
    is_changed: bool
    """False: it stood so already, and nothing was entered."""


def set_project(
    ports: Ports, plan: ProjectPlan, by: str, project: str = ""
) -> ProjectStands | ProjectSlip:
    """project: "" makes a new one, at the first stage."""
    stands = ports.rows.get(Project, project) if project else None
    if project and stands is None:
        return ProjectSlip.NO_PROJECT
    plan = _tidy(plan)
    before = stands.plan if stands else ProjectPlan()
    changed = changes(before, plan)
    if stands is not None and not changed:
        return ProjectStands(stands, False)
    if stands is not None and stands.stage == CLOSED:
        return ProjectSlip.IS_CLOSED
    slip = _slip(ports, plan, before, project)
    if slip is not None:
        return slip
    project = project or ports.ids.new()
    ports.journal.append(ProjectSet(project, changed), by=by)
    return ProjectStands(stored_project(ports, project), True)


def stored_project(ports: Ports, project: str) -> Project:
    """What was just written."""
    found = ports.rows.get(Project, project)
    assert found is not None, "folded in the same transaction"
    return found


def _tidy(plan: ProjectPlan) -> ProjectPlan:
    texts = {name: getattr(plan, name).strip() for name in _TEXTS}
    texts["title"] = " ".join(texts["title"].split())
    return msgspec.structs.replace(plan, **texts)


def _slip(ports: Ports, plan: ProjectPlan, before: ProjectPlan, project: str) -> ProjectSlip | None:
    if not plan.title:
        return ProjectSlip.NO_TITLE
    others = ports.rows.where(Project, limit=MOST_PROJECTS)
    for one in others:
        is_same = one.plan.title.casefold() == plan.title.casefold()
        if is_same and one.project != project and one.stage != CLOSED:
            return ProjectSlip.SAME_TITLE
    if plan.field not in SERVICES:
        return ProjectSlip.UNKNOWN_FIELD
    if plan.team != before.team and plan.team:
        team = ports.rows.get(Team, plan.team)
        if team is None or team.plan.is_closed:
            return ProjectSlip.UNKNOWN_TEAM
    if plan.budget_fen < 0:
        return ProjectSlip.NEGATIVE_BUDGET
    return None
