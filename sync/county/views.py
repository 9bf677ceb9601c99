"""The views of one village at the county: read in bulk, folded in memory, written in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection

from sync.county.bulk import BulkRow, bodies, is_key, put_rows
from sync.county.people_keys import PeopleKeys
from sync.county.tables import VIEW_TABLES, columns_of
from sync.standard.entry import Entry
from sync.standard.fold import VIEWS, fold
from sync.standard.residents import Personal, Resident
from sync.standard.views import Row

R = TypeVar("R", bound=Row)

_NOBODY: Final = Personal()
_encode = msgspec.json.Encoder().encode
_DECODE: Final = {view.table: msgspec.json.Decoder(view).decode for view in VIEWS}
_VALUES: Final = {view.table: attrgetter("key", *columns_of(view)) for view in VIEWS}


class Absent(Exception):
    """The shelf has not read this row yet: `fetch` will."""


class VillageShelf:
    """Rows of one village within one transaction. `flush` writes what was put."""

    def __init__(self, connection: Connection, village: str, people_keys: PeopleKeys) -> None:
        self._connection = connection
        self._village = village
        self._people_keys = people_keys
        self._rows: dict[tuple[str, str], Row | None] = {}
        self._absent: dict[tuple[str, str], None] = {}
        self._changed: dict[str, dict[str, BulkRow]] = {}

    def get(self, table: type[R], key: str) -> R | None:
        """Raises Absent for a row that has not been read yet."""
        place = (table.table, key)
        if place not in self._rows:
            self._absent[place] = None
            raise Absent
        row = self._rows[place]
        return row if isinstance(row, table) else None

    def keep(self, row: Row, record: BulkRow) -> None:
        """record: as `record` makes it of this row."""
        self._rows[row.table, row.key] = row
        self._changed.setdefault(row.table, {})[row.key] = record

    def fetch(self) -> None:
        """Reads the absent rows, one question a view; what is not there is remembered too."""
        self._rows.update(dict.fromkeys(self._absent))
        for view in VIEWS:
            keys = [key for table, key in self._absent if table == view.table and is_key(key)]
            found: dict[str, bytes] = dict(
                bodies(self._connection, view.table, self._village, keys)
            )
            if view is Resident:
                found = self._people_keys.open_bodies(found)
            for key, body in found.items():
                self._rows[view.table, key] = _DECODE[view.table](body)
        self._absent.clear()

    def flush(self) -> None:
        self._seal()
        for table, records in self._changed.items():
            # In one order everywhere, so that two writers cannot wait for each other.
            rows = [records[key] for key in sorted(records)]
            put_rows(self._connection, VIEW_TABLES[table], rows, instead=True)
        self._changed.clear()

    def _seal(self) -> None:
        """What a row says of a person is sealed with her own key."""
        records = self._changed.get(Resident.table, {})
        plain = {key: record[-1] for key, record in records.items() if self._is_personal(key)}
        if plain:
            for key, body in self._people_keys.seal_bodies(plain).items():
                records[key] = (*records[key][:-1], body)

    def _is_personal(self, key: str) -> bool:
        row = self._rows[Resident.table, key]
        return isinstance(row, Resident) and row.personal != _NOBODY

    def record(self, row: Row) -> BulkRow:
        """The row as its table holds it. Raises ValueError for what no database would take."""
        values = _VALUES[row.table](row)
        if not is_key(row.key):
            raise ValueError("no key")
        for value in values:
            if isinstance(value, str):
                if "\0" in value:
                    raise ValueError("NUL in text")
            elif not -(1 << 63) <= value < 1 << 63:
                raise ValueError("number too large")
        return (self._village, *values, _encode(row))


class _Trial:
    """One entry's changes, thrown away unless its whole fold went well."""

    def __init__(self, under: VillageShelf) -> None:
        self.under = under
        self.put_rows: dict[tuple[str, str], Row] = {}

    def get(self, table: type[R], key: str) -> R | None:
        row = self.put_rows.get((table.table, key))
        return row if isinstance(row, table) else self.under.get(table, key)

    def put(self, row: Row) -> None:
        self.put_rows[row.table, row.key] = row


def fold_all(entries: Sequence[Entry], shelf: VillageShelf) -> list[tuple[Entry, str]]:
    """Folds the entries; gives back those that could not be, with a code. Never raises for an
    entry's sake (invariant I10).

    An entry whose rows have not been read yet waits until all such rows are read at once. The
    order in which entries are folded does not matter, that is the fold's promise.
    """
    odd: list[tuple[Entry, str]] = []
    waiting = list(entries)
    while waiting:
        waiting = [entry for entry in waiting if not _is_done(entry, shelf, odd)]
        shelf.fetch()
    return odd


def _is_done(entry: Entry, shelf: VillageShelf, odd: list[tuple[Entry, str]]) -> bool:
    """False when a row is absent."""
    trial = _Trial(shelf)
    try:
        fold(entry, trial)
        records = [shelf.record(row) for row in trial.put_rows.values()]
    except Absent:
        return False
    except Exception as error:  # noqa: BLE001 - one bad entry must not stop a village
        odd.append((entry, f"fold.{type(error).__name__}"))
        return True
    for row, record in zip(trial.put_rows.values(), records, strict=True):
        shelf.keep(row, record)
    return True
