"""Files that arrive piece by piece, and are there only when they are whole and what their names
say. The same at the kiosk and at the county.

A file is named by the SHA-256 of its bytes, in hex digits. What has arrived of it stands beside,
as NAME.part, each piece on the disk before the next is asked for.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from sync.folders import make_folder, sync_folder


class Pieces:
    """One folder, made at first use. One caller at a time. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def have(self, file: str) -> int:
        """How many bytes of it are here, from its beginning."""
        for path in (self._folder / file, self._part(file)):
            with contextlib.suppress(FileNotFoundError):
                return path.stat().st_size
        return 0

    def is_whole(self, file: str) -> bool:
        return (self._folder / file).is_file()

    def read(self, file: str, offset: int, n: int) -> bytes:
        """At most n bytes; b"" where the file is not whole."""
        with contextlib.suppress(FileNotFoundError), (self._folder / file).open("rb") as whole:
            whole.seek(offset)
            return whole.read(n)
        return b""

    def add(self, file: str, size: int, piece: bytes) -> int | None:
        """The next piece of a file of so many bytes. How many are here now; None when all are and
        are not what the file's name says: then they are thrown away."""
        if self.is_whole(file):
            return size
        make_folder(self._folder)
        part = self._part(file)
        with open(part, "ab", opener=_own) as growing:
            growing.write(piece)
            growing.flush()
            os.fsync(growing.fileno())
        have = part.stat().st_size
        if have < size:
            return have
        if have > size or hashlib.sha256(part.read_bytes()).hexdigest() != file:
            part.unlink()
            return None
        part.rename(self._folder / file)
        sync_folder(self._folder)
        return have

    def remove(self, file: str) -> None:
        """Also what has arrived of it."""
        for path in (self._folder / file, self._part(file)):
            if path.exists():
                path.unlink()
                sync_folder(self._folder)

    def _part(self, file: str) -> Path:
        return self._folder / f"{file}.part"


def _own(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)
