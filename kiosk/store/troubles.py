"""SQLite's and the system's errors as the kiosk's own.

sqlcipher3 carries no error code on its exceptions, so SQLite's fixed English messages are read
(https://www.sqlite.org/rescode.html; sqlite3_errstr never translates them).
"""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Final

from kiosk.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DiskFull,
    FolderReadOnly,
    KeyWrong,
    StoreTrouble,
)

_MESSAGES: Final[tuple[tuple[str, type[StoreTrouble]], ...]] = (
    ("disk is full", DiskFull),
    ("readonly database", FolderReadOnly),
    ("unable to open database", FolderReadOnly),
    ("malformed", DatabaseDamaged),
    ("disk I/O error", DatabaseDamaged),
    ("is not a database", KeyWrong),
    ("is locked", DatabaseBusy),
)
_ERRNOS: Final[dict[int, type[StoreTrouble]]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: FolderReadOnly,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.ENOTDIR: FolderReadOnly,
    errno.EEXIST: FolderReadOnly,
    errno.EIO: DatabaseDamaged,
}
_SCARCE_BYTES: Final = 256 * 1024
"""Less than this left on the disk, and an I/O error is most likely a full disk."""


def from_sqlite(error: Exception, folder: Path) -> StoreTrouble:
    """What an sqlcipher3 error means. Its text names tables at most, never their content."""
    text = str(error)
    for part, trouble in _MESSAGES:
        if part in text:
            if trouble is DatabaseDamaged and "I/O" in text and _is_scarce(folder):
                return DiskFull(text)
            return trouble(text)
    return StoreTrouble(f"{type(error).__name__}: {text}")


def from_system(error: OSError) -> StoreTrouble:
    """What an error of the file system means."""
    trouble = _ERRNOS.get(error.errno or 0, StoreTrouble)
    return trouble(f"{type(error).__name__} {error.errno}")


def _is_scarce(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _SCARCE_BYTES
    except OSError:
        return False
