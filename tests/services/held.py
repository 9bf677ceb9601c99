"""An activity and people for it, over plain ports."""

from __future__ import annotations

from typing import Any

import msgspec

from kiosk.services.open_activity import Opened, open_activity
from kiosk.services.plan_activity import Planned, plan_activity
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from sync.standard.activities import ActivityPlan, Shift
from sync.standard.clock import HOUR_MS, start_of
from sync.standard.residents import Personal
from tests.plain_ports import TODAY

NINE_MS = start_of(TODAY) + 9 * HOUR_MS
"""When the plain clock begins."""
NUMBERS = (
    "321199194602285500",
    "32119919590430381X",
    "321199195001011509",
    "321199195207194179",
)
CADRE = "cadre-1"


def a_plan(**changed: Any) -> ActivityPlan:
    plan = ActivityPlan(
        title="Clean the pond",
        field="clean",
        content="Leaves out of the water",
        place="The pond",
        start_ms=NINE_MS + HOUR_MS,
        end_ms=NINE_MS + 3 * HOUR_MS,
        places=10,
    )
    return msgspec.structs.replace(plan, **changed)


def a_shift(name: str = "am", start_h: float = 1, end_h: float = 2, places: int = 3) -> Shift:
    """Hours after nine."""
    return Shift(name, NINE_MS + int(start_h * HOUR_MS), NINE_MS + int(end_h * HOUR_MS), places)


def planned(ports: Ports, **changed: Any) -> str:
    done = plan_activity(ports, "", a_plan(**changed), CADRE)
    assert isinstance(done, Planned), done
    return done.activity.activity


def opened(ports: Ports, **changed: Any) -> str:
    activity = planned(ports, **changed)
    done = open_activity(ports, activity, CADRE)
    assert isinstance(done, Opened), done
    return activity


def people(ports: Ports, count: int = 4) -> list[str]:
    found = []
    for number in NUMBERS[:count]:
        done = register(ports, Personal(number=number, name="\u738b\u82f1"), "v1")
        assert isinstance(done, RegisteredNow)
        found.append(done.person)
    return found
