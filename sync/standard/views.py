"""Views: the tables that screens read. Nothing writes them but the fold.

A row is a frozen struct with a key. A fold reads the rows that an entry touches and puts changed
copies back; where they are kept is the shelf's business (SQLite, PostgreSQL, a dict).
"""

from __future__ import annotations

from typing import ClassVar, Protocol, TypeVar

import msgspec


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row of a view. `columns` are those fields a store must be able to search by.

    Kept without fields that are as they begin: a third of a visit remains.
    """

    table: ClassVar[str]
    columns: ClassVar[tuple[str, ...]] = ()

    @property
    def key(self) -> str:
        raise NotImplementedError


R = TypeVar("R", bound=Row)


class Shelf(Protocol):
    """Where rows are read from and put back to, within one transaction."""

    def get(self, table: type[R], key: str) -> R | None: ...

    def put(self, row: Row) -> None: ...


class DictShelf:
    """A shelf in memory: for previews, comparing and measuring."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Row] = {}

    def get(self, table: type[R], key: str) -> R | None:
        row = self.rows.get((table.table, key))
        return row if isinstance(row, table) else None

    def put(self, row: Row) -> None:
        self.rows[row.table, row.key] = row
