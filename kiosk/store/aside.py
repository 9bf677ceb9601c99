"""What a fork put aside: own entries of frozen epochs that the county never took."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kiosk.store.beside import Notes
from kiosk.store.chain import Chain
from kiosk.store.database import Database
from kiosk.store.folding import ASIDE
from kiosk.store.rebuild import distrust
from kiosk.store.state import State
from sync.exchange.keys import OWN_BACK
from sync.exchange.ports import PutAside
from sync.standard.aside import name_of, named
from sync.standard.entry import Entry, Unreadable, kind_of
from sync.standard.origin import Ref
from sync.standard.settling import Settled

_TAIL: Final = (
    "SELECT device, epoch, seq, line FROM entries WHERE device = ? AND epoch = ? AND seq > ?"
    " AND hash IS NOT NULL AND reason IS NOT ?"
)
_OVERTAKEN: Final = (
    "SELECT c.device, c.epoch, c.seq, c.line FROM conflicts c JOIN entries e"
    " USING (device, epoch, seq) WHERE c.device = ? AND c.epoch < ? AND c.line <> e.line"
)
_LAY_DOWN: Final = (
    "UPDATE entries SET reason = ? WHERE device = ? AND epoch = ? AND seq = ?"
    " AND reason IS NOT ?1 AND hash IS NOT NULL AND line = ?"
)


class Aside:
    def __init__(self, database: Database, chain: Chain, notes: Notes) -> None:
        self._database, self._chain, self._notes = database, chain, notes
        self._state = State(database)

    def put_aside(self) -> list[PutAside]:
        """What nobody has dealt with, in the order in which it was written. Empty until all own
        entries are back: before, nobody knows which of them the county has."""
        if self._state.setting(OWN_BACK):
            return []
        return [
            PutAside(name, self._notes.read(ref, line))
            for ref, line in self._lines()
            if not self._is_settled(name := name_of(ref, line))
        ]

    def count_aside(self) -> int:
        """How many; also those that may still turn out to be at the county."""
        return sum(not self._is_settled(name_of(ref, line)) for ref, line in self._lines())

    def unreadable(self) -> list[Unreadable]:
        """Lines that are kept and not folded; reason "fork" = its identity was taken already."""
        found = self._database.rows(
            "SELECT device, epoch, seq, kind, reason FROM entries"
            " WHERE reason IS NOT NULL AND reason <> ?",
            (ASIDE,),
        )
        forked = [
            (Ref(*row[:3]), row[3])
            for row in self._database.rows("SELECT device, epoch, seq, line FROM conflicts")
        ]
        return [Unreadable(Ref(*row[:3]), row[3], row[4]) for row in found] + [
            Unreadable(ref, kind_of(line), "fork")
            for ref, line in forked
            if not self._is_settled(name_of(ref, line))
        ]

    def lay_down(self, read: Iterable[Entry | Unreadable], is_overtaken: bool = False) -> None:
        """What these entries say was dealt with counts no more, within the caller's transaction.
        The views are to be made anew then, and when entries have been overtaken."""
        names = [
            one.fact.entry
            for one in read
            if isinstance(one, Entry) and isinstance(one.fact, Settled)
        ]
        if sum(self._lay_down(name) for name in names) or is_overtaken:
            distrust(self._database)

    def _lay_down(self, name: str) -> bool:
        ref = named(name)
        if ref is None or ref.device != self._chain.head.device:
            return False
        if ref.epoch >= self._chain.head.epoch:
            return False
        place = (ref.device, ref.epoch, ref.seq)
        found = self._database.row(
            "SELECT line FROM entries WHERE device = ? AND epoch = ? AND seq = ?", place
        )
        if found is None or name_of(ref, found[0]) != name:
            return False
        return self._database.execute(_LAY_DOWN, (ASIDE, *place, found[0])) > 0

    def _lines(self) -> list[tuple[Ref, bytes]]:
        head, found = self._chain.head, []
        for epoch in range(1, head.epoch):
            after = self._state.number(f"acknowledged.{epoch}")
            found += self._database.rows(_TAIL, (head.device, epoch, after, ASIDE))
        if head.epoch > 1:
            found += self._database.rows(_OVERTAKEN, (head.device, head.epoch))
        return sorted((Ref(*row[:3]), row[3]) for row in found)

    def _is_settled(self, name: str) -> bool:
        return self._database.row("SELECT 1 FROM settlements WHERE key = ?", (name,)) is not None
