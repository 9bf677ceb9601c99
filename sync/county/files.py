"""Files at the county: taken only when an entry of the village names them, given to its kiosks
alone, gone with the person's key."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, and_, select

from sync.county.bulk import bodies
from sync.county.tables import ERASED, VIEW_TABLES
from sync.pieces import Pieces
from sync.standard.attachments import MAX_SEALED_BYTES, Attachment, is_file

_log: Final = logging.getLogger(__name__)
_read = msgspec.json.Decoder(Attachment).decode
_ATTACHMENTS: Final = VIEW_TABLES[Attachment.table]


class Files:
    """A folder a village."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Held while it is asked whether a file may be here and then put here: an erasing must not
        come in between, not by another process of the county either."""
        with self._folder.with_suffix(".turn").open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def of(self, village: str) -> Pieces:
        return Pieces(self._folder / village)

    def remove(self, gone: Sequence[tuple[str, str]]) -> None:
        """gone: (village, file). What cannot be removed now is removed at the next start."""
        try:
            for village, file in gone:
                if is_file(file):
                    self.of(village).remove(file)
        except OSError as error:
            _log.warning("file not removed: %s", error.strerror)


def named(connection: Connection, village: str, file: str) -> Attachment | None:
    """What the village's journal says of this file; None also when its person was erased."""
    if not is_file(file):
        return None
    rows = [_read(body) for _, body in bodies(connection, Attachment.table, village, [file])]
    if not rows or not 0 < rows[0].bytes <= MAX_SEALED_BYTES:
        return None
    is_erased = select(ERASED.c.person).where(
        ERASED.c.village == village, ERASED.c.person == rows[0].person
    )
    return None if connection.execute(is_erased).first() else rows[0]


def erased_files(connection: Connection) -> list[tuple[str, str]]:
    """(village, file) of people who were erased."""
    same = and_(
        _ATTACHMENTS.c.village == ERASED.c.village, _ATTACHMENTS.c.person == ERASED.c.person
    )
    query = select(_ATTACHMENTS.c.village, _ATTACHMENTS.c.key).join(ERASED, same)
    return [(village, file) for village, file in connection.execute(query)]
