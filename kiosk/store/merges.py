"""Which ids are one person: kiosk.services.ports.Merges over the views."""

from __future__ import annotations

from typing import Final

import msgspec

from kiosk.store.database import Database
from sync.standard.merging import Duplicate, Groups, Merge

_read_merge: Final = msgspec.json.Decoder(Merge).decode
_read_duplicate: Final = msgspec.json.Decoder(Duplicate).decode
_STANDING: Final = "SELECT row FROM merges WHERE is_on = 1"


class Merges:
    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self) -> Groups:
        """Read anew each time: merges are few, most villages have none."""
        return Groups((merge.person, merge.into) for merge in self._standing())

    def standing(self, limit: int = 200) -> list[Merge]:
        return sorted(self._standing(), key=lambda merge: (-merge.at_ms, merge.key))[:limit]

    def duplicates(self, limit: int = 200) -> list[Duplicate]:
        found = self._database.rows(
            "SELECT row FROM duplicates WHERE is_open = 1 ORDER BY key LIMIT ?", (limit,)
        )
        return [_read_duplicate(row) for (row,) in found]

    def _standing(self) -> list[Merge]:
        return [_read_merge(row) for (row,) in self._database.rows(_STANDING)]
