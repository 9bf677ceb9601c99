"""The views of one village at the county: read in bulk, folded in memory, written in bulk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import BigInteger, Connection

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
_ESCAPE: Final = b"\\"
"""With it JSON writes the one character that PostgreSQL takes in no text, NUL."""
_SURELY_SHORT: Final = 100
"""Characters of a key that is short enough whatever they are."""
_UNASKED: Final = Row()


def _getter(*names: str) -> Callable[[Row], tuple[Any, ...]]:
    """attrgetter, which gives no tuple of one name alone."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda row: (get(row),)


_encode = msgspec.json.Encoder().encode
_DECODE: Final = {view.table: msgspec.json.Decoder(view).decode for view in VIEWS}
_VALUES: Final = {view.table: _getter("key", *columns_of(view)) for view in VIEWS}
_KEY: Final = 1
"""Where the key stands in a row of any table."""
_NUMBERS: Final = {
    view: [at for at, column in enumerate(table.c) if isinstance(column.type, BigInteger)]
    for view, table in VIEW_TABLES.items()
}
"""Where numbers stand in a row of its table."""


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
        self._stored: dict[_Place, Row] = {}
        self._rows: dict[_Place, Row | None] = {}
        self._guessed: dict[str, list[str]] = {view.table: [] for view in VIEWS}
        self._changed: dict[_Place, BulkRow] = {}
        self._put: dict[_Place, Row] = {}
        """By the entry that is being folded."""
        self._touched: list[_Place] = []
        """What it has read or put."""

    def try_fold(self, entry: Entry) -> tuple[str, list[_Place]]:
        """Folds an entry; its changes are thrown away unless the whole fold went well. A code for
        what could not be folded, "" when all is well; and what was read or put."""
        put: dict[_Place, Row] = {}
        touched: list[_Place] = []
        self._put, self._touched = put, touched
        try:
            fold(entry, self)
            records = {place: _record(self._village, row) for place, row in put.items()}
        except Exception as error:  # noqa: BLE001 - one bad entry must not stop a village
            return f"fold.{type(error).__name__}", touched
        self._rows.update(put)
        self._changed.update(records)
        return "", touched

    def get(self, table: type[R], key: str) -> R | None:
        place = (table.table, key)
        self._touched.append(place)
        row = self._put.get(place) or self._rows.get(place, _UNASKED)
        if row is _UNASKED:
            row = self._rows[place] = self._stored.get(place)
            if row is None:
                self._guessed[table.table].append(key)
        return row if isinstance(row, table) else None

    def put(self, row: Row) -> None:
        place = (row.table, row.key)
        self._touched.append(place)
        self._put[place] = row

    def look_up(self) -> set[_Place]:
        """Reads what was taken for new. Gives back what is there after all: `undo` it."""
        found: dict[_Place, Row] = {}
        for table, guessed in self._guessed.items():
            keys = list(filter(is_key, guessed))
            kept: dict[str, bytes] = dict(bodies(self._connection, table, self._village, keys))
            if table == Resident.table:
                kept = self._people_keys.open_bodies(kept)
            found.update(((table, key), _DECODE[table](body)) for key, body in kept.items())
            guessed.clear()
        self._stored.update(found)
        return set(found)

    def undo(self, places: Iterable[_Place]) -> None:
        """These rows are again as they are stored."""
        for place in places:
            self._rows.pop(place, None)
            self._changed.pop(place, None)

    def flush(self) -> None:
        changed: dict[str, dict[str, BulkRow]] = {}
        for (table, key), record in self._changed.items():
            changed.setdefault(table, {})[key] = record
        self._changed.clear()
        if Resident.table in changed:
            self._seal(changed[Resident.table])
        # In one order everywhere, so that two writers cannot wait for each other.
        for table, records in sorted(changed.items()):
            rows = [records[key] for key in sorted(records)]
            put_rows(self._connection, VIEW_TABLES[table], rows, instead=True)

    def _seal(self, records: dict[str, BulkRow]) -> None:
        """What a row says of a person is sealed with her own key."""
        plain = {key: record[-1] for key, record in records.items() if self._is_personal(key)}
        if plain:
            for key, body in self._people_keys.seal_bodies(plain).items():
                records[key] = (*records[key][:-1], body)

    def _is_personal(self, key: str) -> bool:
        row = self._rows[Resident.table, key]
        return isinstance(row, Resident) and row.personal != _NOBODY


def _record(village: str, row: Row) -> BulkRow:
    """The row as its table holds it. Raises ValueError for what no database would take."""
    table, body = row.table, _encode(row)
    record = (village, *_VALUES[table](row), body)
    for at in _NUMBERS[table]:
        if not _LEAST <= record[at] <= _MOST:
            raise ValueError("number too large")
    if len(record[_KEY]) > _SURELY_SHORT and not is_key(record[_KEY]):
        raise ValueError("no key")
    if _ESCAPE in body and any(isinstance(value, str) and "\0" in value for value in record):
        raise ValueError("NUL in text")
    return record


def row_of(view: str, body: bytes) -> Row:
    """A stored row in the clear. Raises msgspec.MsgspecError for one of another version."""
    return _DECODE[view](body)


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
            codes[at], places[at] = shelf.try_fold(entries[at])
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
