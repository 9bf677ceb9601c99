"""Until when an activity's service and evaluation must be recorded (order 67, article 11)."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from sync.standard.activities import ActivityPlan
from sync.standard.clock import date_of
from sync.standard.workdays import Workdays

NEAR: Final = 3
"""Working days before the deadline from which on people are warned."""


class Deadline(msgspec.Struct, frozen=True):
    day: date
    days_left: int
    """Working days; below 0 when it is over."""
    unknown_years: tuple[int, ...] = ()
    """Whose holidays nobody has told: only weekends were left out of these."""

    @property
    def is_over(self) -> bool:
        return self.days_left < 0

    @property
    def is_near(self) -> bool:
        return 0 <= self.days_left <= NEAR


def deadline_of(plan: ActivityPlan, workdays: Workdays, today: date) -> Deadline:
    end = date_of(plan.end_ms)
    day = workdays.after(end)
    years = sorted({end.year, day.year})
    unknown = tuple(year for year in years if not workdays.is_known(year))
    return Deadline(day, workdays.until(today, day), unknown)
