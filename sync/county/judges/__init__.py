"""Judges: what follows at the county from entries that have just arrived.

A judge looks at them, in the order of arrival, and decides (sync.county.decisions.decide). Each
runs once for an entry, in the transaction that stores it. A new subject adds its own judge here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection

from sync.county.judges import claims, duplicates, leases, moves, places
from sync.county.people_keys import PeopleKeys
from sync.standard.entry import Entry

Judge = Callable[[Connection, str, Sequence[Entry], int], None]
"""(connection, village, fresh entries that can be read, the county's time in milliseconds)."""

KeyedJudge = Callable[[Connection, str, Sequence[Entry], int, PeopleKeys], None]
"""The same with the village's people's keys."""

JUDGES: Final[tuple[tuple[frozenset[type], Judge], ...]] = (
    (claims.JUDGED, claims.judge),
    (leases.JUDGED, leases.judge),
    (places.JUDGED, places.judge),
)
"""With the facts that they look for: most batches have none of them."""

MENDERS: Final[tuple[Judge, ...]] = (claims.mend,)
"""The same for decisions of the county's own that came back after it was restored: what it has
decided otherwise meanwhile is put right."""

KEYED_JUDGES: Final[tuple[tuple[frozenset[type], KeyedJudge], ...]] = (
    (duplicates.JUDGED, duplicates.judge),
    (moves.JUDGED, moves.judge),
)


def judge(
    connection: Connection,
    village: str,
    entries: Sequence[Entry],
    now_ms: int,
    people_keys: PeopleKeys,
) -> None:
    here = {type(entry.fact) for entry in entries}
    for looked_for, one in JUDGES:
        if here & looked_for:
            one(connection, village, entries, now_ms)
    for looked_for, keyed in KEYED_JUDGES:
        if here & looked_for:
            keyed(connection, village, entries, now_ms, people_keys)


def mend(connection: Connection, village: str, entries: Sequence[Entry], now_ms: int) -> None:
    for one in MENDERS:
        if entries:
            one(connection, village, entries, now_ms)
