"""Dated copies of the encrypted database, and putting one back when somebody asks for it.

A copy is named by a number that only grows and by the date of the newest change in it; the number
decides which is newest, since the machine's clock may be wrong.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from kiosk.store import folder as files
from sync.folders import make_folder, sync_folder

KEPT: Final = 5
_PATTERN: Final = "journal-*.db"


def make(connection: Any, folder: Path) -> Path:
    """Copies the database, page by encrypted page, and keeps the newest KEPT copies.

    The caller holds the folder's lock and is in no transaction. Raises OSError, sqlcipher.Error.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    source = folder / files.DATABASE
    place = folder / files.BACKUPS
    make_folder(place)
    target = place / f"journal-{_next_number(place):06d}-{_date_of(source)}.db"
    files.copy_durably(source, target)
    for old in newest_first(folder)[KEPT:]:
        old.unlink()
    return target


def scrub(connection: Any, folder: Path) -> None:
    """Puts one copy of the present state in the place of all older ones, damaged ones among them:
    in any of them an erased person could still be read. They go only when the new one is on the
    disk. Raises OSError, sqlcipher.Error."""
    if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise sqlcipher.OperationalError("database is locked")
    old = newest_first(folder)
    if old:
        make(connection, folder)
    for copy in (*old, *(folder / files.BACKUPS).glob("*.part")):
        copy.unlink(missing_ok=True)
    shutil.rmtree(folder / files.DAMAGED, ignore_errors=True)
    if (folder / files.BACKUPS).exists():
        sync_folder(folder / files.BACKUPS)
    sync_folder(folder)


def newest_first(folder: Path) -> list[Path]:
    """The copies that there are."""
    return sorted((folder / files.BACKUPS).glob(_PATTERN), reverse=True)


def put_aside(folder: Path) -> Path:
    """Moves the database's files to a numbered folder of their own: damaged is not worthless."""
    place = folder / files.DAMAGED
    make_folder(place)
    number = 1 + max((int(p.name.split("-")[0]) for p in place.glob("[0-9]*-*")), default=0)
    source = folder / files.DATABASE
    aside = place / f"{number:06d}-{_date_of(source)}"
    make_folder(aside)
    for name in files.COMPANIONS:
        if (folder / name).exists():
            (folder / name).rename(aside / name)
    sync_folder(aside)
    sync_folder(folder)
    return aside


def _next_number(place: Path) -> int:
    return 1 + max((int(p.name.split("-")[1]) for p in place.glob(_PATTERN)), default=0)


def _date_of(path: Path) -> str:
    changed_s = path.stat().st_mtime if path.exists() else 0
    return datetime.fromtimestamp(changed_s, UTC).strftime("%Y%m%d")
