"""List the projects, and look at one of them: where it stands, what it used, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.services.hours import ledger_of
from kiosk.services.in_charge import name_in_charge
from kiosk.services.ports import Ports
from kiosk.services.set_project import MOST_PROJECTS, ProjectSlip
from sync.standard.activities import Activity
from sync.standard.projects import RESOURCES, STAGES, Project, ResourceUse
from sync.standard.teams import Team

MOST_ACTIVITIES = 500
MOST_USES = 2000


@dataclass(frozen=True, slots=True)
class ProjectListed:
    project: Project
    team: Team | None
    """None = the village committee's own."""
    activities: int
    """Those called off are not counted."""


@dataclass(frozen=True, slots=True)
class ActivityDone:
    """What came of one activity so far."""

    activity: Activity
    people: int
    """Who served at it, each once."""
    minutes: int
    """What counts in their ledgers."""


@dataclass(frozen=True, slots=True)
class ProjectLook:
    project: Project
    team: Team | None
    activities: tuple[ActivityDone, ...]
    """In the order of time; those called off too."""
    uses: tuple[ResourceUse, ...]
    """Newest first; those struck too."""
    in_charge: str = ""
    """Her name."""

    @property
    def used(self) -> dict[str, int]:
        """Kind of resource -> how much of it counts, in the units of RESOURCES."""
        return {
            kind: sum(use.amount for use in self.uses if use.kind == kind and use.counts)
            for kind in RESOURCES
        }

    @property
    def minutes(self) -> int:
        return sum(done.minutes for done in self.activities)


def list_projects(ports: Ports) -> tuple[ProjectListed, ...]:
    """Those that go on first, in the order of their stages; the closed ones last."""
    found = ports.rows.where(Project, limit=MOST_PROJECTS)
    found = [one for one in found if one.plan.title]
    found.sort(key=lambda one: (STAGES.index(one.stage), one.plan.title, one.project))
    return tuple(
        ProjectListed(one, _team(ports, one), sum(not a.is_off for a in _of(ports, one.project)))
        for one in found
    )


def look_at_project(ports: Ports, project: str) -> ProjectLook | ProjectSlip:
    found = ports.rows.get(Project, project)
    if found is None:
        return ProjectSlip.NO_PROJECT
    uses = ports.rows.where(ResourceUse, limit=MOST_USES, project=project)
    uses.sort(key=lambda use: (-use.ms, use.entry))
    done = activities_done(ports, _of(ports, project))
    in_charge = name_in_charge(ports, found.plan.in_charge)
    return ProjectLook(found, _team(ports, found), done, tuple(uses), in_charge)


def activities_done(ports: Ports, activities: Iterable[Activity]) -> tuple[ActivityDone, ...]:
    """Of a person's hours those count that her ledger has for the activity: an hour that another
    visit has too is nobody's twice."""
    groups = ports.merges.groups()
    activities = tuple(activities)
    people: dict[str, set[str]] = {
        one.activity: {
            groups.main(visit.person) for visit in ports.visits.of_activity(one.activity)
        }
        for one in activities
    }
    minutes = dict.fromkeys(people, 0)
    for person in set().union(*people.values()):
        for line in ledger_of(ports, person):
            if line.activity in minutes:
                minutes[line.activity] += line.counted
    return tuple(
        ActivityDone(one, len(people[one.activity]), minutes[one.activity]) for one in activities
    )


def _of(ports: Ports, project: str) -> list[Activity]:
    return ports.rows.where(Activity, "start_ms", MOST_ACTIVITIES, project=project)


def _team(ports: Ports, project: Project) -> Team | None:
    return ports.rows.get(Team, project.plan.team) if project.plan.team else None
