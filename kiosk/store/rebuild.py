"""Rebuilding every view from the journal, and comparing with what stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.store import names, views
from kiosk.store.beside import Notes
from kiosk.store.database import Database
from kiosk.store.folding import ASIDE, fold_marked, fold_what_can_be
from kiosk.store.state import State
from kiosk.store.views import FRESH, OLD, SqlShelf
from sync.standard.fold import VIEWS
from sync.standard.origin import Ref
from sync.standard.shape import shape_of_facts

_SHAPE: Final = "views"
CHUNK: Final = 10_000
"""Entries a transaction: bounds memory and the write-ahead log."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What a rebuild found. rows: table -> rows that were missing, too many, or other."""

    entries: int
    unreadable: int
    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def rebuild(
    database: Database, said: Callable[[int], None] | None = None, *, compare: bool = True
) -> Differences:
    """Folds the whole journal into fresh tables, compares, and puts them in place of the old.

    A stop in the middle leaves the old tables as they were. said: told the entries done so far.
    """
    _drop(database, FRESH)
    _drop(database, OLD)
    with database.transaction():
        views.make_tables(database, FRESH)
    entries, unreadable = _fill(database, said or (lambda _: None))
    rows = {name: _differing(database, name) for name in views.table_names()} if compare else {}
    with database.transaction():
        for name in views.table_names():
            if _stands(database, name):
                database.execute(f"ALTER TABLE {name} RENAME TO {name}{OLD}")
            database.execute(f"ALTER TABLE {name}{FRESH} RENAME TO {name}")
        views.make_indexes(database)
        _note_shapes(database)
    _drop(database, OLD)
    return Differences(entries, unreadable, rows)


def distrust(database: Database) -> None:
    """Within the transaction that changes what entries count as: a rebuild follows, and if the
    power fails before it, the next opening does it."""
    State(database).put(_SHAPE, "")


def rebuild_if_distrusted(database: Database) -> None:
    """After the transaction: a rebuild within it would be kept in memory whole."""
    if State(database).text(_SHAPE) == "":
        rebuild(database, compare=False)


def open_views(database: Database) -> None:
    """Makes the views fit this version of the program; nothing to do at most openings."""
    state = State(database)
    if _is_new(database):
        _begin(database)
    elif state.text(_SHAPE) != views.shape_of_views():
        rebuild(database, compare=False)
    elif state.text("facts") != shape_of_facts():
        with database.transaction():
            fold_marked(database, SqlShelf(database))
            _note_shapes(database)


def _is_new(database: Database) -> bool:
    if database.row("SELECT 1 FROM entries LIMIT 1") is not None:
        return False
    return not any(_stands(database, name) for name in views.table_names())


def _begin(database: Database) -> None:
    """What a rebuild of an empty journal comes to, without renaming every table."""
    with database.transaction():
        views.make_tables(database)
        views.make_indexes(database)
        _note_shapes(database)


def _fill(database: Database, said: Callable[[int], None]) -> tuple[int, int]:
    shelf, notes = SqlShelf(database, FRESH), Notes(database)
    last = done = unreadable = 0
    while True:
        found = database.rows(
            "SELECT device, epoch, seq, line, no FROM entries"
            " WHERE no > ? AND reason IS NOT ? ORDER BY no LIMIT ?",
            (last, ASIDE, CHUNK),
        )
        if not found:
            return done, unreadable
        newest = found[-1][4]
        with database.transaction():
            database.execute(
                "UPDATE entries SET reason = NULL"
                " WHERE reason IS NOT NULL AND reason <> ? AND no > ? AND no <= ?",
                (ASIDE, last, newest),
            )
            read = [
                notes.read(Ref(device, epoch, seq), line) for device, epoch, seq, line, _ in found
            ]
            unreadable += len(fold_what_can_be(database, shelf, read))
        last = newest
        done += len(found)
        said(done)


def _differing(database: Database, name: str) -> int:
    fields = {view.table: ("key", "row", *views.columns(view)) for view in VIEWS}
    listed = fields.get(name, names.FIELDS)
    same = " AND ".join(f"a.{field} IS b.{field}" for field in listed)
    key = f"a.{listed[0]} = b.{listed[0]}"
    counts = [
        database.row(
            f"SELECT count(*) FROM {one} a WHERE NOT EXISTS"
            f" (SELECT 1 FROM {other} b WHERE {key} AND {same})"
        )
        for one, other in ((name, name + FRESH), (name + FRESH, name))
    ]
    # A row that is other counts on both sides, one that is missing or too many on one.
    return max(int(count[0]) for count in counts if count)


def _stands(database: Database, name: str) -> bool:
    found = database.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found is not None


def _drop(database: Database, suffix: str) -> None:
    """Each in a transaction of its own: in a larger one SQLite keeps every page of it in memory."""
    for name in views.table_names():
        database.execute(f"DROP TABLE IF EXISTS {name}{suffix}")


def _note_shapes(database: Database) -> None:
    state = State(database)
    state.put(_SHAPE, views.shape_of_views())
    state.put("facts", shape_of_facts())
