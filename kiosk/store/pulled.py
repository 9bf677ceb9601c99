"""Keeping what was pulled: lines that others wrote, and own ones that come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.errors import ProgramFault
from kiosk.store.beside import Notes
from kiosk.store.chain import Chain
from kiosk.store.database import Database
from sync.standard.entry import Entry, Unreadable
from sync.standard.origin import Ref

INSERT: Final = (
    "INSERT OR IGNORE INTO entries (device, epoch, seq, hash, line, kind) VALUES (?, ?, ?, ?, ?, ?)"
)
_KEEP_CONFLICT: Final = (
    "INSERT OR IGNORE INTO conflicts SELECT device, epoch, seq, ?4 FROM entries"
    " WHERE device = ?1 AND epoch = ?2 AND seq = ?3 AND line <> ?4"
)
_KEEP_OWN: Final = (
    "INSERT OR IGNORE INTO conflicts SELECT device, epoch, seq, line FROM entries"
    " WHERE device = ?1 AND epoch = ?2 AND seq = ?3 AND line <> ?4"
)
_OVERTAKE: Final = (
    "UPDATE entries SET line = ?4, kind = ?5, hash = NULL, reason = NULL"
    " WHERE device = ?1 AND epoch = ?2 AND seq = ?3 AND line <> ?4"
)
_COUNTY_HAS_IT: Final = (
    "UPDATE entries SET hash = NULL"
    " WHERE device = ?1 AND epoch = ?2 AND seq = ?3 AND line = ?4 AND hash IS NOT NULL"
)
"""An entry that was frozen unsent, and that the county had received all the same."""


@dataclass(frozen=True, slots=True)
class Kept:
    """fresh: lines whose identity was free. is_overtaken: some of this device's frozen epochs
    stand now in the place of others that a fork put aside, and the views must be made anew."""

    fresh: list[Entry | Unreadable]
    is_overtaken: bool = False


def keep_pulled(
    database: Database, chain: Chain, notes: Notes, rows: Sequence[tuple[int, Ref, bytes]]
) -> Kept:
    """Stores pulled lines. Another line under a taken identity is put aside; only of what a fork
    froze here the county's line counts, or one name would mean two visits."""
    read = [notes.decode(ref, line) for _, ref, line in rows]
    values = [_values(chain, one, line) for one, (_, _, line) in zip(read, rows, strict=True)]
    before = entry_count(database)
    if database.execute_many(INSERT, values) == len(values):
        return Kept([notes.open(one) for one in read])
    # Some are here already, which is rare: find out which, one after the other.
    database.execute("DELETE FROM entries WHERE no > ?", (before,))
    fresh: list[Entry | Unreadable] = []
    overtaken = 0
    for one, value in zip(read, values, strict=True):
        if database.execute(INSERT, value):
            fresh.append(notes.open(one))
            continue
        device, epoch, seq, _, line, kind = value
        if device == chain.head.device and epoch != chain.head.epoch:
            database.execute(_KEEP_OWN, (device, epoch, seq, line))
            database.execute(_COUNTY_HAS_IT, (device, epoch, seq, line))
            overtaken += database.execute(_OVERTAKE, (device, epoch, seq, line, kind))
        else:
            database.execute(_KEEP_CONFLICT, (device, epoch, seq, line))
    return Kept(fresh, overtaken > 0)


def _values(chain: Chain, read: Entry | Unreadable, line: bytes) -> tuple[object, ...]:
    """A pulled line as a row of entries."""
    if isinstance(read, Entry):
        ref, kind = read.origin.ref, str(read.fact.__struct_config__.tag)
    else:
        ref, kind = read.ref, read.kind
    head, link = chain.head, None
    if ref.device == head.device and ref.epoch == head.epoch and ref.seq > head.seq:
        if ref.seq != head.seq + 1:
            raise ProgramFault("own entries came back with a gap")
        _, link = chain.extend(line)
    return ref.device, ref.epoch, ref.seq, link, line, kind


def entry_count(database: Database) -> int:
    """Entries of all devices. None is ever deleted, so the last number is their count."""
    found = database.row("SELECT max(no) FROM entries")
    return int(found[0] or 0) if found else 0
