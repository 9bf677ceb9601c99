"""Folding anew what some entries touch, when the county says that their stamps count otherwise.

A rebuild of every view would do as well, and takes many times longer on the store's only thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from kiosk.store.beside import Notes
from kiosk.store.database import Database
from kiosk.store.folding import POISON
from kiosk.store.views import SqlShelf
from sync.standard.entry import Entry, Unreadable
from sync.standard.fold import VIEWS, fold
from sync.standard.origin import Ref
from sync.standard.sealed import SEALED
from sync.standard.views import Row

R = TypeVar("R", bound=Row)
Place = tuple[str, str]
"""(table, key)."""

_CHUNK: Final = 5000
_FOLDED: Final = "(reason IS NULL OR reason = ?)"
"""What could not be opened counts without its fields."""
_VIEWS: Final = {view.table: view for view in VIEWS}


class Some:
    """A shelf that holds only the rows that are wanted, and knows which ones were touched."""

    def __init__(self, wanted: set[Place]) -> None:
        self.rows: dict[Place, Row] = {}
        self.touched: set[Place] = set()
        self._wanted = wanted

    def get(self, table: type[R], key: str) -> R | None:
        self.touched.add((table.table, key))
        row = self.rows.get((table.table, key))
        return row if isinstance(row, table) else None

    def put(self, row: Row) -> None:
        place = (row.table, row.key)
        self.touched.add(place)
        if place in self._wanted:
            self.rows[place] = row


def fold_anew(database: Database, shelf: SqlShelf, notes: Notes, refs: set[Ref]) -> None:
    """Makes every row that these entries touch from all entries that touch it, within the
    caller's transaction. One reading of the journal, more only where rows hang together."""
    wanted = _touched_by(_lines_of(database, notes, refs))
    while wanted:
        rows, beside = _rows(database, notes, wanted)
        if beside <= wanted:
            break
        wanted |= beside
    else:
        return
    for (table, key), row in rows.items():
        # Read first: the shelf writes what changed, and must know from what.
        shelf.get(_VIEWS[table], key)
        shelf.put(row)
    shelf.flush()


def refs_of(read: Iterable[Entry | Unreadable]) -> set[Ref]:
    return {one.origin.ref if isinstance(one, Entry) else one.ref for one in read}


def _touched_by(entries: Iterable[Entry]) -> set[Place]:
    shelf = Some(set())
    for entry in entries:
        _fold(entry, shelf)
    return shelf.touched


def _rows(
    database: Database, notes: Notes, wanted: set[Place]
) -> tuple[dict[Place, Row], set[Place]]:
    """The wanted rows, and every row that an entry touches together with one of them."""
    shelf, together = Some(wanted), set[Place]()
    for entry in _all_lines(database, notes):
        shelf.touched.clear()
        _fold(entry, shelf)
        if len(shelf.touched) > 1 and not wanted.isdisjoint(shelf.touched):
            together |= shelf.touched
    return shelf.rows, together


def _fold(entry: Entry, shelf: Some) -> None:
    try:
        fold(entry, shelf)
    except POISON:
        # Only a line that was never folded: those that were, folded well.
        return


def _lines_of(database: Database, notes: Notes, refs: set[Ref]) -> Iterator[Entry]:
    for ref in refs:
        found = database.row(
            f"SELECT line FROM entries WHERE device = ? AND epoch = ? AND seq = ? AND {_FOLDED}",
            (ref.device, ref.epoch, ref.seq, SEALED),
        )
        read = notes.read(ref, found[0]) if found else None
        if isinstance(read, Entry):
            yield read


def _all_lines(database: Database, notes: Notes) -> Iterator[Entry]:
    last = 0
    while found := database.rows(
        f"SELECT device, epoch, seq, line, no FROM entries WHERE no > ? AND {_FOLDED}"
        " ORDER BY no LIMIT ?",
        (last, SEALED, _CHUNK),
    ):
        for device, epoch, seq, line, _ in found:
            read = notes.read(Ref(device, epoch, seq), line)
            if isinstance(read, Entry):
                yield read
        last = found[-1][4]
