"""Files on a stick, which is trusted by nobody: it may hold anything, and may be gone any moment.

One folder, plain files of fixed names, a size limit, no link followed, nothing waited for. What is
written is on the stick, under its name and whole, when the call returns; before that, not at all.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sync.standard.carry import FOLDER, MAX_PARCEL_BYTES, Unusable, Wrong, is_parcel_name

_MOST_NAMES: Final = 2000
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
"""NONBLOCK: a pipe of that name would be waited for without end."""
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def parcels_on(stick: Path, way: str) -> list[str]:
    """The names of all parcels of one way. Raises Unusable."""
    with _folder(stick) as folder, _told(Wrong.NO_STICK):
        names = sorted(name for name in os.listdir(folder) if is_parcel_name(name, way))
    return names[:_MOST_NAMES]


def read_parcel(stick: Path, name: str) -> bytes:
    """Raises Unusable."""
    with _folder(stick) as folder:
        try:
            handle = os.open(name, _READ, dir_fd=folder)
        except FileNotFoundError as error:
            raise Unusable(Wrong.NOTHING) from error
        except OSError as error:
            raise Unusable(Wrong.NOT_OURS) from error
        try:
            return _content(handle)
        finally:
            os.close(handle)


def _content(handle: int) -> bytes:
    with _told(Wrong.CUT):
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unusable(Wrong.NOT_OURS)
        if found.st_size > MAX_PARCEL_BYTES:
            raise Unusable(Wrong.TOO_LARGE)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MAX_PARCEL_BYTES + 1)


def write_parcel(stick: Path, name: str, content: bytes) -> None:
    """When it returns, the stick may be pulled out. Raises Unusable; what stood there before then
    stands there still."""
    part = f"{name}.part"
    with _folder(stick, is_made=True) as folder, _told(Wrong.NOT_WRITTEN):
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
            with os.fdopen(os.open(part, _WRITE, 0o600, dir_fd=folder), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)
            _sync(folder)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(part, dir_fd=folder)
            raise


@contextlib.contextmanager
def _folder(stick: Path, is_made: bool = False) -> Iterator[int]:
    """Our folder on the stick, open."""
    with _told(Wrong.NO_STICK):
        top = os.open(stick, _FOLDER)
    try:
        if is_made:
            with _told(Wrong.NOT_WRITTEN), contextlib.suppress(FileExistsError):
                os.mkdir(FOLDER, 0o700, dir_fd=top)
                _sync(top)
        try:
            folder = os.open(FOLDER, _FOLDER | os.O_NOFOLLOW, dir_fd=top)
        except FileNotFoundError as error:
            raise Unusable(Wrong.NOTHING) from error
        except OSError as error:
            raise Unusable(Wrong.NOT_OURS) from error
    finally:
        os.close(top)
    try:
        yield folder
    finally:
        os.close(folder)


@contextlib.contextmanager
def _told(why: Wrong) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise Unusable(why) from error


def _sync(folder: int) -> None:
    """Names are on the stick only when their folder is."""
    try:
        os.fsync(folder)
    except OSError:
        # Some drivers of foreign file systems cannot do it for a folder alone.
        os.sync()
