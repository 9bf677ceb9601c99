"""Views in SQLite: a table a view, generic from sync.standard.fold.VIEWS.

A row is kept as JSON beside the columns that are searched by. Everything here can be derived from
the journal again, so there is nothing to migrate: when a row's shape changes, it is rebuilt.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeVar

import msgspec

from kiosk.store import names
from kiosk.store.database import Database
from sync.standard.fold import VIEWS
from sync.standard.residents import Resident
from sync.standard.shape import digest, fields_of
from sync.standard.views import Row

R = TypeVar("R", bound=Row)

FOLD_VERSION: Final = 4
"""Raise it whenever a fold gives other rows than before for the same entries, or other bytes."""

FRESH: Final = "__fresh"
"""The suffix of the tables that a rebuild fills."""
OLD: Final = "__old"
"""The suffix of those that it has replaced, until they are dropped."""

_INDEXES: Final[dict[str, tuple[str, ...]]] = {
    "visits": (
        "INDEX visits_person ON visits (person, start_ms, is_open, minutes)",
        "INDEX visits_open ON visits (start_ms) WHERE is_open = 1",
        "INDEX visits_to_correct ON visits (start_ms) WHERE needs_correction = 1",
        "INDEX visits_activity ON visits (activity, start_ms) WHERE activity <> ''",
    ),
    "leases": ("INDEX leases_account ON leases (account)",),
    "members": (
        "INDEX members_person ON members (person)",
        "INDEX members_team ON members (team)",
    ),
    "activities": (
        "INDEX activities_start ON activities (start_ms)",
        "INDEX activities_unrecorded ON activities (start_ms) WHERE is_unrecorded = 1",
        "INDEX activities_project ON activities (project)",
    ),
    "resource_uses": ("INDEX resource_uses_project ON resource_uses (project)",),
    "places": (
        "INDEX places_activity ON places (activity, state)",
        "INDEX places_person ON places (person)",
    ),
    "record_items": (
        "INDEX record_items_person ON record_items (person, kind)",
        "INDEX record_items_activity ON record_items (activity) WHERE activity <> ''",
        "INDEX record_items_waiting ON record_items (key) WHERE is_waiting = 1",
    ),
    "loans": (
        "INDEX loans_person ON loans (person)",
        "INDEX loans_out ON loans (activity) WHERE is_out = 1",
    ),
    "messages": ("INDEX messages_activity ON messages (activity)",),
    "claims": (
        "INDEX claims_thing ON claims (thing, claimed_ms)",
        "INDEX claims_untold ON claims (person, claimed_ms) WHERE is_untold = 1",
    ),
    "agencies": (
        "INDEX agencies_person ON agencies (person)",
        "INDEX agencies_agent ON agencies (agent)",
    ),
    "village_cards": ("INDEX village_cards_person ON village_cards (person)",),
    "residents": (
        "INDEX residents_blind ON residents (blind)",
        "INDEX residents_phone ON residents (blind_phone) WHERE blind_phone IS NOT NULL",
        "INDEX residents_name ON residents (name_key)",
        "INDEX residents_group ON residents (is_active, home_group)",
        "INDEX residents_newest ON residents (registered_ms)",
        "INDEX residents_contested ON residents (key) WHERE is_contested = 1",
    ),
    "duplicates": ("INDEX duplicates_open ON duplicates (key) WHERE is_open = 1",),
    "merges": ("INDEX merges_on ON merges (key) WHERE is_on = 1",),
    names.TABLE: (
        f"INDEX {names.TABLE}_initials ON {names.TABLE} (initials, last4, person)",
        f"INDEX {names.TABLE}_last4 ON {names.TABLE} (last4, person)",
    ),
}

# Sorted keys: rows that are equal are equal byte for byte, whatever order they were folded in.
_encode = msgspec.json.Encoder(order="deterministic").encode


class SqlShelf:
    """sync.standard.views.Shelf: reads ahead of nothing, writes when told to flush."""

    def __init__(self, database: Database, suffix: str = "") -> None:
        self._database = database
        self._suffix = suffix
        self._blind_key = database.derive(b"blind")
        self._stored: dict[str, dict[str, Row | None]] = {view.table: {} for view in VIEWS}
        self._rows: dict[str, dict[str, Row]] = {view.table: {} for view in VIEWS}
        self._decode = {v.table: msgspec.json.Decoder(v).decode for v in VIEWS}
        self._select = {
            view.table: f"SELECT row FROM {view.table}{suffix} WHERE key = ?" for view in VIEWS
        }
        self._upsert = {view.table: _upsert(view, suffix) for view in VIEWS}

    def get(self, table: type[R], key: str) -> R | None:
        name = table.table
        row: Any = self._rows[name].get(key)
        if row is None:
            stored = self._stored[name]
            if key not in stored:
                found = self._database.row(self._select[name], (key,))
                stored[key] = None if found is None else self._decode[name](found[0])
            row = stored[key]
        return row if isinstance(row, table) else None

    def put(self, row: Row) -> None:
        self._rows[row.table][row.key] = row

    def flush(self) -> None:
        """Writes what was put since the last time, within the caller's transaction."""
        for view in VIEWS:
            stored = self._stored[view.table]
            changed = [
                row for key, row in self._rows[view.table].items() if row is not stored.get(key)
            ]
            if not changed:
                continue
            if view is Resident:
                pairs = [(r, stored.get(r.key)) for r in changed if isinstance(r, Resident)]
                names.write(self._database, pairs, self._suffix)
            self._database.execute_many(
                self._upsert[view.table],
                [self._values(row) for row in changed],
            )
        self.forget()

    def forget(self) -> None:
        """Drops what was read and put: what stands in the database counts."""
        for name in self._rows:
            self._rows[name] = {}
            self._stored[name] = {}

    def _values(self, row: Row) -> tuple[Any, ...]:
        own = names.columns_of(row, self._blind_key) if isinstance(row, Resident) else ()
        return (row.key, _encode(row), *[getattr(row, name) for name in row.columns], *own)


def columns(view: type[Row]) -> tuple[str, ...]:
    """The columns of a view's table beside key and row."""
    return view.columns + (names.COLUMNS if view is Resident else ())


def _upsert(view: type[Row], suffix: str) -> str:
    fields = ("row", *columns(view))
    marks = ", ".join("?" * (len(fields) + 1))
    changes = ", ".join(f"{name} = excluded.{name}" for name in fields)
    return (
        f"INSERT INTO {view.table}{suffix} VALUES ({marks})"
        f" ON CONFLICT (key) DO UPDATE SET {changes}"
    )


def make_tables(database: Database, suffix: str = "") -> None:
    for view in VIEWS:
        declared = "".join(f", {name}" for name in columns(view))
        database.execute(
            f"CREATE TABLE {view.table}{suffix} (key TEXT PRIMARY KEY, row BLOB NOT NULL{declared})"
            " WITHOUT ROWID"
        )
    database.execute(names.CREATE.format(suffix=suffix))


def make_indexes(database: Database) -> None:
    """Makes the indexes, after dropping those of the same names on other tables."""
    for made in _INDEXES.values():
        for index in made:
            database.execute(f"DROP INDEX IF EXISTS {index.split()[1]}")
            database.execute(f"CREATE {index}")


def table_names() -> tuple[str, ...]:
    return (*(view.table for view in VIEWS), names.TABLE)


@cache
def shape_of_views() -> str:
    """Changes when the tables must be rebuilt."""
    parts = [str(FOLD_VERSION), str(names.VERSION), *map(str, _INDEXES.values())]
    for view in VIEWS:
        parts += [view.table, *columns(view), *fields_of(view, set())]
    return digest(parts)
