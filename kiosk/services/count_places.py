"""Count the places of an activity that are taken: of one person's ids, one place a shift.

Rows are counted by the database, and what two ids of one person hold is taken off: most villages
have no such person, and few have many.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from kiosk.services.ports import Ports
from sync.standard.recruiting import Place, held_once

MOST_PLACES: Final = 200
"""Of one id."""

Twice = Counter[tuple[str, str, str]]
"""Rows too many, by activity, shift and state."""


def counted_twice(ports: Ports) -> Twice:
    groups = ports.merges.groups()
    found = [
        place
        for person in sorted(groups.joined)
        for place in ports.rows.where(Place, limit=MOST_PLACES, person=person)
        if place.is_up
    ]
    twice = _counted(found)
    twice.subtract(_counted(held_once(found, groups.main)))
    return twice


def count_places(
    ports: Ports, activity: str, state: str, twice: Twice, shift: str | None = None
) -> int:
    """Places in this state. shift: None = of all shifts."""
    where = {} if shift is None else {"shift": shift}
    rows = ports.rows.count(Place, activity=activity, state=state, **where)
    return rows - sum(
        count
        for (of, at, stands), count in twice.items()
        if (of, stands) == (activity, state) and shift in (None, at)
    )


def _counted(places: list[Place]) -> Twice:
    return Counter((place.activity, place.shift, place.state) for place in places)
