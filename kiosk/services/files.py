"""Voice notes and photos, as the services know them: sealed, named by their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AttachedNow:
    """On the disk, and so is the entry that names it."""

    file: str


@dataclass(frozen=True, slots=True)
class TooLarge:
    """Larger than one file may be."""


@dataclass(frozen=True, slots=True)
class NoRoom:
    """All files together take as much as they may."""


@dataclass(frozen=True, slots=True)
class NobodyThere:
    """Nobody of that id is registered here, or she was erased."""


class Files(Protocol):
    """Raises kiosk.errors.StoreTrouble."""

    def attach(
        self,
        person: str,
        kind: str,
        content: bytes,
        by: str = "",
        about: str = "",
        length_ms: int = 0,
    ) -> AttachedNow | TooLarge | NoRoom | NobodyThere:
        """When it returns AttachedNow, the file and the entry that names it are on the disk for
        good. As sync.standard.attachments.Attached."""
        ...

    def is_here(self, file: str) -> bool:
        """Whole; what another kiosk took comes by the county."""
        ...

    def want(self, file: str) -> None:
        """It is fetched when nothing else is to be done."""
        ...

    def read(self, file: str) -> bytes | None:
        """None while it is not here, and for good once its person was erased."""
        ...
