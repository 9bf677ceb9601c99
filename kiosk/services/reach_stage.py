"""Take a project to another stage of its life."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.ports import Ports
from kiosk.services.set_project import CLOSED, stored_project
from sync.standard.projects import STAGES, Project, StageReached


class StageSlip(StrEnum):
    NO_PROJECT = "no_project"
    UNKNOWN_STAGE = "unknown_stage"
    THERE_ALREADY = "there_already"
    NO_REASON = "no_reason"
    """It goes back, or leaves stages out, and nobody says why."""
    NO_EVALUATION = "no_evaluation"
    """Nothing is closed before its evaluation is written."""


@dataclass(frozen=True, slots=True)
class StageReachedNow:
    project: Project


def reach_stage(
    ports: Ports, project: str, stage: str, by: str, reason: str = ""
) -> StageReachedNow | StageSlip:
    """The usual order needs no reason: one step on. Every other way does."""
    found = ports.rows.get(Project, project)
    if found is None:
        return StageSlip.NO_PROJECT
    if stage not in STAGES:
        return StageSlip.UNKNOWN_STAGE
    if stage == found.stage:
        return StageSlip.THERE_ALREADY
    if stage == CLOSED and not found.plan.evaluation:
        return StageSlip.NO_EVALUATION
    if stage != next_stage(found) and not reason.strip():
        return StageSlip.NO_REASON
    ports.journal.append(StageReached(project, stage, reason.strip()), by=by)
    return StageReachedNow(stored_project(ports, project))


def next_stage(project: Project) -> str:
    """The one that follows in the usual order, "" after the last."""
    at = STAGES.index(project.stage) + 1
    return STAGES[at] if at < len(STAGES) else ""
