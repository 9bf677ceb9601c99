"""The views of one village at the county: read in bulk, folded in memory, written in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1
"""What a database's whole number holds."""
_encode = msgspec.json.Encoder().encode
_DECODE: Final = {view.table: msgspec.json.Decoder(view).decode for view in VIEWS}
# The key once more: of one name alone, attrgetter would give no tuple.
_VALUES: Final = {view.table: attrgetter("key", *columns_of(view), "key") for view in VIEWS}


_Place = tuple[str, str]
"""A row's table and key."""


class VillageShelf:
    """Rows of one village within one transaction. `flush` writes what was put.

    Most rows that a batch asks for are new ones, so a row is taken for new until `look_up` has
    read all that were asked for by one question a view, and says which are there after all.
    """

    def __init__(self, connection: Connection, village: str, people_keys: PeopleKeys) -> None:
        self._connection = connection
        self._village = village
        self._people_keys = people_keys
        self._stored: dict[_Place, Row | None] = {}
        self._rows: dict[_Place, Row | None] = {}
        self._guessed: list[_Place] = []
        self._changed: dict[str, dict[str, BulkRow]] = {}

    def get(self, table: type[R], key: str) -> R | None:
        place = (table.table, key)
        try:
            row = self._rows[place]
        except KeyError:
            row = self._rows[place] = self._stored.get(place)
            if place not in self._stored:
                self._guessed.append(place)
        return row if isinstance(row, table) else None

    def keep(self, row: Row, record: BulkRow) -> None:
        """record: as `record` makes it of this row."""
        self._rows[row.table, row.key] = row
        self._changed.setdefault(row.table, {})[row.key] = record

    def look_up(self) -> set[_Place]:
        """Reads what was taken for new. Gives back what is there after all: `undo` it."""
        found: dict[_Place, Row] = {}
        for view in VIEWS:
            keys = [key for table, key in self._guessed if table == view.table and is_key(key)]
            kept: dict[str, bytes] = dict(bodies(self._connection, view.table, self._village, keys))
            if view is Resident:
                kept = self._people_keys.open_bodies(kept)
            for key, body in kept.items():
                found[view.table, key] = _DECODE[view.table](body)
        self._stored.update(dict.fromkeys(self._guessed))
        self._stored.update(found)
        self._guessed.clear()
        return set(found)

    def undo(self, places: Iterable[_Place]) -> None:
        """These rows are again as they are stored."""
        for table, key in places:
            self._rows.pop((table, key), None)
            self._changed.get(table, {}).pop(key, None)

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
        *values, key = _VALUES[row.table](row)
        if not is_key(key):
            raise ValueError("no key")
        for value in values:
            kind = type(value)
            if kind is str:
                if "\0" in value:
                    raise ValueError("NUL in text")
            elif kind is not bool and not _LEAST <= value <= _MOST:
                raise ValueError("number too large")
        return (self._village, *values, _encode(row))


def row_of(view: str, body: bytes) -> Row:
    """A stored row in the clear. Raises msgspec.MsgspecError for one of another version."""
    return _DECODE[view](body)


class _Trial:
    """One entry's changes, thrown away unless its whole fold went well."""

    __slots__ = ("places", "put_rows", "under")

    def __init__(self, under: VillageShelf) -> None:
        self.under = under
        self.put_rows: dict[_Place, Row] = {}
        self.places: list[_Place] = []
        """What it has read or put."""

    def get(self, table: type[R], key: str) -> R | None:
        self.places.append((table.table, key))
        row = self.put_rows.get((table.table, key))
        return row if isinstance(row, table) else self.under.get(table, key)

    def put(self, row: Row) -> None:
        place = (row.table, row.key)
        self.places.append(place)
        self.put_rows[place] = row

    def fold(self, entry: Entry) -> str:
        """A code for what could not be folded, "" when all is well."""
        try:
            fold(entry, self)
            records = [self.under.record(row) for row in self.put_rows.values()]
        except Exception as error:  # noqa: BLE001 - one bad entry must not stop a village
            return f"fold.{type(error).__name__}"
        for row, record in zip(self.put_rows.values(), records, strict=True):
            self.under.keep(row, record)
        return ""


def fold_all(entries: Sequence[Entry], shelf: VillageShelf) -> list[tuple[Entry, str]]:
    """Folds the entries; gives back those that could not be, with a code. Never raises for an
    entry's sake (invariant I10).

    Those that took a row for new which is there are undone, and whatever touched the same rows
    with them, and folded again. The order in which entries are folded does not matter, that is
    the fold's promise.
    """
    places: dict[int, list[_Place]] = {}
    codes: dict[int, str] = {}
    waiting: Iterable[int] = range(len(entries))
    while waiting:
        for at in waiting:
            trial = _Trial(shelf)
            codes[at] = trial.fold(entries[at])
            places[at] = trial.places
        waiting = touching(shelf.look_up(), places)
        shelf.undo(place for at in waiting for place in places[at])
    return [(entries[at], code) for at, code in codes.items() if code]


def touching(wrong: set[_Place], places: Mapping[int, Sequence[_Place]]) -> list[int]:
    """Who touched a wrong row, or a row that such a one touched."""
    found: dict[int, None] = {}
    is_growing = bool(wrong)
    while is_growing:
        more = [at for at in places if at not in found and not wrong.isdisjoint(places[at])]
        found.update(dict.fromkeys(more))
        before = len(wrong)
        wrong.update(place for at in more for place in places[at])
        is_growing = len(wrong) > before
    return sorted(found)
