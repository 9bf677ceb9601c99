"""The encrypted database: opening it safely, one way to write, and saying what is wrong.

SQLCipher with a raw key (no passphrase to stretch: 2 ms instead of 138), WAL, synchronous=FULL:
what was committed survives a power cut. One connection, used from one thread at a time.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from kiosk.errors import DatabaseDamaged, DatabaseNewer, KeyWrong, ProgramFault
from kiosk.store import backups, migrations
from kiosk.store import folder as files
from kiosk.store.troubles import from_sqlite, from_system
from sync.folders import make_folder, sync_folder

Values = Sequence[Any]

BUSY_TIMEOUT_MS: Final = 2000
CACHE_KIB: Final = 8 * 1024


class Database:
    """Rows in, rows out; every error is one of kiosk.errors."""

    def __init__(self, connection: Any, folder: Path, key: bytes, lock: int) -> None:
        self.folder = folder
        self._connection = connection
        self._key = key
        self._lock = lock

    def derive(self, purpose: bytes) -> bytes:
        """A subkey of 32 bytes for this purpose."""
        return files.derive(self._key, purpose)

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        try:
            return list(self._connection.execute(sql, values))
        except sqlcipher.Error as error:
            raise from_sqlite(error, self.folder) from error

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        try:
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        except sqlcipher.Error as error:
            raise from_sqlite(error, self.folder) from error
        return found

    def execute(self, sql: str, values: Values = ()) -> int:
        """Runs one statement. Returns the number of rows it changed."""
        try:
            return int(self._connection.execute(sql, values).rowcount)
        except sqlcipher.Error as error:
            raise from_sqlite(error, self.folder) from error

    def execute_many(self, sql: str, many: Iterable[Values]) -> int:
        """One statement for each of many values. Returns the number of rows changed."""
        try:
            return int(self._connection.executemany(sql, many).rowcount)
        except sqlcipher.Error as error:
            raise from_sqlite(error, self.folder) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing; on the disk for good when this ends without an error."""
        if self._connection.in_transaction:
            raise ProgramFault("a transaction within a transaction")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._roll_back("ROLLBACK")
            raise

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """Within a transaction: a part that can fail alone."""
        self.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._roll_back("ROLLBACK TO part")
            self._roll_back("RELEASE part")
            raise
        self.execute("RELEASE part")

    def _roll_back(self, sql: str) -> None:
        # A full disk may have ended the transaction already; the first error is the one to tell.
        if self._connection.in_transaction:
            with contextlib.suppress(sqlcipher.Error):
                self._connection.execute(sql)

    def check(self) -> list[str]:
        """What SQLite's quick_check says, seconds for a large journal. Empty when all is well.

        Reads by a connection of its own: may run on any thread while this one is in use.
        """
        try:
            connection = connect(self.folder / files.DATABASE, self._key)
        except sqlcipher.Error as error:
            return [str(error)]
        try:
            return problems_of(connection)
        finally:
            connection.close()

    def back_up(self) -> Path:
        """Makes a dated, encrypted copy and keeps the newest few. Returns where it is."""
        try:
            return backups.make(self._connection, self.folder)
        except OSError as error:
            raise from_system(error) from error
        except sqlcipher.Error as error:
            raise from_sqlite(error, self.folder) from error

    def scrub(self) -> None:
        """Leaves no older state of the journal anywhere: empties the write-ahead log, then makes
        the backups anew. Raises StoreTrouble; then it is to be done again."""
        try:
            backups.scrub(self._connection, self.folder)
        except OSError as error:
            raise from_system(error) from error
        except sqlcipher.Error as error:
            raise from_sqlite(error, self.folder) from error

    def close(self) -> None:
        """Ends well: the next opening needs no check. May be called twice."""
        if self._lock < 0:
            return
        lock, self._lock = self._lock, -1
        try:
            with contextlib.suppress(sqlcipher.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()
            with contextlib.suppress(OSError):
                files.write_durably(self.folder / files.CLEAN, b"")
        finally:
            os.close(lock)


def open_database(folder: Path, key: bytes) -> Database:
    """Opens the database of this folder, or makes it where none ever was.

    key: 32 bytes. Raises KeyWrong, DatabaseNewer, DatabaseDamaged, DatabaseBusy, DiskFull,
    FolderReadOnly. Never deletes or replaces what stands there.
    """
    try:
        make_folder(folder)
        lock = files.lock(folder)
    except OSError as error:
        raise from_system(error) from error
    try:
        return Database(_open(folder, key), folder, key, lock)
    except BaseException:
        os.close(lock)
        raise


def _open(folder: Path, key: bytes) -> Any:
    path = folder / files.DATABASE
    fits = files.key_fits(folder, key)
    if fits is False:
        raise KeyWrong("not the key of this folder")
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and fits:
        raise DatabaseDamaged("the file is gone or empty")
    connection = None
    try:
        connection = connect(path, key)
        _prepare(connection, folder, is_new)
        if fits is None:
            files.remember_key(folder, key)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, OSError):
            raise from_system(error) from error
        if isinstance(error, sqlcipher.Error):
            trouble = from_sqlite(error, folder)
            if fits and isinstance(trouble, KeyWrong):
                trouble = DatabaseDamaged("the key fits and the first page does not")
            raise trouble from error
        raise
    return connection


def connect(path: Path, key: bytes) -> Any:
    """A bare connection to an encrypted file, its key proven by reading. Raises sqlcipher.Error."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        # SQLCipher else writes its findings to stderr, a line a page.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, folder: Path, is_new: bool) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.VERSION:
        raise DatabaseNewer(f"{version} > {migrations.VERSION}")
    mark = folder / files.CLEAN
    if not is_new and not mark.exists():
        files.read_through(folder / files.DATABASE)
        problems = problems_of(connection)
        if problems:
            raise DatabaseDamaged(problems[0])
    if mark.exists():
        mark.unlink()
        sync_folder(folder)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # What is deleted is overwritten: an erased person's key and name, above all.
        "secure_delete = ON",
        "temp_store = MEMORY",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchone()
    if version < migrations.VERSION:
        if version:
            backups.make(connection, folder)
        migrations.migrate(connection)


def problems_of(connection: Any) -> list[str]:
    """Reads every page in use, and so proves the seal (HMAC) of each."""
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
    except sqlcipher.DatabaseError as error:
        return [str(error)]
    return [] if said == ["ok"] else said
