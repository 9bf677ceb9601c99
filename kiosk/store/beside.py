"""What stands beside the journal: what the county said of entries, and people's keys.

Reading a line goes through here, because both change what it says: a clock that ran ahead counts
as the county's time, and personal fields are opened with the person's key.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.store.database import Database
from kiosk.store.people_keys import PeopleKeys
from kiosk.store.state import State
from sync.exchange.ports import Beside, Reported, Told
from sync.standard import entry
from sync.standard.entry import Entry, Unreadable
from sync.standard.origin import Head, Ref
from sync.standard.sealed import SEALED


class Notes:
    """Every method runs within the caller's transaction, where there is one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state = State(database)
        self.people_keys = PeopleKeys(database)
        self._clamps = self._read_clamps()

    def read_again(self) -> None:
        """After a failed transaction: what was noted in it counts no more."""
        self._clamps = self._read_clamps()

    def read(self, ref: Ref, line: bytes) -> Entry | Unreadable:
        """A line as it counts."""
        return self.open(self.decode(ref, line))

    def decode(self, ref: Ref, line: bytes) -> Entry | Unreadable:
        """As `read`, but what is sealed stays so."""
        return entry.decode(ref, line, self._clamps.get(ref))

    def open(self, one: Entry | Unreadable) -> Entry | Unreadable:
        return self.people_keys.open(one) if isinstance(one, Entry) else one

    def keep(self, beside: Beside) -> set[str]:
        """Whose entries may be opened now that could not be before."""
        self._clamp(list(beside.clamped.items()))
        return self.people_keys.keep(beside.keys)

    def told(self, epoch: int) -> int:
        return self._state.number(f"told.{epoch}")

    def note_told(self, head: Head, told: Told) -> bool:
        """Whether entries count otherwise now, so that views must be made anew."""
        own = (head.device, head.epoch)
        self._database.execute_many(
            "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?)",
            [(*own, seq, code) for seq, code in told.reports],
        )
        self.people_keys.missed(head, [seq for seq, code in told.reports if code == SEALED])
        if told.seq > self.told(head.epoch):
            self._state.put(f"told.{head.epoch}", min(told.seq, head.seq))
        return self._clamp([(Ref(*own, seq), ms) for seq, ms in told.clamped])

    def reported(self) -> list[Reported]:
        """Own entries that the county keeps and could not fold, and that nobody has settled."""
        found = self._database.rows(
            "SELECT device, epoch, seq, code, line FROM reports JOIN entries"
            " USING (device, epoch, seq) WHERE NOT EXISTS (SELECT 1 FROM settlements"
            " WHERE key = device || '.' || epoch || '.' || seq) ORDER BY device, epoch, seq"
        )
        return [Reported(self.read(Ref(*row[:3]), row[4]), row[3]) for row in found]

    def _clamp(self, clamped: Sequence[tuple[Ref, int]]) -> bool:
        fresh = [(ref, ms) for ref, ms in clamped if self._clamps.get(ref) != ms]
        if not fresh:
            return False
        self._database.execute_many(
            "INSERT OR REPLACE INTO clamps VALUES (?, ?, ?, ?)",
            [(ref.device, ref.epoch, ref.seq, ms) for ref, ms in fresh],
        )
        self._clamps.update(fresh)
        return True

    def _read_clamps(self) -> dict[Ref, int]:
        found = self._database.rows("SELECT device, epoch, seq, ms FROM clamps")
        return {Ref(device, epoch, seq): ms for device, epoch, seq, ms in found}
