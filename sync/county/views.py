"""The views of one village at the county: read in bulk, folded in memory, written in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select

from sync.county.store import insert_into
from sync.county.tables import VIEW_TABLES, columns_of
from sync.standard.entry import Entry
from sync.standard.fold import VIEWS, fold
from sync.standard.views import Row

R = TypeVar("R", bound=Row)

_AT_ONCE: Final = 500
_encode = msgspec.json.Encoder().encode
_DECODE: Final = {view.table: msgspec.json.Decoder(view).decode for view in VIEWS}


class VillageShelf:
    """Rows of one village within one transaction. `flush` writes what was put."""

    def __init__(self, connection: Connection, village: str) -> None:
        self._connection = connection
        self._village = village
        self._rows: dict[tuple[str, str], Row | None] = {}
        self._changed: dict[str, dict[str, dict[str, Any]]] = {}

    def get(self, table: type[R], key: str) -> R | None:
        if (table.table, key) not in self._rows:
            self.prefetch(table, (key,))
        row = self._rows[table.table, key]
        return row if isinstance(row, table) else None

    def put(self, row: Row) -> None:
        self.keep(row, self.record(row))

    def keep(self, row: Row, record: dict[str, Any]) -> None:
        """As put, with the row's record already made."""
        self._rows[row.table, row.key] = row
        self._changed.setdefault(row.table, {})[row.key] = record

    def prefetch(self, table: type[Row], keys: Iterable[str]) -> None:
        """Reads these rows in as few questions as may be; what is not there is remembered too."""
        missing = [key for key in dict.fromkeys(keys) if (table.table, key) not in self._rows]
        columns = VIEW_TABLES[table.table].c
        wanted = select(columns.key, columns.body).where(
            columns.village == self._village, columns.key.in_(bindparam("keys", expanding=True))
        )
        for at in range(0, len(missing), _AT_ONCE):
            some = missing[at : at + _AT_ONCE]
            self._rows.update(dict.fromkeys(((table.table, key) for key in some), None))
            for key, body in self._connection.execute(wanted, {"keys": some}):
                self._rows[table.table, key] = _DECODE[table.table](body)

    def flush(self) -> None:
        for table, records in self._changed.items():
            # In one order everywhere, so that two writers cannot wait for each other.
            rows = [records[key] for key in sorted(records)]
            self._connection.execute(_upsert(self._connection, table), rows)
        self._changed.clear()

    def record(self, row: Row) -> dict[str, Any]:
        """The row as its table holds it. Raises ValueError for what no database would take."""
        record = {name: getattr(row, name) for name in columns_of(type(row))}
        for value in (row.key, *record.values()):
            if isinstance(value, str) and "\0" in value:
                raise ValueError("NUL in text")
            if isinstance(value, int) and abs(value) >= 1 << 63:
                raise ValueError("number too large")
        return {"village": self._village, "key": row.key, "body": _encode(row), **record}


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
    entry's sake (invariant I10)."""
    _prefetch(entries, shelf)
    odd: list[tuple[Entry, str]] = []
    for entry in entries:
        trial = _Trial(shelf)
        try:
            fold(entry, trial)
            records = [shelf.record(row) for row in trial.put_rows.values()]
        except Exception as error:  # noqa: BLE001 - one bad entry must not stop a village
            odd.append((entry, f"fold.{type(error).__name__}"))
            continue
        for row, record in zip(trial.put_rows.values(), records, strict=True):
            shelf.keep(row, record)
    return odd


def _prefetch(entries: Sequence[Entry], shelf: VillageShelf) -> None:
    """Which rows will be touched is found by folding once into a shelf that only listens."""
    listener = _Listener()
    for entry in entries:
        try:
            fold(entry, listener)
        except Exception:  # noqa: BLE001 - told by the real fold
            continue
    for view in VIEWS:
        shelf.prefetch(view, listener.asked.get(view.table, ()))


class _Listener:
    def __init__(self) -> None:
        self.asked: dict[str, dict[str, None]] = {}

    def get(self, table: type[R], key: str) -> R | None:
        self.asked.setdefault(table.table, {})[key] = None
        return None

    def put(self, row: Row) -> None:
        del row


def _upsert(connection: Connection, view: str) -> Any:
    table = VIEW_TABLES[view]
    insert = insert_into(connection, table)
    values = {c.name: insert.excluded[c.name] for c in table.c if not c.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
