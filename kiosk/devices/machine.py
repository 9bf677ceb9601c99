"""The machine itself: its clock and its dice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date

from sync.standard.clock import EARLIEST_MS, date_of
from sync.standard.identity import new_id
from sync.standard.village_cards import TOKEN_BYTES


def wall_ms() -> int:
    """What the machine's clock says, milliseconds since 1970; it may be wrong."""
    return time.time_ns() // 1_000_000


def steady_ms() -> int:
    """Milliseconds since the machine was started, asleep or not: nobody can set this clock."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class SystemClock:
    """wall_ms: the time as this machine knows it. latest_ms: the newest time known from the
    journal. A clock that fell back to 1970 must not make everybody's birth date lie in the
    future."""

    def __init__(self, latest_ms: Callable[[], int], wall_ms: Callable[[], int] = wall_ms) -> None:
        self._latest_ms, self._wall_ms = latest_ms, wall_ms

    def now_ms(self) -> int:
        return self._wall_ms()

    def today(self) -> date:
        return date_of(max(self._wall_ms(), self._latest_ms(), EARLIEST_MS))


class RandomIds:
    def new(self) -> str:
        """A UUIDv7 in 22 characters."""
        return new_id(wall_ms(), os.urandom(10))


class RandomTokens:
    def new(self) -> bytes:
        return os.urandom(TOKEN_BYTES)
