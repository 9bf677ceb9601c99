"""Whose an activity may be."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.ports import Ports
from kiosk.services.set_team import standing_teams
from sync.standard.projects import Project


@dataclass(frozen=True, slots=True)
class Choices:
    """(id, name) of each."""

    teams: tuple[tuple[str, str], ...] = ()
    projects: tuple[tuple[str, str], ...] = ()


def choices(ports: Ports) -> Choices:
    projects = [row for row in ports.rows.where(Project) if row.stage != "closed"]
    return Choices(
        tuple((row.team, row.plan.name) for row in standing_teams(ports)),
        tuple((row.project, row.plan.title) for row in projects),
    )
