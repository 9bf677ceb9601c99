"""Teams and projects of the demo village, entered as the desk enters them."""

from __future__ import annotations

from typing import Any

import msgspec

from kiosk.services.cadres import list_cadres
from kiosk.services.join_team import join_team
from kiosk.services.ports import Ports
from kiosk.services.reach_stage import reach_stage
from kiosk.services.set_project import ProjectStands, set_project
from kiosk.services.set_team import TeamStands, set_team
from kiosk.services.use_resource import use_resource
from sync.standard.activities import ActivitySet
from sync.standard.clock import DAY_MS, HOUR_MS
from sync.standard.projects import ProjectPlan
from sync.standard.teams import TeamPlan

MEMBERS = 5


def plan_projects(ports: Ports, table: dict[str, Any]) -> None:
    """table: the demo village's own, with `team` and `project`."""
    by = list_cadres(ports)[0].id
    newest = [one.person for one in ports.residents.newest(60) if one.is_active]
    people = newest[-MEMBERS * len(table["team"]) :]  # none of those who walk through the pictures
    teams: dict[str, str] = {}
    for at, row in enumerate(table["team"]):
        under = teams.get(row.get("under", ""), "")
        plan = TeamPlan(row["name"], row["kind"], under, people[at * MEMBERS])
        made = set_team(ports, plan, by)
        assert isinstance(made, TeamStands)
        teams[row["name"]] = made.team.team
        for person in people[at * MEMBERS : (at + 1) * MEMBERS]:
            join_team(ports, made.team.team, person, by)
    for row in table["project"]:
        _plan_one(ports, row, teams, by)


def _plan_one(ports: Ports, row: dict[str, Any], teams: dict[str, str], by: str) -> None:
    said = {name: row[name] for name in ProjectPlan.__struct_fields__ if name in row}
    plan = msgspec.convert(said | {"team": teams.get(row.get("team", ""), "")}, ProjectPlan)
    made = set_project(ports, plan, by)
    assert isinstance(made, ProjectStands)
    project = made.project.project
    for stage in row["stages"]:
        reach_stage(ports, project, stage, by)
    for kind, what, amount in row.get("used", ()):
        use_resource(ports, project, kind, what, amount, by)
    for title, days in row.get("activities", ()):
        start_ms = ports.clock.now_ms() + days * DAY_MS
        plan_of = {"title": title, "field": row["field"], "project": project}
        times = {"start_ms": start_ms, "end_ms": start_ms + 2 * HOUR_MS}
        ports.journal.append(ActivitySet(ports.ids.new(), plan_of | times), by=by)
