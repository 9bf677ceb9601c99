"""How numbers, times, dates and amounts are said. Pure; the words come from the strings.

A run of four or more digits with nothing counted after it is a phone, an ID number or its end, and
is read digit by digit; so is a run that begins with 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.strings import Strings

Read = Callable[[str], str]

LONGEST_RUN_AS_QUANTITY = 3
MYRIAD = 10_000


def reading_of(strings: Strings) -> Read:
    """The language's reading; a language without words for digits is read as it is written."""
    return Reading(strings) if strings.has("reading.digit.0") else lambda text: text


class Reading:
    """Call it with a sentence: the same with every number in words."""

    def __init__(self, strings: Strings) -> None:
        def word(key: str) -> str:
            return strings.say(f"reading.{key}")

        self._word = word
        self._digits = [word(f"digit.{digit}") for digit in range(10)]
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

    def number(self, n: int) -> str:
        """0 to 99,999,999; more is read digit by digit."""
        if n >= MYRIAD * MYRIAD:
            return self.digits(str(n))
        high, low = divmod(n, MYRIAD)
        if not high:
            return self._below_myriad(low)
        link = self._digits[0] if 0 < low < 1000 else ""
        return self.number(high) + self._word("myriad") + (link + self._full(low) if low else "")

    def digits(self, run: str) -> str:
        """One by one, as a telephone number is read; X is the ID number's last character."""
        said = {str(digit): word for digit, word in enumerate(self._digits)}
        said |= {"1": self._word("one_of_many"), "X": self._word("digit.x")}
        return "".join(said[each] for each in run.upper())

    def time(self, hour: int, minute: int) -> str:
        said = (self._word("two_of") if hour == 2 else self.number(hour)) + self._word("oclock")
        if minute == 0:
            return said + self._word("sharp")
        zero = self._digits[0] if minute < 10 else ""
        return said + zero + self.number(minute) + self._word("minute")

    def date(self, year: str, month: int = 0, day: int = 0) -> str:
        said = "".join(self._digits[int(digit)] for digit in year) + self._word("year")
        said += self.number(month) + self._word("month") if month else ""
        return said + (self.number(day) + self._word("day") if day else "")

    def amount(self, yuan: int, hundredths: int) -> str:
        jiao, fen = divmod(hundredths, 10)
        said = self.number(yuan) + self._word("yuan")
        if jiao:
            said += self._digits[jiao] + self._word("jiao")
        if fen:
            said += ("" if jiao else self._digits[0]) + self._digits[fen] + self._word("fen")
        return said

    def _below_myriad(self, n: int) -> str:
        """10 to 19 begin with ten, without one before it."""
        return self._full(n)[1:] if 10 <= n <= 19 else self._full(n)

    def _full(self, n: int) -> str:
        if n == 0:
            return self._digits[0]
        said, is_gap = "", False
        for size, name in ((1000, "thousand"), (100, "hundred"), (10, "ten"), (1, "")):
            digit = n // size % 10
            if digit:
                said += (self._digits[0] if is_gap and said else "") + self._digits[digit]
                said += self._word(name) if name else ""
            is_gap = digit == 0
        return said

    def _date(self, match: re.Match[str]) -> str:
        return self.date(match[1], int(match[2] or 0), int(match[3] or 0))

    def _time(self, match: re.Match[str]) -> str:
        return self.time(int(match[1]), int(match[2]))

    def _amount(self, match: re.Match[str]) -> str:
        return self.amount(int(match[1]), int((match[2] or "").ljust(2, "0")))

    def _percent(self, match: re.Match[str]) -> str:
        whole, _, part = match[1].partition(".")
        return self._word("percent") + self._decimal(int(whole), part)

    def _one_by_one(self, match: re.Match[str]) -> str:
        return self._word("pause").join(map(self.digits, re.split("[ -]", match[0])))

    def _quantity(self, match: re.Match[str]) -> str:
        sign, whole, part, unit = match[1], match[2], match[3] or "", match[4] or ""
        is_long = len(whole) > LONGEST_RUN_AS_QUANTITY and not unit
        if not part and (is_long or (len(whole) > 1 and whole[0] == "0")):
            return ("" if not sign else self._word("pause")) + self.digits(whole) + unit
        minus = self._word("minus") if sign else ""
        if whole == "2" and not part and unit in self._counted:
            return minus + self._word("two_of") + unit
        return minus + self._decimal(int(whole), part) + unit

    def _decimal(self, whole: int, part: str) -> str:
        tail = "".join(self._digits[int(digit)] for digit in part)
        return self.number(whole) + (self._word("point") + tail if tail else "")
