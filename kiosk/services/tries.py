"""Wrong tries: counted beside the journal, so that no restart and no power cut forgets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from sync.standard.clock import DAY_MS, MINUTE_MS

MOST_TRIES: Final = 5
LOCKED_MS: Final = 5 * MINUTE_MS
KEPT_MS: Final = DAY_MS
"""A count that old is dropped: she will not remember it either."""


class Tries(msgspec.Struct, frozen=True):
    wrong: int = 0
    last_ms: int = 0


@dataclass(frozen=True, slots=True)
class Locked:
    minutes: int
    """Until the next try."""
    is_new: bool = False
    """This very try locked it."""


Counts = dict[str, Tries]


def locked(tries: Tries, now_ms: int) -> Locked | None:
    """A clock set back locks nobody for longer."""
    waited_ms = now_ms - tries.last_ms
    if tries.wrong >= MOST_TRIES and 0 <= waited_ms < LOCKED_MS:
        return Locked(-((waited_ms - LOCKED_MS) // MINUTE_MS))
    return None


def one_more(tries: Tries, now_ms: int) -> Tries:
    """After a lock has passed, counted from one again."""
    return Tries(tries.wrong % MOST_TRIES + 1, now_ms)


def read_counts(ports: Ports, setting: str) -> Counts:
    stored = ports.settings.get_setting(setting)
    return msgspec.json.decode(stored, type=Counts) if stored else {}


def keep_counts(ports: Ports, setting: str, change: Callable[[Counts], None]) -> None:
    counts, now_ms = read_counts(ports, setting), ports.clock.now_ms()
    change(counts)
    fresh = {who: tries for who, tries in counts.items() if now_ms - tries.last_ms < KEPT_MS}
    ports.settings.set_setting(setting, msgspec.json.encode(fresh).decode())
