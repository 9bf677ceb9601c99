"""The county's database, SQLite or PostgreSQL: opening it, and transactions that are tried again
when told to. docs/adr/0008 says what the two have in common."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

from psycopg import errors
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError

from sync.county.files import Files, erased_files
from sync.county.tables import META
from sync.folders import make_folder

T = TypeVar("T")

_PAUSES_S: Final = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
"""Between tries."""
_AGAIN: Final = (errors.SerializationFailure, errors.DeadlockDetected)
"""40001 and 40P01: the transaction did nothing and may be run again."""
_WRITES: Final = "county_writes"
_SCRUB: Final = "county_scrub"
_DRIVERS: Final = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
CONNECTIONS: Final = 40
"""As many as there are threads that answer."""
_LONGEST_WAIT_S: Final = 120
"""For one of them."""


class Unopenable(Exception):
    """The database cannot be opened; str() says why, without any password."""


class Store:
    """One county. Safe from any thread; each piece of work has a connection of its own."""

    def __init__(self, url: URL, folder: Path, connections: int) -> None:
        self.files: Final = Files(folder / "files")
        # An error's text reaches the log: it must hold no row of any person.
        self.engine: Final[Engine] = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=_LONGEST_WAIT_S,
            hide_parameters=True,
        )
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _open_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            event.listen(self.engine, "connect", _open_postgresql)
        self._turn: Final = Lock()
        self._is_scrub_due = False
        try:
            self.write(_make_tables)
        except (IntegrityError, ProgrammingError):
            # Another start made the tables at that moment: now they are there.
            self.write(_make_tables)
        self.scrub()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs work in one transaction, again if the database asks for it or was away: work must
        have no other effect and may come twice. What it did is on the disk when this returns."""
        result = self._run(work, **{_WRITES: True})
        if self._is_scrub_due:
            self._is_scrub_due = False
            self.scrub()
        return result

    def read(self, work: Callable[[Connection], T]) -> T:
        return self._run(work)

    def scrub(self) -> None:
        """Leaves nothing of an erased person's key in SQLite's write-ahead log, and none of her
        files."""
        if self.engine.dialect.name == "sqlite":
            with self._turn, contextlib.closing(self.engine.raw_connection()) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        with self.files.turn():
            self.files.remove(self.read(erased_files))

    def close(self) -> None:
        self.engine.dispose()

    def _run(self, work: Callable[[Connection], T], **options: bool) -> T:
        # SQLite has one writer anyhow, and its own waiting is by chance: some wait for seconds.
        if not (options and self.engine.dialect.name == "sqlite"):
            try:
                return self._once(work, options)
            except DBAPIError as error:
                if not _may_try_again(error):
                    raise
        # Writers that met go on one by one, or some of many would lose every time.
        with self._turn:
            return self._patiently(work, options)

    def _patiently(self, work: Callable[[Connection], T], options: dict[str, bool]) -> T:
        for pause_s in _PAUSES_S:
            try:
                return self._once(work, options)
            except DBAPIError as error:
                if not _may_try_again(error):
                    raise
                time.sleep(pause_s)
        return self._once(work, options)

    def _once(self, work: Callable[[Connection], T], options: dict[str, bool]) -> T:
        connecting = self.engine.connect().execution_options(**options)
        with connecting as connection:
            with connection.begin():
                result = work(connection)
            self._is_scrub_due |= bool(connection.info.pop(_SCRUB, False))
        return result


def open_store(folder: Path, url: str | None = None, connections: int = CONNECTIONS) -> Store:
    """The store at this address (postgresql://...), else the SQLite file in this folder; made
    when it is not there. connections: at most, at once. Raises Unopenable."""
    make_folder(folder)
    try:
        asked = make_url(url or f"sqlite:///{folder / 'county.sqlite'}")
        return Store(asked.set(drivername=_DRIVERS[asked.drivername]), folder, connections)
    except KeyError as error:
        raise Unopenable(f"{error.args[0]}://") from error
    except DBAPIError as error:
        raise Unopenable(str(error.orig).strip().splitlines()[0]) from error
    except SQLAlchemyError as error:
        raise Unopenable(str(error)) from error


def _make_tables(connection: Connection) -> None:
    """Those that are missing. SQLAlchemy alone would ask once a table at every opening."""
    there = set(inspect(connection).get_table_names())
    missing = [table for table in META.sorted_tables if table.name not in there]
    META.create_all(connection, missing, checkfirst=False)


def scrub_after(connection: Connection) -> None:
    """Store.scrub once this transaction is on the disk."""
    connection.info[_SCRUB] = True


def insert_into(connection: Connection, table: Any) -> Any:
    """An insert that knows ON CONFLICT in the database's own words."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _may_try_again(error: DBAPIError) -> bool:
    is_away = error.connection_invalidated
    return is_away or isinstance(error.orig, _AGAIN) or "database is locked" in str(error.orig)


def _open_sqlite(connection: Any, _: Any) -> None:
    # Python's own transaction keeping would begin too late; _begin_sqlite does it.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    # NORMAL lost acknowledged entries in two of three simulated power cuts.
    connection.execute("PRAGMA synchronous=FULL")
    # With the usual 1,000 pages every third full batch's receipt waited for the database itself.
    connection.execute("PRAGMA wal_autocheckpoint=4000")
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("PRAGMA secure_delete=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _open_postgresql(connection: Any, _: Any) -> None:
    # A server set to answer before the disk has it would break the receipt's promise.
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false)"
        " WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()
