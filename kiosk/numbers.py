"""Numbers, times, dates and amounts in words, for a language that counts in ten thousands.

Pure; the words come from the catalogue (assets/strings/zh_CN/reading.toml).
"""

from __future__ import annotations

from collections.abc import Callable

MYRIAD = 10_000
DIGITS = "0123456789"


class NumberWords:
    """word: the word of a key of reading.toml ("ten", "digit.3")."""

    def __init__(self, word: Callable[[str], str]) -> None:
        self._word = word
        self._digits = [word(f"digit.{digit}") for digit in DIGITS]
        said = dict(zip(DIGITS, self._digits, strict=True))
        self._one_by_one = said | {"1": word("one_of_many"), "X": word("digit.x")}

    def number(self, n: int) -> str:
        """0 to 99,999,999; more is read digit by digit."""
        if n >= MYRIAD * MYRIAD:
            return self.digits(str(n))
        high, low = divmod(n, MYRIAD)
        if not high:
            return self._below_myriad(low)
        link = self._digits[0] if 0 < low < 1000 else ""
        return self.number(high) + self._word("myriad") + (link + self._full(low) if low else "")

    def decimal(self, text: str) -> str:
        """ "12", "2.5", "-3". What is no number is said as it is written."""
        whole, point, part = text.removeprefix("-").partition(".")
        if not (whole.isdecimal() and (part.isdecimal() or not point)):
            return text
        minus = self._word("minus") if text.startswith("-") else ""
        tail = "".join(self._digits[int(digit)] for digit in part)
        return minus + self.number(int(whole)) + (self._word("point") + tail if tail else "")

    def count(self, text: str) -> str:
        """The same before what is counted, where two has a word of its own."""
        return self._word("two_of") if text == "2" else self.decimal(text)

    def digits(self, run: str) -> str:
        """One by one, as a telephone number is read; X is the ID number's last character. Other
        characters stay."""
        return "".join(self._one_by_one.get(each, each) for each in run.upper())

    def time(self, hour: int, minute: int) -> str:
        said = self.count(str(hour)) + self._word("oclock")
        if minute == 0:
            return said + self._word("sharp")
        zero = self._digits[0] if minute < 10 else ""
        return said + zero + self.number(minute) + self._word("minute")

    def date(self, year: str, month: int = 0, day: int = 0) -> str:
        """year: "" leaves it out."""
        said = "".join(self._digits[int(digit)] for digit in year)
        said += self._word("year") if year else ""
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
