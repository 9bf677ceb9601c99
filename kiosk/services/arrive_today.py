"""Somebody comes: what is on today that she may be here for, and what she has to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.check_in import Arrived, NotRegistered, arrive
from kiosk.services.list_activities import running_now
from kiosk.services.my_places import News, my_places, untold_news
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.clock import HOUR_MS

BEFORE_MS: Final = HOUR_MS
MOST_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class ArrivedToday:
    """activities: open from an hour before each begins until it ends; hers alone where she has a
    place in any, or the first of them all (is_hers)."""

    arrived: Arrived
    activities: tuple[Activity, ...] = ()
    is_hers: bool = False
    news: tuple[News, ...] = ()


def arrive_today(ports: Ports, person: str) -> ArrivedToday | NotRegistered:
    arrived = arrive(ports, person)
    if isinstance(arrived, NotRegistered):
        return arrived
    now_ms = ports.clock.now_ms()
    running = [
        row
        for row in running_now(ports)
        if row.plan.start_ms - BEFORE_MS <= now_ms < row.plan.end_ms
    ]
    asked = {mine.place.activity for mine in my_places(ports, person)} if running else set()
    hers = [row for row in running if row.activity in asked]
    activities = tuple((hers or running)[:MOST_SHOWN])
    return ArrivedToday(arrived, activities, bool(hers), untold_news(ports, person))
