"""Working days by the official calendar, days worked to make up for a holiday included.

Service and evaluation are recorded within 10 working days after the activity ends (order 67,
article 11). The State Council publishes the days of a year in the autumn before: chinese_calendar
has them up to its release, and a county gives later ones as a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import chinese_calendar

from sync.standard.county_tables import HolidaysTable

RECORD_WITHIN: Final = 10
"""Working days."""
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_KNOWN_YEARS: Final = {day.year for day in chinese_calendar.holidays}


class Workdays:
    """tables: the county's, of any years; before the library, where both have a year."""

    def __init__(self, tables: Iterable[HolidaysTable] = ()) -> None:
        self._tables: dict[int, HolidaysTable] = {}
        for table in tables:
            self._tables.setdefault(table.year, table)

    def is_known(self, year: int) -> bool:
        """Whether the official days of the year are here; without them weekends alone are off."""
        return year in self._tables or year in _KNOWN_YEARS

    def is_workday(self, day: date) -> bool:
        table = self._tables.get(day.year)
        if table is not None:
            text = day.isoformat()
            return text in table.on or (text not in table.off and day.weekday() < _SATURDAY)
        if day.year in _KNOWN_YEARS:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < _SATURDAY

    def after(self, day: date, count: int = RECORD_WITHIN) -> date:
        """The count-th working day after the day; that day itself is not counted."""
        while count > 0:
            day += _DAY
            count -= self.is_workday(day)
        return day

    def until(self, day: date, deadline: date) -> int:
        """Working days left after the day, up to and with the deadline; below 0 when it is over."""
        if deadline < day:
            return -self.until(deadline, day)
        found = 0
        while day < deadline:
            day += _DAY
            found += self.is_workday(day)
        return found
