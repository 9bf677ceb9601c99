"""The moon's calendar on its hard days."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.ui.dates import lunar_in_words


@pytest.mark.parametrize(
    ("day", "month", "is_leap", "of_month"),
    [
        (date(2024, 2, 10), 1, False, 1),
        (date(2025, 7, 25), 6, True, 1),
        (date(2026, 2, 16), 12, False, 29),
        (date(2026, 2, 17), 1, False, 1),
        (date(2026, 11, 22), 10, False, 14),
        (date(2027, 2, 6), 1, False, 1),
        (date(2033, 12, 22), 11, True, 1),
    ],
)
def test_the_day_by_the_moon(strings, day, month, is_leap, of_month):
    name = strings.show(f"shell.lunar_month.{month}")
    if is_leap:
        name = strings.show("shell.lunar_leap", month=name)
    assert lunar_in_words(strings, day) == name + strings.show(f"shell.lunar_day.{of_month}")
