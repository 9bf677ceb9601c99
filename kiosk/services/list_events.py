"""List the activities that people may come to now: what the desk of an event offers."""

from __future__ import annotations

from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.clock import DAY_MS, HOUR_MS

BEFORE_MS = 2 * HOUR_MS
"""A large event's desk stands early."""
AFTER_MS = 12 * HOUR_MS
"""And late: people go home after its end."""
MOST = 50


def list_events(ports: Ports) -> list[Activity]:
    """Open ones, the largest first among those of now, then those of the days to come."""
    now_ms = ports.clock.now_ms()
    found = ports.rows.where(Activity, order="-start_ms", limit=500)
    able = [row for row in found if row.is_open and row.plan.end_ms + AFTER_MS > now_ms]

    def rank(row: Activity) -> tuple[int, int, str]:
        if row.start_ms - BEFORE_MS <= now_ms:
            return 0, -row.plan.all_places, row.activity
        return 1 + (row.start_ms - now_ms) // DAY_MS, -row.plan.all_places, row.activity

    return sorted(able, key=rank)[:MOST]
