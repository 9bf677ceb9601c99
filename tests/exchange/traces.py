"""Looking for what must not be there any more: in every file, and inside the encrypted ones.

The kiosk's files are decrypted page by page, as SQLCipher 4 lays them out, and so with all that
SQLite no longer uses but might not have overwritten: an export would only hold what still counts.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVE = 80
IV = 16
SALT = 16
WAL_HEADER, FRAME_HEADER = 32, 24


def needles_of(**said: str | bytes) -> dict[str, bytes]:
    """Each in every spelling that a file might have it in."""
    found: dict[str, bytes] = {}
    for name, what in said.items():
        raw = what.encode() if isinstance(what, str) else what
        found[name] = raw
        if isinstance(what, bytes):
            found[f"{name}.hex"] = raw.hex().encode()
            found[f"{name}.base64"] = base64.b64encode(raw)
        else:
            found[f"{name}.utf16"] = what.encode("utf-16-le")
            found[f"{name}.escaped"] = what.encode("unicode_escape")
    return found


def traces(folders: Mapping[Path, bytes | None], needles: Mapping[str, bytes]) -> set[str]:
    """ "file: needle" of all that is found. folders: each with the key of the databases in it."""
    found: set[str] = set()
    for folder, key in folders.items():
        for path, raw in files_below(folder):
            for content in (raw, *_opened(path, raw, key)):
                found |= {f"{path.name}: {n}" for n, what in needles.items() if what in content}
    return found


def files_below(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file with what it holds. A database server may be at work in there: PostgreSQL drops
    caches, statistics and whole log segments between the listing and the reading. What has
    vanished holds nothing any more; every other error is the caller's."""
    for here, _, names in os.walk(folder, onerror=_unless_vanished):
        for path in sorted(Path(here, name) for name in names):
            try:
                raw = path.read_bytes()
            except FileNotFoundError:
                continue
            yield path, raw


def _unless_vanished(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _opened(path: Path, raw: bytes, key: bytes | None) -> Iterator[bytes]:
    """The database, its write-ahead log and its copies, as they are inside."""
    if key is None or not (path.suffix == ".db" or path.name.endswith("-wal")):
        return
    if path.name.endswith("-wal"):
        size = FRAME_HEADER + PAGE
        starts = range(WAL_HEADER + FRAME_HEADER, len(raw), size)
        yield b"".join(_page(raw[at : at + PAGE], key, is_first=False) for at in starts)
        # Page 1 has the salt in its first bytes, in the log as well.
        yield b"".join(_page(raw[at : at + PAGE], key, is_first=True) for at in starts)
    else:
        starts = range(0, len(raw), PAGE)
        opened = b"".join(_page(raw[at : at + PAGE], key, is_first=at == 0) for at in starts)
        assert b"CREATE TABLE entries" in opened, "decrypted as it should be"
        yield opened


def _page(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    body = page[SALT if is_first else 0 : PAGE - RESERVE]
    iv = page[PAGE - RESERVE : PAGE - RESERVE + IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
