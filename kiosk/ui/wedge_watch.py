"""Which keys were typed by a scanner: the decision alone, without Qt and without a clock.

A scanner on USB is a keyboard (a "wedge"): it types the code's text and mostly Enter. Nothing but
its speed tells it from a hand. So a character is held back until the next key, or a moment's
silence, has shown whose it is; then the whole run is either a code or passed on in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, TypeVar

E = TypeVar("E")

GAP_MS: Final = 50
"""From key to key. Scanners take 1 to 20 ms; a hand that types 1200 characters a minute takes 50,
and does not do so for long."""
SILENCE_MS: Final = 150
"""The same where it is a scanner for certain: a radio scanner may halt."""
SURE: Final = 8
"""So many characters so fast are no hand's."""
SHORTEST: Final = 4
"""So many are enough where Enter comes as fast."""
AFTER_MS: Final = 300
"""An Enter so soon after a code is the scanner's: some end with two."""


class Sort(Enum):
    CHARACTER = 1
    END = 2
    """Enter or Tab."""
    SHIFT = 3
    """Does nothing by itself."""
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Key(Generic[E]):
    """event: what is passed on if a hand typed it. code: which key, so that its release is known.
    at_ms: when, by a clock that need not start at zero."""

    event: E
    code: int
    sort: Sort
    text: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Verdict(Generic[E]):
    passed: tuple[E, ...] = ()
    """Held back until now: a hand's after all, to be passed on first, in this order."""
    scanned: str = ""
    """The text of a code."""
    is_held: bool = False
    """The key itself goes nowhere now."""


class WedgeWatch(Generic[E]):
    def __init__(self) -> None:
        self._held: list[E] = []
        self._text = ""
        self._last_ms = 0
        self._ended_ms = -1_000_000_000
        self._down: set[int] = set()
        """Keys that went nowhere when they were pressed."""

    @property
    def wait_ms(self) -> int:
        """How long to wait for the next key, then call `rest`; 0: nothing is held."""
        return (self._limit_ms + 10) if self._text else 0

    @property
    def is_scanning(self) -> bool:
        """It is a scanner for certain."""
        return len(self._text) >= SURE

    @property
    def _limit_ms(self) -> int:
        return SILENCE_MS if self.is_scanning else GAP_MS

    def press(self, key: Key[E]) -> Verdict[E]:
        is_near = bool(self._text) and 0 <= key.at_ms - self._last_ms <= self._limit_ms
        before: Verdict[E] = Verdict() if is_near else self.rest()
        match key.sort:
            case Sort.CHARACTER:
                self._hold(key)
                return Verdict(before.passed, before.scanned, is_held=True)
            case Sort.END:
                return self._end(key, before)
            case _ if not self._text:
                return before
            case Sort.SHIFT:
                self._held.append(key.event)
                self._down.add(key.code)
                return Verdict(is_held=True)
            case _ if self.is_scanning:  # a control character within the code
                self._last_ms = key.at_ms
                self._down.add(key.code)
                return Verdict(is_held=True)
            case _:
                return Verdict(self.rest().passed)

    def release(self, event: E, code: int) -> Verdict[E]:
        if code not in self._down:
            return Verdict()
        self._down.discard(code)
        if self._held:
            self._held.append(event)
        return Verdict(is_held=True)

    def rest(self) -> Verdict[E]:
        """No key came for long enough: a code without its Enter, or a hand."""
        if self.is_scanning:
            return Verdict(scanned=self._take(self._last_ms))
        passed = tuple(self._held)
        self._forget()
        self._down.clear()
        return Verdict(passed)

    def _hold(self, key: Key[E]) -> None:
        self._held.append(key.event)
        self._down.add(key.code)
        self._text += key.text
        self._last_ms = key.at_ms

    def _end(self, key: Key[E], before: Verdict[E]) -> Verdict[E]:
        if len(self._text) >= SHORTEST:
            self._down.add(key.code)
            return Verdict(scanned=self._take(key.at_ms), is_held=True)
        passed = before.passed + self.rest().passed
        if not passed and 0 <= key.at_ms - self._ended_ms <= AFTER_MS:
            self._down.add(key.code)
            return Verdict(scanned=before.scanned, is_held=True)
        return Verdict(passed, before.scanned)

    def _take(self, at_ms: int) -> str:
        text = self._text
        self._ended_ms = at_ms
        self._forget()
        return text

    def _forget(self) -> None:
        self._held = []
        self._text = ""
