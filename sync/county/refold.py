"""Folding anew: what an earlier version of the county could not read, and, when asked, all views.

A kiosk may be newer than its county. What it writes is stored raw, acknowledged and reported; when
the county's program can read it, it is folded, the reports are withdrawn, and the kiosk learns it
from the edition in its next hello.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import MsgspecError
from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.exc import DBAPIError

from sync.county.decisions import write_out
from sync.county.journal import (
    LONG,
    UNCOUNTED,
    UNREADABLE,
    edition_of,
    fold_read,
    note_edition,
    report,
    scope_head,
)
from sync.county.judges import judge
from sync.county.judges.duplicates import compare_all
from sync.county.people_keys import PeopleKeys, Read
from sync.county.sealed import erase
from sync.county.store import Store, Unopenable, open_store
from sync.county.tables import CLAMPS, ENTRIES, REPORTS, VIEW_TABLES, VILLAGES, is_same_entry
from sync.county.views import row_of
from sync.standard import views
from sync.standard.entry import Entry, decode
from sync.standard.origin import Ref
from sync.standard.residents import Resident
from sync.standard.shape import shape_of_facts

_CHUNK: Final = 2000
_REF: Final = ("device", "epoch", "seq")
_NOW: Final = shape_of_facts()[:12]
_Known = dict[tuple[str, str], views.Row | None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """other: rows that were missing, too many, or not as they are now."""

    village: str
    name: str
    entries: int
    other: int


def open_county(folder: Path, url: str | None, secret: bytes, now_ms: Callable[[], int]) -> Store:
    """As open_store; and what this version can read and the last could not, is folded. secret:
    the county's own key."""
    store = open_store(folder, url)
    try:
        for village, _ in store.read(_villages):
            edition, _ = store.read(partial(edition_of, village=village))
            if edition.partition(".")[0] != _NOW:
                at_ms = now_ms()
                again = partial(_read_again, village=village, secret=secret, now_ms=at_ms)
                store.write(again)
    except DBAPIError as error:
        store.close()
        raise Unopenable(type(error.orig).__name__) from error
    return store


def rebuild(store: Store, secret: bytes) -> Iterator[Rebuilt]:
    """Folds every village's journal anew, one transaction each, and compares."""
    for village, name in store.read(_villages):
        entries, other = store.write(partial(_rebuild, village=village, secret=secret))
        yield Rebuilt(village, name, entries, other)


def _read_again(connection: Connection, village: str, secret: bytes, now_ms: int) -> None:
    people_keys = PeopleKeys(connection, village, secret)
    scope_head(connection, village, lock=True)
    odd = REPORTS.join(ENTRIES, is_same_entry(REPORTS, ENTRIES))
    rows = connection.execute(
        select(*(ENTRIES.c[c] for c in _REF), ENTRIES.c.line, REPORTS.c.code)
        .select_from(odd)
        .where(REPORTS.c.village == village, _is_of_fold())
        .order_by(ENTRIES.c.no)
    ).all()
    read, lines = _as_read(connection, village, rows), [row.line for row in rows]
    connection.execute(delete(REPORTS).where(REPORTS.c.village == village, _is_of_fold()))
    erase(connection, village, people_keys, read)
    read = people_keys.open(read)
    report(connection, village, fold_read(connection, village, read, lines, people_keys))
    fresh = [
        one
        for one, row in zip(read, rows, strict=True)
        if isinstance(one, Entry) and row.code.startswith(UNREADABLE)
    ]
    judge(connection, village, fresh, now_ms, people_keys)
    compare_all(connection, village, now_ms, people_keys)
    write_out(connection, village, now_ms, secret)
    note_edition(connection, village, _NOW, edition_of(connection, village)[1])


def _rebuild(connection: Connection, village: str, secret: bytes) -> tuple[int, int]:
    scope_head(connection, village, lock=True)
    people_keys = PeopleKeys(connection, village, secret)
    before = _all_rows(connection, village, people_keys)
    reported = _all_reports(connection, village)
    for table in VIEW_TABLES.values():
        connection.execute(delete(table).where(table.c.village == village))
    # What a judge found stays: it judged when the entry came.
    found = (REPORTS.c.village == village, REPORTS.c.code != UNCOUNTED)
    connection.execute(delete(REPORTS).where(*found))
    done = 0
    while rows := _lines_after(connection, village, done):
        lines = [row.line for row in rows]
        read = people_keys.open(_as_read(connection, village, rows))
        report(connection, village, fold_read(connection, village, read, lines, people_keys))
        done += len(rows)
    after = _all_rows(connection, village, people_keys)
    other = sum(before.get(at) != after.get(at) for at in before.keys() | after.keys())
    if reported != _all_reports(connection, village):
        # Another edition, by which its kiosks ask what of theirs is odd still.
        edition, life = edition_of(connection, village)
        times = int(edition.partition(".")[2] or 0) + 1
        note_edition(connection, village, f"{_NOW}.{times}", life)
    return done, other


def _villages(connection: Connection) -> list[tuple[str, str]]:
    query = select(VILLAGES.c.village, VILLAGES.c.name).order_by(VILLAGES.c.village)
    return [(village, name) for village, name in connection.execute(query)]


def _lines_after(connection: Connection, village: str, no: int) -> Sequence[Any]:
    """The scope's numbers have no gap: as many were done as the last one's number says."""
    return connection.execute(
        select(*(ENTRIES.c[c] for c in _REF), ENTRIES.c.line)
        .where(ENTRIES.c.village == village, ENTRIES.c.no > no)
        .order_by(ENTRIES.c.no)
        .limit(_CHUNK)
    ).all()


def _as_read(connection: Connection, village: str, rows: Sequence[Any]) -> list[Read]:
    query = select(*(CLAMPS.c[c] for c in _REF), CLAMPS.c.ms).where(CLAMPS.c.village == village)
    clamps = {Ref(*row[:3]): row.ms for row in connection.execute(query)}
    refs = [Ref(*row[:3]) for row in rows]
    return [decode(ref, row.line, clamps.get(ref)) for ref, row in zip(refs, rows, strict=True)]


def _all_rows(connection: Connection, village: str, people_keys: PeopleKeys) -> _Known:
    known: _Known = {}
    for name, table in VIEW_TABLES.items():
        query = select(table.c.key, table.c.body).where(table.c.village == village)
        bodies = {row.key: row.body for row in connection.execute(query)}
        if name == Resident.table:
            bodies = people_keys.open_bodies(bodies)
        known |= {(name, key): _row(name, body) for key, body in bodies.items()}
    return known


def _row(view: str, body: bytes) -> views.Row | None:
    try:
        return row_of(view, body)
    except MsgspecError:
        # Of a version whose rows were another shape: never as it is now.
        return None


def _all_reports(connection: Connection, village: str) -> set[tuple[Any, ...]]:
    query = select(*(REPORTS.c[c] for c in _REF), REPORTS.c.code)
    return {tuple(row) for row in connection.execute(query.where(REPORTS.c.village == village))}


def _is_of_fold() -> ColumnElement[bool]:
    """Reports that reading and folding made, and may take back."""
    return REPORTS.c.code.not_in((LONG, UNCOUNTED))
