"""What the county found odd and somebody here has dealt with since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.store.database import Database
from sync.exchange.ports import Reported
from sync.standard.entry import Entry, Unreadable
from sync.standard.origin import Ref
from sync.standard.settling import Settlement

_read_settlement: Final = msgspec.json.Decoder(Settlement).decode


class DealtWith:
    def __init__(
        self, database: Database, read: Callable[[Ref, bytes], Entry | Unreadable]
    ) -> None:
        """read: a line as it counts."""
        self._database, self._read = database, read

    def dealt_with(self, limit: int = 200) -> list[tuple[Reported, Settlement]]:
        """Own entries that were reported and settled, the last settled first."""
        found = self._database.rows(
            "SELECT device, epoch, seq, code, line, row FROM reports JOIN entries"
            " USING (device, epoch, seq) JOIN settlements"
            " ON settlements.key = device || '.' || epoch || '.' || seq"
        )
        rows = [
            (Reported(self._read(Ref(*row[:3]), row[4]), row[3]), _read_settlement(row[5]))
            for row in found
        ]
        rows.sort(key=lambda row: row[1].mark, reverse=True)
        return rows[:limit]
