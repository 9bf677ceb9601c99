"""What the invented village plans, and a team that may come: for the tour of all pages."""

from __future__ import annotations

import tomllib
from typing import Any

import msgspec

from kiosk.config import ASSETS
from kiosk.services.ask_place import ask_place
from kiosk.services.join_team import join_team
from kiosk.services.open_activity import Opened, open_activity
from kiosk.services.plan_activity import Planned, plan_activity
from kiosk.services.ports import Ports
from kiosk.services.set_team import TeamStands, set_team
from sync.standard.activities import ActivityPlan, Shift
from sync.standard.clock import DAY_MS, HOUR_MS, date_of, start_of
from sync.standard.recruiting import PlaceAsked
from sync.standard.teams import TeamPlan

TABLE = ASSETS / "demo" / "activities.toml"
CADRE = "demo"
_SOMEBODY = "demo-somebody"
"""Has the one place of what is full."""


def plan_coming(ports: Ports) -> None:
    """The activities of the days to come; one of them has no place left."""
    today_ms = start_of(date_of(ports.clock.now_ms()))
    for row in _table()["activities"]:
        day_ms = today_ms + row.pop("in_days") * DAY_MS
        activity = _open(ports, _plan(row, day_ms))
        if row["places"] == 1:
            ports.journal.append(PlaceAsked(activity, _SOMEBODY))


def lead_team(ports: Ports, name: str, leader: str, members: list[str]) -> None:
    done = set_team(ports, TeamPlan(name=name, leader=leader), CADRE)
    assert isinstance(done, TeamStands)
    for member in members:
        join_team(ports, done.team.team, member, CADRE)


def begin_now(ports: Ports, person: str) -> None:
    """Something begins, and this person has asked for a place in it."""
    now_ms = ports.clock.now_ms()
    said = {**_table()["now"], "start_ms": now_ms, "end_ms": now_ms + 2 * HOUR_MS}
    activity = _open(ports, msgspec.convert(said, ActivityPlan))
    ask_place(ports, person, activity)


def _table() -> Any:
    return tomllib.loads(TABLE.read_text("utf-8"))


def _plan(row: dict[str, Any], day_ms: int) -> ActivityPlan:
    start_ms = day_ms + row.pop("hour") * HOUR_MS
    shifts = tuple(
        Shift(f"{at}", day_ms + start * HOUR_MS, day_ms + end * HOUR_MS, places or 1)
        for at, (start, end, places) in enumerate(row.pop("shifts", ()))
    )
    end_ms = start_ms + row.pop("hours") * HOUR_MS
    plan = msgspec.convert(row, ActivityPlan)
    return msgspec.structs.replace(plan, start_ms=start_ms, end_ms=end_ms, shifts=shifts)


def _open(ports: Ports, plan: ActivityPlan) -> str:
    planned = plan_activity(ports, "", plan, CADRE)
    assert isinstance(planned, Planned), planned
    opened = open_activity(ports, planned.activity.activity, CADRE)
    assert isinstance(opened, Opened), opened
    return opened.activity.activity
