"""What stands beside the journal: what the county said of entries, and people's keys.

Reading a line goes through here, because both change what it says: a clock that ran ahead counts
as the county's time, and personal fields are opened with the person's key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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

    def keep(self, beside: Beside, refs: Iterable[Ref]) -> tuple[set[str], set[Ref]]:
        """What came along with these entries. Whose entries may be opened now that could not be
        before, and those that count otherwise than until now."""
        return self.people_keys.keep(beside.keys), self._clamp(refs, beside.clamped)

    def clamped_ms(self, ref: Ref) -> int | None:
        """What the entry's stamp counts as; None = what it says."""
        return self._clamps.get(ref)

    def told(self, epoch: int) -> int:
        return self._state.number(f"told.{epoch}")

    def note_told(self, head: Head, told: Told) -> set[Ref]:
        """Own entries that count otherwise than until now."""
        own, span = (head.device, head.epoch), (told.after, told.seq)
        self._database.execute(
            "DELETE FROM reports WHERE device = ? AND epoch = ? AND seq > ? AND seq <= ?",
            (*own, *span),
        )
        self._database.execute_many(
            "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?)",
            [(*own, seq, code) for seq, code in told.reports],
        )
        self.people_keys.missed(head, [seq for seq, code in told.reports if code == SEALED])
        if told.after <= self.told(head.epoch):
            self._state.put(f"told.{head.epoch}", min(told.seq, head.seq))
        among = [
            ref
            for ref in self._clamps
            if (ref.device, ref.epoch) == own and told.after < ref.seq <= told.seq
        ]
        now = {Ref(*own, seq): ms for seq, ms in told.clamped}
        return self._clamp([*among, *now], now)

    def reported(self) -> list[Reported]:
        """Own entries that the county keeps and could not fold, and that nobody has settled."""
        found = self._database.rows(
            "SELECT device, epoch, seq, code, line FROM reports JOIN entries"
            " USING (device, epoch, seq) WHERE NOT EXISTS (SELECT 1 FROM settlements"
            " WHERE key = device || '.' || epoch || '.' || seq) ORDER BY device, epoch, seq"
        )
        return [Reported(self.read(Ref(*row[:3]), row[4]), row[3]) for row in found]

    def _clamp(self, refs: Iterable[Ref], now: Mapping[Ref, int]) -> set[Ref]:
        """Of these entries, exactly those in `now` are clamped. Those for which that is new."""
        changed = {ref for ref in refs if self._clamps.get(ref) != now.get(ref)}
        for ref in changed:
            self._clamps.pop(ref, None)
        fresh = {ref: now[ref] for ref in changed if ref in now}
        self._clamps.update(fresh)
        self._database.execute_many(
            "DELETE FROM clamps WHERE device = ? AND epoch = ? AND seq = ?",
            [(ref.device, ref.epoch, ref.seq) for ref in changed],
        )
        self._database.execute_many(
            "INSERT INTO clamps VALUES (?, ?, ?, ?)",
            [(ref.device, ref.epoch, ref.seq, ms) for ref, ms in fresh.items()],
        )
        return changed

    def _read_clamps(self) -> dict[Ref, int]:
        found = self._database.rows("SELECT device, epoch, seq, ms FROM clamps")
        return {Ref(device, epoch, seq): ms for device, epoch, seq, ms in found}
