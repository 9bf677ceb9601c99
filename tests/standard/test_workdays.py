"""Working days by the State Council's calendars of 2025 and 2026, make-up days among them.

Sources: notices of the General Office, Guobanfa 2024 No. 12-2 and Guobanfa 2025 No. 7.
"""

from __future__ import annotations

from datetime import date

import pytest

from sync.standard.county_tables import HolidaysTable
from sync.standard.workdays import Workdays

OFFICIAL = Workdays()


@pytest.mark.parametrize(
    "day",
    [
        *("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
        *("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
    ],
)
def test_a_weekend_day_that_makes_up_is_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert OFFICIAL.is_workday(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        *("2025-01-01", "2025-01-28", "2025-02-04", "2025-04-04", "2025-05-05", "2025-06-02"),
        *("2025-10-01", "2025-10-08", "2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06"),
        *("2026-05-05", "2026-06-19", "2026-09-25", "2026-10-07"),
    ],
)
def test_a_holiday_on_a_weekday_is_off(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert not OFFICIAL.is_workday(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("ended", "by"),
    [
        ("2025-01-24", "2025-02-13"),  # Spring Festival lies between, two make-up days as well.
        ("2025-09-26", "2025-10-16"),
        ("2026-02-10", "2026-03-02"),
        ("2026-09-18", "2026-10-09"),
        ("2026-11-02", "2026-11-16"),  # Two plain weeks.
    ],
)
def test_ten_working_days_after_the_end(ended: str, by: str) -> None:
    assert OFFICIAL.after(date.fromisoformat(ended)).isoformat() == by


def test_days_left_go_below_zero_when_it_is_over() -> None:
    deadline = date(2026, 11, 16)
    assert OFFICIAL.until(date(2026, 11, 13), deadline) == 1
    assert OFFICIAL.until(deadline, deadline) == 0
    assert OFFICIAL.until(date(2026, 11, 18), deadline) == -2


def test_a_later_year_follows_the_county_s_table() -> None:
    assert not OFFICIAL.is_known(2033)
    friday, saturday = date(2033, 9, 30), date(2033, 10, 1)
    assert OFFICIAL.is_workday(friday)
    assert not OFFICIAL.is_workday(saturday)
    given = Workdays([HolidaysTable(2033, ("2033-09-30",), ("2033-10-01",))])
    assert given.is_known(2033)
    assert not given.is_workday(friday)
    assert given.is_workday(saturday)
