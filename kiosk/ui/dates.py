"""The date in words, of the sun's calendar and the moon's."""

from __future__ import annotations

from datetime import date

from kiosk.strings import Strings


def date_in_words(strings: Strings, day: date) -> str:
    weekday = strings.show(f"shell.weekday.{day.isoweekday()}")
    return strings.show("shell.date", month=day.month, day=day.day, weekday=weekday)


def lunar_in_words(strings: Strings, day: date) -> str:
    """The farmer's calendar, by which village people reckon. "" outside its table (1900-2099)."""
    from lunardate import LunarDate  # not needed upright

    try:
        lunar = LunarDate.fromSolarDate(day.year, day.month, day.day)
    except ValueError:
        return ""
    month = strings.show(f"shell.lunar_month.{lunar.month}")
    if lunar.isLeapMonth:
        month = strings.show("shell.lunar_leap", month=month)
    return month + strings.show(f"shell.lunar_day.{lunar.day}")
