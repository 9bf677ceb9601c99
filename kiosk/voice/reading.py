"""How the numbers of a free text are said: of a notice, a name, a value that has no type.

Pure; what the catalogue's own placeholders hold is already in words (kiosk.values).

A run of four or more digits with nothing counted after it is a phone, an ID number or its end, and
is read digit by digit; so is a run that begins with 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.numbers import NumberWords
from kiosk.strings import Strings

Read = Callable[[str], str]

LONGEST_RUN_AS_QUANTITY = 3


def reading_of(strings: Strings) -> Read:
    """The language's reading; a language without words for digits is read as it is written."""
    return Reading(strings) if strings.has("reading.digit.0") else lambda text: text


def begins_of(strings: Strings) -> tuple[str, ...]:
    """Characters that begin a phrase more often than not (kiosk.voice.clauses)."""
    return tuple(strings.show("reading.begins").split()) if strings.has("reading.begins") else ()


class Reading:
    """Call it with a sentence: the same with every number in words."""

    def __init__(self, strings: Strings) -> None:
        def word(key: str) -> str:
            return strings.say(f"reading.{key}")

        self._word = word
        self._numbers = NumberWords(word)
        ordered = word("ordered").split()
        self._counted = frozenset(word("counted").split())
        units = "|".join(map(re.escape, sorted((*self._counted, *ordered), key=len, reverse=True)))
        year, month, day = map(re.escape, (word("year"), word("month"), word("day")))
        yuan = re.escape(word("yuan"))
        # In this order: each takes its digits away from those after it.
        self._rules: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
            (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), self._date),
            (
                re.compile(
                    rf"(\d{{4}}) ?{year} ?(?:(\d{{1,2}}) ?{month})? ?(?:(\d{{1,2}}) ?{day})?"
                ),
                self._date,
            ),
            (re.compile(r"(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)"), self._time),
            (re.compile(r"[¥￥] ?(\d+)(?:\.(\d{1,2}))?"), self._amount),
            (re.compile(rf"(\d+)\.(\d{{1,2}}) ?{yuan}"), self._amount),
            (re.compile(r"(\d+(?:\.\d+)?) ?[%％]"), self._percent),
            (re.compile(r"\d{3,}(?:[ -]\d{3,})+[Xx]?|\d{17}[Xx]"), self._one_by_one),
            (re.compile(rf"([-−]?)(\d+)(?:\.(\d+))?(?: ?({units}))?"), self._quantity),
        ]

    def __call__(self, text: str) -> str:
        for pattern, say in self._rules:
            text = pattern.sub(say, text)
        return text

    def _date(self, match: re.Match[str]) -> str:
        return self._numbers.date(match[1], int(match[2] or 0), int(match[3] or 0))

    def _time(self, match: re.Match[str]) -> str:
        return self._numbers.time(int(match[1]), int(match[2]))

    def _amount(self, match: re.Match[str]) -> str:
        return self._numbers.amount(int(match[1]), int((match[2] or "").ljust(2, "0")))

    def _percent(self, match: re.Match[str]) -> str:
        return self._word("percent") + self._numbers.decimal(match[1])

    def _one_by_one(self, match: re.Match[str]) -> str:
        return self._word("pause").join(map(self._numbers.digits, re.split("[ -]", match[0])))

    def _quantity(self, match: re.Match[str]) -> str:
        sign, whole, part, unit = match[1], match[2], match[3] or "", match[4] or ""
        is_long = len(whole) > LONGEST_RUN_AS_QUANTITY and not unit
        if not part and (is_long or (len(whole) > 1 and whole[0] == "0")):
            return (self._word("pause") if sign else "") + self._numbers.digits(whole) + unit
        minus = self._word("minus") if sign else ""
        say = self._numbers.count if unit in self._counted else self._numbers.decimal
        return minus + say(f"{whole}.{part}" if part else whole) + unit
