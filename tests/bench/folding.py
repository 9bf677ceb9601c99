"""Entries into views: in memory, and through SQLite as `main.py rebuild` does it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from kiosk.config import Config
from kiosk.store.database import Database
from kiosk.store.rebuild import rebuild
from kiosk.village import open_village
from sync.standard.entry import Entry, decode
from sync.standard.fold import fold
from sync.standard.origin import Ref
from sync.standard.views import DictShelf
from tests.bench.figures import Figure, least, median
from tests.bench.machine import rows_per_s

ENTRIES: Final = 200_000
"""In memory, so many are enough."""


def measure(folder: Path, runs: int, raw: Path) -> list[Figure]:
    """raw: where the machine's own rows are written."""
    raw_per_s = median(rows_per_s(raw, encrypted=True) for _ in range(runs))
    village = open_village(Config(folder))
    try:
        database = village.store.database
        pure = [_pure(database) for _ in range(runs)]
        folded, whole = zip(*(_rebuild(database) for _ in range(min(runs, 3))), strict=True)
    finally:
        village.close()
    ratio, of = median(folded) / raw_per_s, "raw SQLCipher rows/s"
    return [
        Figure("fold, decoded entries, in memory", median(f for _, f in pure), "1/s", least(4e4)),
        Figure("read + fold, in memory", median(b for b, _ in pure), "1/s", least(4e4)),
        Figure("read + fold through SQLite", median(folded), "1/s", least(4e4), ratio, of),
        Figure("  with comparing and indexing (rebuild)", median(whole), "1/s"),
    ]


def _pure(database: Database) -> tuple[float, float]:
    """Entries a second: decoded and folded, folded alone."""
    query = "SELECT device, epoch, seq, line FROM entries ORDER BY no LIMIT ?"
    rows = database.rows(query, (ENTRIES,))
    shelf = DictShelf()
    began_s = time.perf_counter()
    read = [decode(Ref(device, epoch, seq), line) for device, epoch, seq, line in rows]
    decoded_s = time.perf_counter()
    for entry in read:
        assert isinstance(entry, Entry)
        fold(entry, shelf)
    ended_s = time.perf_counter()
    return len(rows) / (ended_s - began_s), len(rows) / (ended_s - decoded_s)


def _rebuild(database: Database) -> tuple[float, float]:
    """Entries a second: into the fresh tables, and with all that a rebuild does."""
    times_s: list[float] = []
    began_s = time.perf_counter()
    found = rebuild(database, lambda _done: times_s.append(time.perf_counter()))
    ended_s = time.perf_counter()
    assert found.total == 0, found
    return found.entries / (times_s[-1] - began_s), found.entries / (ended_s - began_s)
