"""The data folder: names of its files, its lock, and writing that survives a power cut."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import hmac
import os
import shutil
from pathlib import Path
from typing import Final

from kiosk.errors import DatabaseBusy
from sync.folders import sync_folder

DATABASE: Final = "journal.db"
COMPANIONS: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")
KEY: Final = "key"
KEY_CHECK: Final = "key-check"
"""Tells a wrong key from a damaged first page: SQLCipher reports both in the same words."""
CLEAN: Final = "clean"
"""Stands there only while nobody has the database open and the last who had closed it."""
LOCK: Final = "lock"
BACKUPS: Final = "backups"
DAMAGED: Final = "damaged"


def derive(key: bytes, purpose: bytes) -> bytes:
    """A subkey of 32 bytes (RFC 5869 expand, one block): the main key itself only encrypts."""
    return hmac.new(key, purpose + b"\x01", hashlib.sha256).digest()


def has_database(folder: Path) -> bool:
    """Whether a journal was ever kept here, even if its file is gone now."""
    return (folder / DATABASE).exists() or (folder / KEY_CHECK).exists()


def key_fits(folder: Path, key: bytes) -> bool | None:
    """Whether this key made the database here; None when nothing says so."""
    try:
        kept = (folder / KEY_CHECK).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    return hmac.compare_digest(kept, derive(key, b"check").hex()) if kept else None


def remember_key(folder: Path, key: bytes) -> None:
    write_durably(folder / KEY_CHECK, derive(key, b"check").hex().encode())


def lock(folder: Path) -> int:
    """Takes the folder for this process. Returns the open file; closing it gives it back.

    Raises DatabaseBusy when another has it, OSError when it cannot be written.
    """
    held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise DatabaseBusy("lock") from error
    return held


def write_durably(path: Path, content: bytes) -> None:
    """The whole file or none of it, on the disk when this returns. Mode 0600."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    """As write_durably, from another file of any size."""
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, part)
        part.chmod(0o600)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def read_through(path: Path) -> None:
    """Brings a file into the system's memory, from beginning to end.

    SQLite's check jumps from page to page: 7 s for 280 MB that nobody has read since the power
    cut, and 2 s after this.
    """
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 20):
            pass
