"""What the kiosk shows of the village's brand projects, to everybody: no person is named."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.list_projects import activities_done
from kiosk.services.ports import Ports
from kiosk.services.set_project import CLOSED, MOST_PROJECTS
from sync.standard.activities import Activity
from sync.standard.projects import Project


@dataclass(frozen=True, slots=True)
class BrandProject:
    project: Project
    minutes: int
    """Given so far, by everybody."""
    next: Activity | None
    """The next of its activities that people may come to."""


def brand_projects(ports: Ports, limit: int = 6) -> tuple[BrandProject, ...]:
    """Those that go on; whose next activity is soonest stands first."""
    found = [
        _page(ports, one)
        for one in ports.rows.where(Project, limit=MOST_PROJECTS)
        if one.plan.is_brand and one.plan.title and one.stage != CLOSED
    ]
    found.sort(key=lambda one: (one.next is None, one.next.start_ms if one.next else 0, _name(one)))
    return tuple(found[:limit])


def _page(ports: Ports, project: Project) -> BrandProject:
    now_ms = ports.clock.now_ms()
    activities = ports.rows.where(Activity, "start_ms", project=project.project)
    ahead = (one for one in activities if one.is_open and one.plan.end_ms > now_ms)
    minutes = sum(done.minutes for done in activities_done(ports, activities))
    return BrandProject(project, minutes, next(ahead, None))


def _name(one: BrandProject) -> tuple[str, str]:
    return one.project.plan.title, one.project.project
