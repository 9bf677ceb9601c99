"""The hybrid clock: time that never runs backwards, whatever the machine's clock says.

A village machine with a flat battery wakes up in 1970; a mains failure or a wrong hand sets it
back. Entries must still be in order, and nobody may be told hours that came from a broken clock.
So each entry carries a stamp made from the wall clock and the last stamp, and says when the two
disagreed (after Kulkarni et al. 2014, "Logical Physical Clocks").
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

import msgspec

#: All of China keeps one time, without summer time.
CHINA: Final = timezone(timedelta(hours=8))

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

#: No entry can be older than the program: 2026-01-01T00:00:00Z, milliseconds since 1970.
EARLIEST_MS = 1_767_225_600_000
#: How far the wall clock may fall behind the last stamp before its entries are marked.
TOLERANCE_MS = 5 * MINUTE_MS
#: How far it may leap past the last contact with the county before its entries are marked.
LONGEST_SILENCE_MS = 400 * DAY_MS


class Stamp(msgspec.Struct, frozen=True, order=True):
    """When something happened: milliseconds since 1970 (UTC), and a counter within it."""

    ms: int
    count: int = 0
    doubtful: bool = False
    """The wall clock was plainly wrong when this was stamped."""


def next_stamp(last: Stamp | None, wall_ms: int, trusted_ms: int = EARLIEST_MS) -> Stamp:
    """The stamp for the next entry.

    last: the newest stamp in the journal, None for an empty one.
    wall_ms: what the machine's clock says now.
    trusted_ms: the newest time known from the county or the program's release.
    """
    floor = max(trusted_ms, last.ms if last else 0)
    behind = floor - wall_ms
    ahead = wall_ms - floor
    doubtful = behind > TOLERANCE_MS or (trusted_ms > EARLIEST_MS and ahead > LONGEST_SILENCE_MS)
    # A leap into the far future is not followed: every later entry would be stuck there.
    ms = floor if ahead > LONGEST_SILENCE_MS and doubtful else max(wall_ms, floor)
    if last is None or ms > last.ms:
        return Stamp(ms, 0, doubtful)
    return Stamp(last.ms, last.count + 1, doubtful)


def clamp(stamp: Stamp, ms: int) -> Stamp:
    """The stamp as it counts, when the county says that it was no later than ms.

    The counter belonged to the wrong time: among entries clamped to one moment it would put an
    earlier one last. Without it their order is that of their device.
    """
    return stamp if stamp.ms <= ms else Stamp(ms, doubtful=True)


def clock_is_doubtful(last: Stamp | None, wall_ms: int, trusted_ms: int = EARLIEST_MS) -> bool:
    """Whether an entry made now would be marked, for the line that says so on the screen."""
    return next_stamp(last, wall_ms, trusted_ms).doubtful


def date_of(ms: int) -> date:
    """The village's date of a time in milliseconds since 1970."""
    return time_of(ms).date()


def time_of(ms: int) -> datetime:
    """The village's date and time of a time in milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, CHINA)


def start_of(day: date) -> int:
    """Milliseconds since 1970 of the village's midnight that begins the day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=CHINA).timestamp()) * 1000
