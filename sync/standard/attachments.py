"""Files that belong to a person: a voice note, a photo. The entry names the file; the file itself
is no part of the journal and travels after everything else.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

VOICE: Final = "voice"
PHOTO: Final = "photo"
MAX_FILE_BYTES: Final = 5 * 1024 * 1024
"""Of one file as it was taken."""
MAX_SEALED_BYTES: Final = MAX_FILE_BYTES + 1024
"""Of one file as it lies and travels."""
MAX_PIECE_BYTES: Final = 64 * 1024
_FILE: Final = re.compile("[0-9a-f]{64}")


class Attached(msgspec.Struct, frozen=True, tag_field="k", tag="attached.1", omit_defaults=True):
    """file: SHA-256 of the sealed bytes, 64 hex digits; bytes: how many these are. kind: VOICE or
    PHOTO. about: the entry that it goes with (Ref.text()), "" = none. length_ms: of a sound."""

    file: str
    person: str
    kind: str
    bytes: int
    about: str = ""
    length_ms: int = 0


class Attachment(Row, frozen=True):
    """The view: one row a file. Of several entries that name it, the first counts."""

    table: ClassVar[str] = "attachments"
    columns: ClassVar[tuple[str, ...]] = ("person", "bytes")

    file: str
    person: str
    kind: str = ""
    bytes: int = 0
    by: str = SELF
    mark: Mark = NEVER
    about: str = ""
    length_ms: int = 0

    @property
    def key(self) -> str:
        return self.file


def fold(fact: Attached, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Attachment, fact.file)
    if row is None or origin.mark < row.mark:
        who = origin.by, origin.mark
        what = fact.about, fact.length_ms
        shelf.put(Attachment(fact.file, fact.person, fact.kind, fact.bytes, *who, *what))


def is_file(name: str) -> bool:
    return _FILE.fullmatch(name) is not None
