"""The text of a message: about which activity, when, where. Sentences: county.zh_CN.toml."""

from __future__ import annotations

from typing import Final

from sync.county.strings import say
from sync.standard.activities import Activity
from sync.standard.clock import time_of

MOST_CHARACTERS: Final = 200
"""Of one name, title or place: what is longer was not meant to be read on a telephone."""


def text_of(what: str, village: str, name: str, activity: Activity, shift: str) -> str:
    """what: of sync.standard.messages.MESSAGES. village, name: as people say them."""
    start_ms, end_ms = activity.times_of(shift)
    return say(
        f"message.{what}",
        village=village[:MOST_CHARACTERS],
        name=name[:MOST_CHARACTERS],
        title=activity.plan.title[:MOST_CHARACTERS],
        place=activity.plan.place[:MOST_CHARACTERS] or say("message.no_place"),
        time=_when(start_ms, end_ms),
    )


def _when(start_ms: int, end_ms: int) -> str:
    if not start_ms:
        return say("message.no_time")
    start, end = time_of(start_ms), time_of(end_ms)
    day = say("message.day", month=start.month, day=start.day, weekday=_weekday(start.weekday()))
    begins = say("message.clock", day=day, hour=start.hour, minute=f"{start.minute:02}")
    if end.date() != start.date() or end_ms <= start_ms:
        return begins
    return say("message.until", begins=begins, hour=end.hour, minute=f"{end.minute:02}")


def _weekday(number: int) -> str:
    """0 = Monday."""
    return say("message.weekdays").split()[number]
