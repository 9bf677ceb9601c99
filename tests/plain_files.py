"""The files of plain ports: in memory, with the entries that name them."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from kiosk.services.files import AttachedNow, NobodyThere, NoRoom, TooLarge
from kiosk.services.ports import Journal
from sync.standard.attachments import Attached
from sync.standard.origin import SELF


@dataclass
class PlainFiles:
    """As if all lay here, unless `away` names it."""

    journal: Journal
    kept: dict[str, bytes] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    is_full: bool = False

    def attach(
        self,
        person: str,
        kind: str,
        content: bytes,
        by: str = SELF,
        about: str = "",
        length_ms: int = 0,
    ) -> AttachedNow | TooLarge | NoRoom | NobodyThere:
        if self.is_full:
            return NoRoom()
        file = sha256(content).hexdigest()
        self.kept[file] = content
        self.journal.append(Attached(file, person, kind, len(content), about, length_ms), by=by)
        return AttachedNow(file)

    def is_here(self, file: str) -> bool:
        return file in self.kept and file not in self.away

    def want(self, file: str) -> None:
        self.wanted.add(file)

    def read(self, file: str) -> bytes | None:
        return self.kept[file] if self.is_here(file) else None
