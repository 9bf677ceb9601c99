"""What stands in a keypad's field while it is typed and mended: no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.flows.screen import Pad
from kiosk.services.find_number import is_phone
from sync.standard.identity import IdNumber, read_number


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pad's number looks like."""

    groups: tuple[int, ...]
    least: int
    open_places: frozenset[int]
    """Shown and said for as long as they stand; the others are masked."""
    shows_last: bool = True
    may_end_in_x: bool = False

    @property
    def length(self) -> int:
        return sum(self.groups)

    def group_of(self, place: int) -> tuple[int, int]:
        """Its first place, and the one after its last."""
        first = 0
        for size in self.groups:
            if place < first + size:
                break
            first += size
        return first, first + size


# Area and year of birth may be read by a neighbour; day and serial may not.
ID_NUMBER: Final = Pattern((6, 4, 4, 4), 18, frozenset(range(10)), may_end_in_x=True)
PHONE: Final = Pattern((3, 4, 4), 11, frozenset({0, 1, 2, 7, 8, 9, 10}))
PATTERNS: Final = {
    Pad.ID_NUMBER: ID_NUMBER,
    Pad.NUMBER_OR_PHONE: ID_NUMBER,
    Pad.PHONE: PHONE,
    Pad.LAST_FOUR: Pattern((4,), 4, frozenset(), may_end_in_x=True),
    Pad.PIN: Pattern((8,), 4, frozenset(), shows_last=False),
}
_MENDED: Final = (ID_NUMBER, PHONE)
"""What has groups to touch."""


class TypedNumber:
    """Typed at its end; or, in a group that was touched, over what stands there."""

    def __init__(self, pad: Pad, text: str = "") -> None:
        self._pad = pad
        self.text = text[: PATTERNS[pad].length]
        self.mending: tuple[int, int] | None = None
        """The touched group: its first place and the one after its last."""
        self._at = 0

    def go_on(self, other: TypedNumber) -> None:
        """As far as the other one has come."""
        self.text, self.mending, self._at = other.text, other.mending, other._at

    @property
    def pattern(self) -> Pattern:
        """A phone's as long as it looks like one."""
        if self._pad is Pad.NUMBER_OR_PHONE and looks_like_phone(self.text):
            return PHONE
        return PATTERNS[self._pad]

    @property
    def can_be_mended(self) -> bool:
        return self.pattern in _MENDED

    @property
    def at(self) -> int:
        """Where the next character comes to stand."""
        return self._at if self.mending else len(self.text)

    def may_press(self, char: str) -> bool:
        longest = PATTERNS[self._pad]
        if self.text.endswith("X") and not self.mending:
            return False
        if char != "X":
            return self.at < longest.length
        # With a digit left out it comes one place early; who typed it is told so.
        earliest = longest.length - (2 if longest is ID_NUMBER else 1)
        return longest.may_end_in_x and earliest <= self.at < longest.length

    def press(self, char: str) -> bool:
        """False: it cannot stand there."""
        if not self.may_press(char):
            return False
        at = self.at
        self.text = self.text[:at] + char + self.text[at + 1 :]
        if self.mending:
            self._at += 1
            if self._at >= min(self.mending[1], len(self.text)):
                self.mending = None
        return True

    def delete(self) -> None:
        """While a group is mended: one place back, nothing is lost."""
        if not self.mending:
            self.text = self.text[:-1]
        elif self._at > self.mending[0]:
            self._at -= 1
        else:
            self.mending = None

    def mend(self, place: int) -> None:
        """The group is touched; again: it is left."""
        group = self.pattern.group_of(place)
        is_there = self.can_be_mended and group[0] < len(self.text)
        self.mending = group if is_there and self.mending != group else None
        self._at = group[0]

    @property
    def missing(self) -> int:
        return max(0, self.pattern.least - len(self.text))

    @property
    def is_whole(self) -> bool:
        return bool(self.text) and not self.missing and not self.mending

    @property
    def may_be_done(self) -> bool:
        """Whole, or of an ID number all but one: it may be that one which was left out."""
        is_id = self._pad in (Pad.ID_NUMBER, Pad.NUMBER_OR_PHONE)
        is_short = is_id and len(self.text) == ID_NUMBER.length - 1
        may_be_phone = self._pad is Pad.NUMBER_OR_PHONE and is_phone(self.text)
        return not self.mending and (self.is_whole or is_short or may_be_phone)

    @property
    def is_wrong(self) -> bool:
        """Nothing more can be typed, and it is no number: she need not say that she is done."""
        if PATTERNS[self._pad] is not ID_NUMBER or self.mending:
            return False
        is_full = len(self.text) == ID_NUMBER.length or self.text.endswith("X")
        return is_full and not isinstance(read_number(self.text, date.max), IdNumber)


def looks_like_phone(text: str) -> bool:
    """From the second digit on. Some areas' numbers begin like phones; they go on with a year."""
    if len(text) > PHONE.length or text[:1] != "1" or text[1:2] not in tuple("3456789"):
        return False
    century = text[6:8]
    has_year = century and any(each.startswith(century) for each in ("19", "20"))
    return not (text[1] in "345" and has_year)
