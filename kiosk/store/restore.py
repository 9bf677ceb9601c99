"""Putting a backup in the place of a damaged database. Only ever on somebody's explicit word."""

from __future__ import annotations

import os
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from kiosk.errors import DatabaseDamaged
from kiosk.store import backups, database
from kiosk.store import folder as files
from kiosk.store.troubles import from_system
from sync.folders import sync_folder


def restore_newest_backup(folder: Path, key: bytes) -> Path:
    """Moves the damaged files to `damaged/` and puts the newest sound backup in their place.

    Entries since that backup are in the damaged files only, and at the county if they were sent:
    the next hello finds the difference. Returns the backup used. Raises DatabaseDamaged when no
    backup is sound (then nothing was moved), DatabaseBusy, DiskFull, FolderReadOnly.
    """
    try:
        lock = files.lock(folder)
    except OSError as error:
        raise from_system(error) from error
    try:
        for backup in backups.newest_first(folder):
            if _is_sound(backup, key):
                _put_back(backup, folder)
                return backup
    except OSError as error:
        raise from_system(error) from error
    finally:
        os.close(lock)
    raise DatabaseDamaged("no sound backup")


def _is_sound(backup: Path, key: bytes) -> bool:
    try:
        connection = database.connect(backup, key)
    except sqlcipher.Error:
        return False
    try:
        return not database.problems_of(connection)
    finally:
        connection.close()


def _put_back(backup: Path, folder: Path) -> None:
    # Copied under another name first: a disk that fills now has cost nothing.
    ready = folder / f"{files.DATABASE}.restored"
    files.copy_durably(backup, ready)
    backups.put_aside(folder)
    ready.replace(folder / files.DATABASE)
    sync_folder(folder)
