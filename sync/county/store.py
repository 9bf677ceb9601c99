"""The county's database: opening it, and transactions that are tried again when told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from sync.county.tables import META

T = TypeVar("T")

_TRIES: Final = 6
_AGAIN: Final = ("40001", "40P01")
"""Serialization failure and deadlock: the transaction did nothing and may be run again."""
_WRITES: Final = "county_writes"


class Store:
    """One county. Safe from any thread; each piece of work has a connection of its own."""

    def __init__(self, url: str) -> None:
        self.engine: Final[Engine] = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _open_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        META.create_all(self.engine)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs work in one transaction, again if the database asks for it: work must have no
        other effect. What it did is on the disk when this returns."""
        for tries_left in reversed(range(_TRIES)):
            try:
                options = {_WRITES: True}
                with (
                    self.engine.connect().execution_options(**options) as connection,
                    connection.begin(),
                ):
                    return work(connection)
            except DBAPIError as error:
                if not tries_left or not _may_try_again(error):
                    raise
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection, connection.begin():
            return work(connection)

    def close(self) -> None:
        self.engine.dispose()


def open_store(folder: Path) -> Store:
    """The SQLite store in this folder, made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    return Store(f"sqlite:///{folder / 'county.sqlite'}")


def insert_into(connection: Connection, table: Any) -> Any:
    """An insert that knows ON CONFLICT in the database's own words."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _may_try_again(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in _AGAIN or "database is locked" in str(error.orig)


def _open_sqlite(connection: Any, _: Any) -> None:
    # Python's own transaction keeping would begin too late; _begin_sqlite does it.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    # NORMAL lost acknowledged entries in two of three simulated power cuts.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=10000")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
