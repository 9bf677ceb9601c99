"""Entries into views, such that no single entry can stop the rest (invariant I10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kiosk.store.beside import Notes
from kiosk.store.database import Database
from kiosk.store.people_keys import PeopleKeys
from kiosk.store.views import SqlShelf
from sync.standard.entry import Entry, Unreadable
from sync.standard.fold import fold
from sync.standard.origin import Ref
from sync.standard.residents import Erased
from sync.standard.sealed import SEALED, SealedCorrected, SealedRegistered

POISON: Final = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What a line that reads well and means nonsense may raise (a number too large for a column)."""

ASIDE: Final = "aside"
"""entries.reason of what a fork put aside and somebody has dealt with: it stays in the journal and
counts no more, whatever version of the program folds it."""
_MARK: Final = "UPDATE entries SET reason = ? WHERE device = ? AND epoch = ? AND seq = ?"


def fold_entries(entries: Iterable[Entry], shelf: SqlShelf) -> None:
    """Folds and flushes, within the caller's transaction."""
    for entry in entries:
        fold(entry, shelf)
    shelf.flush()


def fold_what_can_be(
    database: Database, shelf: SqlShelf, read: Sequence[Entry | Unreadable]
) -> list[Unreadable]:
    """Folds what could be read, within the caller's transaction; marks the rest and returns it.

    What could not be opened counts without its fields, and is marked too.
    """
    entries = [one for one in read if isinstance(one, Entry)]
    keys = PeopleKeys(database)
    keys.erase(erased_in(entries))
    unreadable = [one for one in read if isinstance(one, Unreadable)]
    try:
        with database.savepoint():
            fold_entries(entries, shelf)
    except POISON:
        unreadable += _one_by_one(database, shelf, entries)
    unreadable += [
        Unreadable(one.origin.ref, str(one.fact.__struct_config__.tag), SEALED)
        for one in entries
        if isinstance(one.fact, (SealedRegistered, SealedCorrected)) and keys.is_missed(one.fact)
    ]
    _mark(database, unreadable)
    return unreadable


def erased_in(entries: Iterable[Entry]) -> list[str]:
    return [one.fact.person for one in entries if isinstance(one.fact, Erased)]


def fold_marked(database: Database, shelf: SqlShelf) -> None:
    """Tries again what an earlier version could not read, within the caller's transaction."""
    marked = "reason IS NOT NULL AND reason <> ?"
    found = database.rows(f"SELECT device, epoch, seq, line FROM entries WHERE {marked}", (ASIDE,))
    database.execute(f"UPDATE entries SET reason = NULL WHERE {marked}", (ASIDE,))
    notes = Notes(database)
    fold_what_can_be(database, shelf, [notes.read(Ref(*row[:3]), row[3]) for row in found])


def _one_by_one(database: Database, shelf: SqlShelf, entries: list[Entry]) -> list[Unreadable]:
    poisonous: list[Unreadable] = []
    for entry in entries:
        shelf.forget()
        try:
            with database.savepoint():
                fold_entries([entry], shelf)
        except POISON as error:
            kind = str(entry.fact.__struct_config__.tag)
            poisonous.append(Unreadable(entry.origin.ref, kind, type(error).__name__))
    shelf.forget()
    return poisonous


def _mark(database: Database, unreadable: list[Unreadable]) -> None:
    if unreadable:
        marks = [(u.reason, u.ref.device, u.ref.epoch, u.ref.seq) for u in unreadable]
        database.execute_many(_MARK, marks)
