"""The shape of the database, version after version. Views are not here: they are derived.

sqlite-utils is imported only when there is something to migrate: it loads NumPy where that is
installed, which would cost the start of the kiosk a fifth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlite_utils.db import Database as Tables

VERSION: Final = 3
"""The user_version of a database of this program: how many migrations it has seen."""


def migrate(connection: Any) -> None:
    """Applies what the database has not seen yet, each migration in its own transaction."""
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

    migrations = Migrations("store")
    for step in _STEPS:
        migrations(name=step.__name__)(step)
    migrations.apply(Tables(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def m001_journal(tables: Tables) -> None:
    """entries: every line ever written or pulled, in the order in which it came here.

    hash stands for own entries only: others' chains are the county's to verify.
    reason says why a line could not be folded; NULL = folded.
    conflicts: lines that came under an identity which another line has already taken (a fork).
    """
    tables.execute(
        "CREATE TABLE entries (no INTEGER PRIMARY KEY, device TEXT NOT NULL,"
        " epoch INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB, line BLOB NOT NULL,"
        " kind TEXT NOT NULL, reason TEXT, UNIQUE (device, epoch, seq))"
    )
    tables.execute("CREATE INDEX entries_unread ON entries (no) WHERE reason IS NOT NULL")
    tables.execute("CREATE TABLE state (k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID")
    tables.execute(
        "CREATE TABLE conflicts (device TEXT, epoch INTEGER, seq INTEGER, line BLOB,"
        " PRIMARY KEY (device, epoch, seq, line)) WITHOUT ROWID"
    )


def m002_beside(tables: Tables) -> None:
    """What stands beside the journal and is no entry.

    clamps: entries stamped by a clock that ran ahead, and what their stamp counts as (ms).
    reports: own entries that the county keeps and could not fold.
    people_keys: each person's own key, rarely a second one; is_sent = the county has it.
    erased_people: of whom no key is ever taken again.
    """
    tables.execute(
        "CREATE TABLE clamps (device TEXT, epoch INTEGER, seq INTEGER, ms INTEGER NOT NULL,"
        " PRIMARY KEY (device, epoch, seq)) WITHOUT ROWID"
    )
    tables.execute(
        "CREATE TABLE reports (device TEXT, epoch INTEGER, seq INTEGER, code TEXT NOT NULL,"
        " PRIMARY KEY (device, epoch, seq)) WITHOUT ROWID"
    )
    tables.execute(
        "CREATE TABLE people_keys (no INTEGER PRIMARY KEY, person TEXT NOT NULL,"
        " key BLOB NOT NULL, is_sent INTEGER NOT NULL, UNIQUE (person, key))"
    )
    tables.execute("CREATE INDEX people_keys_unsent ON people_keys (is_sent) WHERE is_sent = 0")
    tables.execute("CREATE TABLE erased_people (person TEXT PRIMARY KEY) WITHOUT ROWID")


def m003_files(tables: Tables) -> None:
    """sent_files: files that the county has confirmed; the others are in the folder and not
    here."""
    tables.execute("CREATE TABLE sent_files (file TEXT PRIMARY KEY) WITHOUT ROWID")


_STEPS: Final = (m001_journal, m002_beside, m003_files)
assert len(_STEPS) == VERSION
