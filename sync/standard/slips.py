"""What a mistyped ID number was probably meant to be: a question for the person, never an answer.

Every number offered is a valid one. How likely each is, is told as the logarithm of a probability:
of the number itself (registered here, its area, its birth date) and of the slip that would have
made what was typed out of it. Only their order matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from math import log
from typing import Final

from stdnum.cn import ric
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

from sync.standard.identity import IdNumber, age_on, read_number, tidy

DIGITS: Final = 18
OLDEST: Final = 115


class SlipKind(StrEnum):
    MISTYPED = "mistyped"
    """Another key was touched."""
    SWAPPED = "swapped"
    """Two neighbours changed places."""
    MISSING = "missing"
    """A digit was left out."""
    SURPLUS = "surplus"
    """A key was touched once more than it should have been."""


@dataclass(frozen=True, slots=True)
class LikelySlip:
    number: str
    """The valid number of 18 characters that may have been meant."""
    kind: SlipKind
    places: tuple[int, ...]
    """Where in `number` it differs; for SURPLUS where in what was typed."""
    typed: str
    """What stands there instead; "" for MISSING."""


def likely_slips(
    text: str,
    today: date,
    known: Callable[[str], bool] = lambda _number: False,
    home_area: str = "",
) -> tuple[LikelySlip, ...]:
    """What may have been meant by 17, 18 or 19 characters that are no valid number, likeliest
    first; () for a valid number, and for what no single slip explains.

    known: whether somebody is registered here with a number. home_area: the six digits with which
    most numbers here begin.
    """
    typed = tidy(text)
    if isinstance(read_number(typed, today), IdNumber):
        return ()
    if not typed[:-1].isdigit() or not typed.isascii() or typed[-1] not in "0123456789X":
        return ()
    best: dict[str, tuple[float, LikelySlip]] = {}
    for chance, slip in _slips(typed):
        read = read_number(slip.number, today)
        if not isinstance(read, IdNumber):
            continue
        weight = log(chance) + _weight(read, today, known, home_area)
        if slip.number not in best or best[slip.number][0] < weight:
            best[slip.number] = weight, slip
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].number))
    return tuple(slip for weight, slip in ranked if weight > _NEVER)


# -- of the number itself

_NEVER: Final = log(1e-30)
_KNOWN: Final = log(1e-4)
"""Somebody of a few thousand, of whom most come again and again ..."""
_STRANGER: Final = log(1e-9)
"""... against one of all dates and all orders of an area."""
_HOME, _REAL, _NO_AREA = log(1.0), log(0.02), log(1e-5)


def _weight(number: IdNumber, today: date, known: Callable[[str], bool], home_area: str) -> float:
    if known(number.text):
        return _KNOWN
    area = _NO_AREA
    if home_area and number.text.startswith(home_area):
        area = _HOME
    elif _area_exists(number.text[:6]):
        area = _REAL
    return _STRANGER + area + log(_chance_of_age(age_on(number.birth, today)))


def _chance_of_age(age: int) -> float:
    """Who comes to the kiosk of a village. Of volunteers none is a small child."""
    for below, chance in ((14, 0.01), (30, 0.15), (55, 0.5), (90, 1.0), (100, 0.15)):
        if age < below:
            return chance
    return 0.005 if age < OLDEST else 1e-30


@cache
def _area_exists(area: str) -> bool:
    """By python-stdnum's table of all counties since 1980 (GB/T 2260)."""
    try:
        ric.get_birth_place(area + "19900101")
    except ValidationError:
        # Abolished before or founded after that year is an area all the same.
        return _stood_once(area)
    except KeyError:
        return False
    return True


def _stood_once(area: str) -> bool:
    for year in (1980, 1985, 1995, 2000, 2005, 2010, 2015, 2020):
        try:
            ric.get_birth_place(f"{area}{year}0101")
        except (ValidationError, KeyError):
            continue
        return True
    return False


# -- of the slip

_SHARE: Final = {
    SlipKind.MISTYPED: 0.6,
    SlipKind.SWAPPED: 0.25,
    SlipKind.MISSING: 0.1,
    SlipKind.SURPLUS: 0.05,
}
_ONCE_OF_TWO: Final = 3.0
"""So much likelier is one of a double digit left out than one that stands alone."""
_TWICE, _STRAY = 0.7, 0.03
"""A digit too many: the one before once more, or a certain other one."""
_BESIDE: Final = 6.0
_LOOKS_LIKE: Final = 4.0
_ALIKE: Final = ({"1", "7"}, {"3", "8"}, {"5", "6"}, {"6", "8"}, {"0", "8"}, {"0", "6"}, {"6", "9"})
"""Misread on the card, or misheard."""
_KEYS: Final = {c: divmod(index, 3) for index, c in enumerate("123456789X0")}


def _slips(typed: str) -> Iterator[tuple[float, LikelySlip]]:
    """Every single slip that leads to what was typed, with its chance; most are no numbers."""
    if len(typed) == DIGITS:
        yield from _mistyped(typed)
        yield from _swapped(typed)
        yield from _surplus_and_cut(typed)
    elif len(typed) == DIGITS - 1:
        yield from _missing(typed)
    elif len(typed) == DIGITS + 1:
        yield from _surplus(typed)


def _mistyped(typed: str) -> Iterator[tuple[float, LikelySlip]]:
    for place, wrong in enumerate(typed):
        for right in "0123456789X" if place == DIGITS - 1 else "0123456789":
            if right != wrong:
                number = typed[:place] + right + typed[place + 1 :]
                chance = _SHARE[SlipKind.MISTYPED] / DIGITS * _chance_of_key(right, wrong)
                yield chance, LikelySlip(number, SlipKind.MISTYPED, (place,), wrong)


def _chance_of_key(meant: str, touched: str) -> float:
    """Of all ten other keys."""
    weights = {key: _nearness(meant, key) for key in _KEYS if key != meant}
    return weights[touched] / sum(weights.values())


def _nearness(meant: str, touched: str) -> float:
    (line, column), (other_line, other_column) = _KEYS[meant], _KEYS[touched]
    if abs(line - other_line) + abs(column - other_column) == 1:
        return _BESIDE
    return _LOOKS_LIKE if {meant, touched} in _ALIKE else 1.0


def _swapped(typed: str) -> Iterator[tuple[float, LikelySlip]]:
    chance = _SHARE[SlipKind.SWAPPED] / (DIGITS - 1)
    for place in range(DIGITS - 1):
        pair = typed[place : place + 2]
        if pair[0] != pair[1]:
            number = typed[:place] + pair[::-1] + typed[place + 2 :]
            yield chance, LikelySlip(number, SlipKind.SWAPPED, (place, place + 1), pair)


def _missing(typed: str) -> Iterator[tuple[float, LikelySlip]]:
    """The same number comes out wherever among its equals a digit is put in: once is enough."""
    for place in range(DIGITS):
        for digit in "0123456789X" if place == DIGITS - 1 else "0123456789":
            if place and typed[place - 1] == digit:
                continue
            is_double = typed[place : place + 1] == digit
            chance = _SHARE[SlipKind.MISSING] / DIGITS * (_ONCE_OF_TWO if is_double else 1.0)
            number = typed[:place] + digit + typed[place:]
            yield chance, LikelySlip(number, SlipKind.MISSING, (place,), "")


def _surplus(typed: str) -> Iterator[tuple[float, LikelySlip]]:
    for place, digit in enumerate(typed):
        before = typed[place - 1] if place else ""
        if digit == typed[place + 1 : place + 2]:
            continue
        chance = _SHARE[SlipKind.SURPLUS] / DIGITS * (_TWICE if digit == before else _STRAY)
        number = typed[:place] + typed[place + 1 :]
        yield chance, LikelySlip(number, SlipKind.SURPLUS, (place,), digit)


def _surplus_and_cut(typed: str) -> Iterator[tuple[float, LikelySlip]]:
    """A digit too many, and no place left for the last one, which the others tell."""
    if typed[-1] == "X":
        return
    for chance, slip in _surplus(typed):
        body = slip.number
        number = body + mod_11_2.calc_check_digit(body)
        yield chance, LikelySlip(number, slip.kind, slip.places, slip.typed)
