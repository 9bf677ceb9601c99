"""What the county found odd and somebody has dealt with since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.store.database import Database
from sync.exchange.ports import Reported
from sync.standard.entry import Entry, Unreadable
from sync.standard.origin import Ref, ref_from
from sync.standard.settling import Settlement

_read_settlement: Final = msgspec.json.Decoder(Settlement).decode


class DealtWith:
    def __init__(
        self, database: Database, read: Callable[[Ref, bytes], Entry | Unreadable]
    ) -> None:
        """read: a line as it counts."""
        self._database, self._read = database, read

    def dealt_with(self, limit: int = 200) -> list[tuple[Reported, Settlement]]:
        """Entries that were settled, the last settled first. code "": the county could fold it
        after all."""
        found = self._database.rows("SELECT row FROM settlements")
        settled = sorted((_read_settlement(row) for (row,) in found), key=lambda s: s.mark)
        known = ((self._reported(one.entry), one) for one in reversed(settled))
        return [(reported, one) for reported, one in known if reported is not None][:limit]

    def _reported(self, entry: str) -> Reported | None:
        """None for what is not here: a settlement may arrive before its entry, or name none."""
        try:
            ref = ref_from(entry)
        except ValueError:
            return None
        found = self._database.row(
            "SELECT line, code FROM entries LEFT JOIN reports USING (device, epoch, seq)"
            " WHERE device = ? AND epoch = ? AND seq = ?",
            (ref.device, ref.epoch, ref.seq),
        )
        return Reported(self._read(ref, found[0]), found[1] or "") if found else None
