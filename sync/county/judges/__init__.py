"""Judges: what follows at the county from entries that have just arrived.

A judge looks at them, in the order of arrival, and decides (sync.county.decisions.decide). Each
runs once for an entry, in the transaction that stores it. A new subject adds its own judge here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection

from sync.standard.entry import Entry

Judge = Callable[[Connection, str, Sequence[Entry], int], None]
"""(connection, village, fresh entries that can be read, the county's time in milliseconds)."""

JUDGES: Final[tuple[Judge, ...]] = ()


def judge(connection: Connection, village: str, entries: Sequence[Entry], now_ms: int) -> None:
    for one in JUDGES:
        if entries:
            one(connection, village, entries, now_ms)
