"""This device's own chain: where it ends, what of it is not yet at the county."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from kiosk.store.database import Database
from kiosk.store.state import State
from sync.standard.entry import GENESIS, chain
from sync.standard.origin import Head, Ref

FIRST_EPOCH: Final = 1
_NOT_SEEN: Final = "UPDATE entries SET hash = x'' WHERE device = ? AND epoch < ? AND hash IS NULL"
"""A hash says of a frozen entry that the county is not known to have it."""


class Chain:
    """Own entries. The head is kept in memory, so read it again after a failed transaction."""

    def __init__(self, database: Database, device: str) -> None:
        """device: a fresh id, used where the journal has none yet."""
        self._database = database
        self._state = State(database)
        if self._state.text("device") is None:
            with database.transaction():
                self._state.put("device", device)
                self._state.put("epoch", FIRST_EPOCH)
        self.head = self.read_head()

    def read_head(self) -> Head:
        device = self._state.text("device") or ""
        epoch = self._state.number("epoch", FIRST_EPOCH)
        found = self._database.row(
            "SELECT seq, hash FROM entries WHERE device = ? AND epoch = ?"
            " ORDER BY seq DESC LIMIT 1",
            (device, epoch),
        )
        self.head = Head(device, epoch, *(found or (0, GENESIS)))
        return self.head

    def extend(self, line: bytes) -> tuple[Ref, bytes]:
        """The identity and hash of the next line; the caller stores it."""
        last = self.head
        link = chain(last.hash, last.seq + 1, line)
        self.head = Head(last.device, last.epoch, last.seq + 1, link)
        return Ref(last.device, last.epoch, last.seq + 1), link

    def hash_at(self, seq: int) -> bytes | None:
        """The hash after this entry of the current epoch; None when it has no such entry."""
        if seq == 0:
            return GENESIS
        found = self._database.row(
            "SELECT hash FROM entries WHERE device = ? AND epoch = ? AND seq = ?",
            (self.head.device, self.head.epoch, seq),
        )
        return None if found is None else found[0]

    def lines_after(self, seq: int, limit: int, max_bytes: int) -> list[tuple[int, bytes]]:
        """Lines of the current epoch, ascending: at most so many and so large, at least one."""
        found = self._database.rows(
            "SELECT seq, line FROM entries WHERE device = ? AND epoch = ? AND seq > ?"
            " ORDER BY seq LIMIT ?",
            (self.head.device, self.head.epoch, seq, limit),
        )
        rows = [(seq, line) for seq, line in found]
        return rows[: _fitting([line for _, line in rows], max_bytes)]

    def lines_by(self, after: Ref, limit: int, max_bytes: int) -> list[tuple[Ref, bytes]]:
        """What the device of `after` wrote later than that, of all its epochs, in order."""
        found = self._database.rows(
            "SELECT epoch, seq, line FROM entries WHERE device = ? AND (epoch, seq) > (?, ?)"
            " ORDER BY epoch, seq LIMIT ?",
            (after.device, after.epoch, after.seq, limit),
        )
        rows = [(Ref(after.device, epoch, seq), line) for epoch, seq, line in found]
        return rows[: _fitting([line for _, line in rows], max_bytes)]

    def acknowledged(self) -> int:
        """The last entry of the current epoch that the county has on its disk."""
        return self._state.number(f"acknowledged.{self.head.epoch}")

    def acknowledge(self, seq: int) -> None:
        """The county has everything up to here. Never goes back."""
        seq = min(seq, self.head.seq)
        if seq > self.acknowledged():
            self._state.put(f"acknowledged.{self.head.epoch}", seq)

    def doubt_receipts(self) -> None:
        """Own entries of frozen epochs are put aside (kiosk.store.aside) unless they come back."""
        head = self.head
        with self._database.transaction():
            for epoch in range(1, head.epoch):
                self._state.put(f"acknowledged.{epoch}", 0)
            self._database.execute(_NOT_SEEN, (head.device, head.epoch))

    def waiting(self) -> int:
        """Own entries that the county has not acknowledged; frozen ones are not counted."""
        return self.head.seq - self.acknowledged()

    def reopen(self) -> Head:
        """Freezes the epoch where it stands and begins the next one."""
        with self._database.transaction():
            self._state.put("epoch", self.head.epoch + 1)
        return self.read_head()


def _fitting(lines: Sequence[bytes], max_bytes: int) -> int:
    """How many of the first lines are within the bytes; at least one."""
    sizes = accumulate(len(line) for line in lines)
    return max(1, sum(size <= max_bytes for size in sizes))
