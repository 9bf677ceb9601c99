"""The date in words, of the sun's calendar and the moon's."""

from __future__ import annotations

from datetime import date

from kiosk.strings import Strings


def date_in_words(strings: Strings, day: date) -> str:
    weekday = strings.show(f"shell.weekday.{day.isoweekday()}")
    return strings.show("shell.date", day=day, weekday=weekday)


def lunar_in_words(strings: Strings, day: date) -> str:
    """The farmer's calendar, by which village people reckon."""
    from lunar_python import Solar  # not before the first page is made

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    month = strings.show(f"shell.lunar_month.{abs(lunar.getMonth())}")
    if lunar.getMonth() < 0:  # a leap month
        month = strings.show("shell.lunar_leap", month=month)
    return month + strings.show(f"shell.lunar_day.{lunar.getDay()}")
