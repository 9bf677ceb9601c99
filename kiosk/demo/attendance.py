"""The demo village's activities: held and recorded, held and not, on now, coming, a draft."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from kiosk.services.attend import check_in_to, enter_visit
from kiosk.services.cadres import list_cadres
from kiosk.services.close_record import close_record
from kiosk.services.evaluate_activity import WHOLE, evaluate_activity
from kiosk.services.lend import lend
from kiosk.services.open_activity import open_activity
from kiosk.services.plan_activity import Planned, plan_activity
from kiosk.services.ports import Ports
from sync.standard.activities import ActivityPlan, Shift
from sync.standard.clock import HOUR_MS, MINUTE_MS, start_of
from sync.standard.recruiting import PlaceAsked

CROWD = slice(-45, -5)
"""Of the people, the newest first: none of those who walk through the pictures."""
_AS_THEY_ARE = (
    *("title", "field", "content", "places", "least_age", "most_age"),
    *("health", "risks", "policy", "insurer", "brings"),
)
_FEN = 100


def plan_activities(
    ports: Ports, table: dict[str, Any], which: Callable[[int], bool] = lambda _day: True
) -> None:
    """At the time that the ports' clock shows. table: of assets/demo/village.toml. which: given
    how many days an activity's is after today, whether it is planned."""
    dice, by = random.Random(67), list_cadres(ports)[0].id
    people = [row.person for row in ports.residents.newest(200) if row.is_active][CROWD]
    for said in table["activity"]:
        if not which(said["day"]):
            continue
        asked = dice.sample(people, said.get("asked", 0))
        _play(ports, said, _plan(ports, said, table["name"], by), asked, by)


def _plan(ports: Ports, said: dict[str, Any], village: str, by: str) -> ActivityPlan:
    day = ports.clock.today() + timedelta(days=said["day"])
    now_ms = ports.clock.now_ms()
    is_on = said["start"] == "now"
    start_ms = (
        now_ms // HOUR_MS * HOUR_MS if is_on else start_of(day) + int(said["start"] * HOUR_MS)
    )
    shifts = tuple(
        Shift(
            one["id"],
            start_ms + one["after"] * HOUR_MS,
            start_ms + (one["after"] + one["hours"]) * HOUR_MS,
            one["places"],
            one["name"],
        )
        for one in said.get("shifts", ())
    )
    plain = {name: said[name] for name in _AS_THEY_ARE if name in said}
    return ActivityPlan(
        **plain,
        place=said.get("place", village),
        start_ms=start_ms,
        end_ms=start_ms + int(said["hours"] * HOUR_MS),
        shifts=shifts,
        in_charge=by,
        skills=tuple(said.get("skills", ())),
        is_dangerous="policy" in said,
        transport_fen=said.get("transport", 0) * _FEN,
        meal_fen=said.get("meal", 0) * _FEN,
    )


def _play(
    ports: Ports, said: dict[str, Any], plan: ActivityPlan, asked: Sequence[str], by: str
) -> None:
    planned = plan_activity(ports, "", plan, by)
    assert isinstance(planned, Planned), planned
    activity = planned.activity.activity
    if said.get("is_draft"):
        return
    open_activity(ports, activity, by)
    shifts = [shift.id for shift in plan.shifts] or [""]
    for at, person in enumerate(asked):
        ports.journal.append(PlaceAsked(activity, person, shifts[at % len(shifts)]))
    came = asked[: said.get("came", 0)]
    is_over = plan.end_ms <= ports.clock.now_ms()
    for at, person in enumerate(came):
        if is_over:
            start_ms = plan.start_ms + at * MINUTE_MS
            enter_visit(ports, activity, person, start_ms, plan.end_ms, by)
        else:
            check_in_to(ports, activity, person, by)
            lend(ports, person, "vest", 1, by, activity)
    if "quality" in said:
        evaluate_activity(ports, activity, {WHOLE: said["quality"]}, by)
        close_record(ports, activity, by)
