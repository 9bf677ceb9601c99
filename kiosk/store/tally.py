"""How many entries of each kind were written here, and which of them the county has not yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kiosk.store.database import Database
from kiosk.store.folding import ASIDE
from kiosk.store.state import State
from sync.standard.entry import Entry, decode
from sync.standard.origin import Head, Ref


@dataclass(frozen=True, slots=True)
class KindTally:
    """Own entries of one kind ("checked_in.1"; "" = not even that can be read).

    waiting: without the county's receipt, those put aside after a fork among them.
    oldest_ms: when the oldest of these was written; 0 = none, or not known.
    """

    kind: str
    written: int
    waiting: int
    oldest_ms: int

    @property
    def received(self) -> int:
        """With the county's receipt."""
        return self.written - self.waiting


@dataclass(frozen=True, slots=True)
class Tallied:
    """others: entries that the village's other machines and the county wrote."""

    kinds: tuple[KindTally, ...] = ()
    others: int = 0


class Tally:
    """Counts on from where it stood: entries are only ever added. On the store's thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state = State(database)
        self._written: Counter[str] = Counter()
        self._others = self._last = 0
        self._seen: tuple[Head, int, int] | None = None
        self._tallied = Tallied()

    def count(self, head: Head, received: int) -> Tallied:
        """head: of the device's journal. received: up to which seq of its epoch the county is
        known to have everything still."""
        self._count_on(head.device)
        seen = (head, received, self._last)
        if seen != self._seen:
            self._seen, self._tallied = seen, self._count(head, received)
        return self._tallied

    def _count_on(self, device: str) -> None:
        newest = self._database.row("SELECT max(no) FROM entries")
        upto = int(newest[0] or 0) if newest else 0
        if upto == self._last:
            return
        found = self._database.rows(
            "SELECT kind, device = ?, count(*) FROM entries WHERE no > ? AND no <= ?"
            " GROUP BY kind, device = ?",
            (device, self._last, upto, device),
        )
        self._last = upto
        for kind, is_own, number in found:
            if is_own:
                self._written[kind] += number
            else:
                self._others += number

    def _count(self, head: Head, received: int) -> Tallied:
        waiting: Counter[str] = Counter()
        oldest: dict[str, int] = {}
        for epoch in range(1, head.epoch + 1):
            is_present = epoch == head.epoch
            after = received if is_present else self._state.number(f"acknowledged.{epoch}")
            for kind, number, first in self._without_receipt(head.device, epoch, after):
                waiting[kind] += number
                oldest.setdefault(kind, self._written_ms(Ref(head.device, epoch, first)))
        kinds = sorted(self._written, key=lambda kind: (-self._written[kind], kind))
        return Tallied(
            tuple(KindTally(k, self._written[k], waiting[k], oldest.get(k, 0)) for k in kinds),
            self._others,
        )

    def _without_receipt(self, device: str, epoch: int, after: int) -> list[tuple[str, int, int]]:
        """Kind, how many, the first one's seq. Without a hash are only those own entries of a
        frozen epoch that came back from the county."""
        found = self._database.rows(
            "SELECT kind, count(*), min(seq) FROM entries"
            " WHERE device = ? AND epoch = ? AND seq > ? AND hash IS NOT NULL"
            " AND reason IS NOT ? GROUP BY kind",
            (device, epoch, after, ASIDE),
        )
        return [(kind, number, first) for kind, number, first in found]

    def _written_ms(self, ref: Ref) -> int:
        found = self._database.row(
            "SELECT line FROM entries WHERE device = ? AND epoch = ? AND seq = ?",
            (ref.device, ref.epoch, ref.seq),
        )
        read = decode(ref, found[0]) if found else None
        return read.origin.stamp.ms if isinstance(read, Entry) else 0
