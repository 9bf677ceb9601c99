"""What is done to a project and to a team, and how what came of it is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

import msgspec

from kiosk.flows.screen import Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.join_team import (
    JoinedNow,
    LeftNow,
    MemberAlready,
    NoMember,
    join_team,
    leave_team,
)
from kiosk.services.reach_stage import StageReachedNow, StageSlip, reach_stage
from kiosk.services.set_project import ProjectSlip, ProjectStands, set_project
from kiosk.services.set_team import TeamSlip, TeamStands, close_team, set_team
from kiosk.services.use_resource import (
    ResourceNoted,
    ResourceSlip,
    ResourceStruckNow,
    strike_resource,
    use_resource,
)
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.parts import Notice
from kiosk.values import Value
from sync.standard.projects import Project, ProjectPlan
from sync.standard.residents import Resident
from sync.standard.teams import TeamPlan

Then = Callable[[str], None]
"""Given the id of the project or team that was done something to."""


class Doing(Protocol):
    """The room that the deeds are of."""

    bench: Bench
    notice: Notice

    def run(self, work: Work, then: Callable[[Any], None]) -> None: ...


class ProjectDeeds:
    def __init__(self, room: Doing, then: Then) -> None:
        self._room, self._then = room, then

    def set(self, plan: ProjectPlan, project: str) -> None:
        by = self._room.bench.cadre.id
        self._room.run(partial(set_project, plan=plan, by=by, project=project), self._came)

    def write(self, project: Project, stage: str, text: str) -> None:
        plan = msgspec.structs.replace(project.plan, **{stage: text})
        self.set(plan, project.project)

    def reach(self, project: str, stage: str, reason: str) -> None:
        by = self._room.bench.cadre.id
        work = partial(reach_stage, project=project, stage=stage, by=by, reason=reason)
        self._room.run(work, self._came)

    def use(self, project: str, kind: str, what: str, amount: int) -> None:
        by = self._room.bench.cadre.id
        said = {"project": project, "kind": kind, "what": what, "amount": amount}
        self._room.run(lambda ports: use_resource(ports, by=by, **said), self._came)  # type: ignore[arg-type]

    def strike(self, entry: str, reason: str) -> None:
        by = self._room.bench.cadre.id
        self._room.run(partial(strike_resource, entry=entry, reason=reason, by=by), self._came)

    def _came(self, outcome: Any) -> None:
        match outcome:
            case ProjectStands(project, is_changed):
                self._tell(Tone.GREEN, "saved" if is_changed else "same", project.project)
            case StageReachedNow(project):
                stage = self._room.bench.show(f"projects.stage.{project.stage}")
                self._tell(Tone.GREEN, "stage_reached", project.project, stage=stage)
            case ResourceNoted(use):
                self._tell(Tone.GREEN, "use_noted", use.project)
            case ResourceStruckNow(use):
                self._tell(Tone.GREEN, "use_struck_now", use.project)
            case ProjectSlip() | StageSlip() | ResourceSlip() as slip:
                self._room.notice.tell(Tone.RED, self._room.bench.show(f"projects.slip_{slip}"))

    def _tell(self, tone: Tone, key: str, project: str, **args: Value) -> None:
        self._room.notice.tell(tone, self._room.bench.show(f"projects.{key}", **args))
        self._then(project)


class TeamDeeds:
    def __init__(self, room: Doing, then: Then) -> None:
        self._room, self._then = room, then

    def set(self, plan: TeamPlan, team: str) -> None:
        by = self._room.bench.cadre.id
        self._room.run(partial(set_team, plan=plan, by=by, team=team), self._came)

    def close(self, team: str) -> None:
        self._room.run(partial(close_team, team=team, by=self._room.bench.cadre.id), self._came)

    def join(self, team: str, resident: Resident | None) -> None:
        if resident is None:
            self._room.notice.tell(Tone.GOLD, self._room.bench.show("projects.find_first"))
            return
        by = self._room.bench.cadre.id
        self._room.run(partial(join_team, team=team, person=resident.person, by=by), self._came)

    def leave(self, team: str, person: str) -> None:
        by = self._room.bench.cadre.id
        self._room.run(partial(leave_team, team=team, person=person, by=by), self._came)

    def _came(self, outcome: Any) -> None:
        show = self._room.bench.show
        match outcome:
            case TeamStands(team, is_changed):
                key = "team_closed" if team.plan.is_closed else "saved" if is_changed else "same"
                self._tell(Tone.GREEN, show(f"projects.{key}"), team.team)
            case JoinedNow(team, resident):
                told = show("projects.joined", name=resident.personal.name, team=team.plan.name)
                self._tell(Tone.GREEN, told, team.team)
            case MemberAlready(team, resident):
                told = show("projects.member_already", name=resident.personal.name)
                self._tell(Tone.GOLD, told, team.team)
            case LeftNow(team, was_leader):
                key = "leader_left" if was_leader else "member_left"
                self._tell(Tone.GREEN, show(f"projects.{key}"), team.team)
            case NoMember(team):
                self._tell(Tone.GREEN, show("projects.member_left"), team.team)
            case NotRegistered():
                self._room.notice.tell(Tone.RED, show("people.gone"))
            case TeamSlip() as slip:
                self._room.notice.tell(Tone.RED, show(f"projects.slip_{slip}"))

    def _tell(self, tone: Tone, told: str, team: str) -> None:
        self._room.notice.tell(tone, told)
        self._then(team)
