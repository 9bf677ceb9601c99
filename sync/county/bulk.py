"""Many rows by one statement, each database by its own quickest way.

SQLAlchemy makes a dictionary and a bound parameter of every value, which takes longer than the
database. Here rows are tuples in the table's order: SQLite takes dozens at a time (executemany),
PostgreSQL a column at a time as one array each, in one statement and one round trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import postgresql

from sync.county.tables import VIEW_TABLES

BulkRow = tuple[Any, ...]
_MAX_KEY_BYTES: Final = 400
"""PostgreSQL has no room in an index for much more than 2,000."""
_ROWS_AT_ONCE: Final = 40
"""In one statement of SQLite's: a third less time than one by one."""
_POSTGRESQL: Final[Dialect] = postgresql.dialect()  # type: ignore[no-untyped-call]


def put_rows(
    connection: Connection, table: Table, rows: Sequence[BulkRow], *, instead: bool = False
) -> None:
    """rows: every column, in the table's order. instead: a row that is there already is replaced;
    otherwise it is an error."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        connection.exec_driver_sql(_insert(table, "postgresql", instead), columns)
        return
    whole = len(rows) - len(rows) % _ROWS_AT_ONCE
    for some, at_once in ((rows[:whole], _ROWS_AT_ONCE), (rows[whole:], 1)):
        if some:
            insert = _insert(table, "sqlite", instead, at_once)
            values = [
                tuple(chain.from_iterable(some[at : at + at_once]))
                for at in range(0, len(some), at_once)
            ]
            connection.exec_driver_sql(insert, values)


def bodies(connection: Connection, view: str, village: str, keys: Sequence[str]) -> list[BulkRow]:
    """(key, body) of those rows of a view that are there. keys: no more than a batch has."""
    columns = ("key", "body")
    return rows_among(connection, VIEW_TABLES[view].name, columns, village, "key", keys)


def rows_among(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    village: str,
    column: str,
    values: Sequence[str],
) -> list[BulkRow]:
    """Those rows of the village whose column has one of the values: no more than a batch has."""
    if not values:
        return []
    select = f"SELECT {', '.join(columns)} FROM {table} WHERE village ="
    if connection.dialect.name == "postgresql":
        query = f"{select} %b AND {column} = ANY(%b::varchar[])"
        parameters: BulkRow = (village, list(values))
    else:
        query = f"{select} ? AND {column} IN ({_marks(values)})"
        parameters = (village, *values)
    return [tuple(row) for row in connection.exec_driver_sql(query, parameters)]


def is_key(text: str) -> bool:
    """Whether it can be a key in both databases."""
    return "\0" not in text and len(text.encode()) <= _MAX_KEY_BYTES


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


@cache
def _insert(table: Table, database: str, instead: bool, at_once: int = 1) -> str:
    names = [column.name for column in table.c]
    into = f"INSERT INTO {table.name} ({', '.join(names)})"
    if database == "postgresql":
        arrays = ", ".join(f"%b::{c.type.compile(_POSTGRESQL)}[]" for c in table.c)
        return f"{into} SELECT * FROM unnest({arrays}){_conflict(table, instead)}"
    values = ", ".join([f"({_marks(names)})"] * at_once)
    return f"{into} VALUES {values}{_conflict(table, instead)}"


def _conflict(table: Table, instead: bool) -> str:
    if not instead:
        return ""
    key = ", ".join(column.name for column in table.primary_key)
    fresh = ", ".join(f"{c.name} = excluded.{c.name}" for c in table.c if not c.primary_key)
    return f" ON CONFLICT ({key}) DO UPDATE SET {fresh}"
