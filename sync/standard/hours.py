"""The ledger of service hours: what of a person's visits counts, and why the rest does not.

Visits are looked at together, because two may overlap: an hour is counted once, whoever wrote it
down how often. So nobody ever serves more than 24 hours a day. A pure function of the visits and
of the county's tables: the same at every kiosk and at the county.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from sync.standard.attendance import Visit
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS, date_of, start_of
from sync.standard.county_tables import Dated, HoursTable
from sync.standard.origin import SELF

SELF_SERVED: Final = "self"
BY_CADRE: Final = "cadre"
IMPORTED: Final = "imported"
CORRECTED: Final = "corrected"
CREDITED: Final = "credited"
SOURCES: Final = (SELF_SERVED, BY_CADRE, IMPORTED, CORRECTED, CREDITED)
"""Where a line of the ledger comes from: checked in and out by herself (or by who acts for her),
entered by a cadre, imported, corrected, or credited because the check-out was forgotten."""


class HoursLine(msgspec.Struct, frozen=True):
    """One line of the ledger. Minutes."""

    visit: str
    start_ms: int
    service: str
    activity: str
    source: str
    given: int
    """Of the visit by itself."""
    overlapping: int
    """Of these counted by an earlier visit."""
    counted: int
    """After rounding: what stands in her record."""

    @property
    def day(self) -> date:
        return date_of(self.start_ms)


def ledger(visits: Iterable[Visit], tables: Dated[HoursTable]) -> tuple[HoursLine, ...]:
    """visits: all of one person, under whatever id; each once. The lines in the order of time."""
    lines: list[HoursLine] = []
    covered_ms = 0
    used: dict[date, int] = {}
    # Only rounding up could pass 24 hours; else no day need be looked at.
    rounds_up = any(table.rounds_up and table.rounding_minutes > 1 for table in tables.every())
    for visit in sorted(visits, key=lambda visit: (visit.start_ms, visit.visit)):
        if not visit.start_ms:
            continue
        given = visit.minutes
        end_ms = visit.start_ms + given * MINUTE_MS
        left_ms = max(0, end_ms - max(visit.start_ms, covered_ms))
        left = left_ms // MINUTE_MS
        counted = rounded(left, tables.at(visit.start_ms))
        if rounds_up:
            counted = _within_the_day(counted, left, end_ms, left_ms, used)
        covered_ms = max(covered_ms, end_ms)
        lines.append(
            HoursLine(
                visit.visit,
                visit.start_ms,
                visit.service,
                visit.activity,
                source_of(visit),
                given,
                given - left,
                counted,
            )
        )
    return tuple(lines)


def is_forgotten(visit: Visit, tables: Dated[HoursTable], now_ms: int) -> bool:
    """Open for longer than the county's rule allows, of the day on which it began. Midnight ends
    nothing: a night watch goes on past it."""
    longest_ms = tables.at(visit.start_ms).close_after_h * HOUR_MS
    return visit.is_open and now_ms - visit.start_ms > longest_ms


def total(lines: Iterable[HoursLine], since_ms: int = 0) -> int:
    """Minutes that count, of visits begun at or after since_ms."""
    return sum(line.counted for line in lines if line.start_ms >= since_ms)


def rounded(minutes: int, table: HoursTable) -> int:
    step = table.rounding_minutes
    if step <= 1:
        return minutes
    return (minutes + (step // 2 if table.rounds_up else 0)) // step * step


def source_of(visit: Visit) -> str:
    if visit.corrected_minutes >= 0:
        return CORRECTED
    if visit.is_closed:
        return CREDITED
    if visit.source:
        return visit.source
    return SELF_SERVED if visit.start_by == visit.end_by == SELF else BY_CADRE


def _within_the_day(
    counted: int, left: int, end_ms: int, left_ms: int, used: dict[date, int]
) -> int:
    """What stands on each of its days, of 24 hours at most: only rounding up could pass them."""
    from_ms = end_ms - left_ms
    at_ms, last = from_ms, date_of(from_ms)
    while at_ms < end_ms:
        last = date_of(at_ms)
        upto_ms = min(end_ms, start_of(last) + DAY_MS)
        used[last] = used.get(last, 0) + (upto_ms - at_ms) // MINUTE_MS
        at_ms = upto_ms
    if counted > left:
        counted = left + max(0, min(counted - left, DAY_MS // MINUTE_MS - used.get(last, 0)))
        used[last] = used.get(last, 0) + counted - left
    return counted
