"""The types of the catalogue's placeholders: how a value is shown, and how it is said. Pure.

`{start:time}` is the value named start, as a time of day. How each type looks in a language stands
under [reading] of its catalogue:

    date = "{day} {month} {year}"       one.hours = "{n} hour"
    day_of_year = "{day} {month}"       many.hours = "{n} hours"

A language with words for digits (digit.0) has its numbers said in words, by kiosk.numbers; another
one's numbers are left to the engine that speaks, which knows them.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.numbers import NumberWords

Value = str | int | date


class Kind(StrEnum):
    TEXT = ""
    """Words that are already made: shown and said as they are."""
    NAME = "name"
    """A person's: never in a recording."""
    NUMBER = "number"
    """A number that names one of several: a page, a star."""
    DIGITS = "digits"
    """Said one by one: a telephone, an ID number, a code."""
    COUNT = "count"
    """How many of something; a language may have its unit with it, as with all of those below."""
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"
    DAYS = "days"
    PEOPLE = "people"
    ENTRIES = "entries"
    AMOUNT = "amount"
    """Of money in yuan, "12.50"."""
    DATE = "date"
    """A datetime.date."""
    DAY = "day"
    """The same without its year."""
    WEEKDAY = "weekday"
    """A date's."""
    TIME = "time"
    """A datetime.datetime's time of day."""


COUNTED = frozenset(
    {
        Kind.COUNT,
        Kind.HOURS,
        Kind.MINUTES,
        Kind.SECONDS,
        Kind.DAYS,
        Kind.PEOPLE,
        Kind.ENTRIES,
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder."""

    name: str
    kind: Kind


def pieces(text: str) -> tuple[str | Slot, ...]:
    """A sentence's literal parts and placeholders, in order.

    Raises ValueError for a type that is not known or braces that do not close.
    """
    found: list[str | Slot] = []
    for literal, name, kind, _ in string.Formatter().parse(text):
        if literal:
            found.append(literal)
        if name is not None:
            found.append(Slot(name, Kind(kind or "")))
    return tuple(found)


class Values:
    """words: what stands under [reading] in a language's catalogue."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._numbers = NumberWords(words.__getitem__) if "digit.0" in words else None

    def show(self, kind: Kind, value: Value) -> str:
        match kind, value:
            case Kind.TIME, datetime():
                return f"{value.hour}:{value.minute:02d}"
            case ((Kind.DATE | Kind.DAY), date()):
                month = self._words.get(f"month.{value.month}", str(value.month))
                form = "date" if kind is Kind.DATE else "day_of_year"
                return self._form(form, year=value.year, month=month, day=value.day)
            case Kind.WEEKDAY, date():
                return self._words.get(f"weekday.{value.isoweekday()}", "")
            case Kind.AMOUNT, _:
                return self._form(kind, n=value)
            case _ if kind in COUNTED:
                return self._form(f"one.{kind}" if str(value) == "1" else f"many.{kind}", n=value)
        return str(value)

    def say(self, kind: Kind, value: Value) -> str:
        numbers = self._numbers
        if numbers is None:
            return " ".join(str(value)) if kind is Kind.DIGITS else self.show(kind, value)
        match kind, value:
            case Kind.TIME, datetime():
                return numbers.time(value.hour, value.minute)
            case Kind.DATE, date():
                return numbers.date(str(value.year), value.month, value.day)
            case Kind.DAY, date():
                return numbers.date("", value.month, value.day)
            case Kind.WEEKDAY, _:
                return self.show(kind, value)
            case Kind.AMOUNT, _:
                yuan, _, hundredths = str(value).partition(".")
                return numbers.amount(int(yuan), int(hundredths.ljust(2, "0")))
            case Kind.DIGITS, _:
                return numbers.digits(str(value))
            case Kind.NUMBER, _:
                return numbers.decimal(str(value))
            case _ if kind in COUNTED:
                return numbers.count(str(value))
        return str(value)

    def _form(self, key: str, **parts: object) -> str:
        """Without a form of the language's own: the bare number."""
        return self._words.get(key, "{n}").format(**parts)
