"""The journal (台账): appending what happened here, taking in what happened elsewhere.

Entry, views and cursors change together in one transaction or not at all. When append returns,
the entry is on the disk for good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kiosk.errors import ProgramFault
from kiosk.store.aside import Aside
from kiosk.store.beside import Notes
from kiosk.store.chain import Chain
from kiosk.store.database import Database
from kiosk.store.files import Files
from kiosk.store.folding import erased_in, fold_entries, fold_what_can_be
from kiosk.store.pulled import INSERT, entry_count, keep_pulled
from kiosk.store.rebuild import rebuild_if_distrusted
from kiosk.store.receipts import Receipts
from kiosk.store.recount import fold_anew, refs_of
from kiosk.store.reports import DealtWith
from kiosk.store.scrubbing import scrub_if_due
from kiosk.store.stamps import Stamps, doubted
from kiosk.store.state import State
from kiosk.store.views import SqlShelf
from sync.exchange.ports import NOTHING_BESIDE, Beside, Told
from sync.standard import entry
from sync.standard.attendance import CheckedOut, Visit
from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.identity import new_id
from sync.standard.origin import SELF, Head, Origin, Ref


class Journal:
    """kiosk.services.ports.Journal, and what the exchange asks of it."""

    def __init__(
        self,
        database: Database,
        wall_ms: Callable[[], int],
        random: Callable[[int], bytes],
        released_ms: int = EARLIEST_MS,
        steady_ms: Callable[[], int] | None = None,
    ) -> None:
        """random: n random bytes. released_ms: of the program. The clocks: as Stamps has them."""
        self._database = database
        self._state = State(database)
        self._shelf = SqlShelf(database)
        chain = self._chain = Chain(database, new_id(wall_ms(), random(10)))
        stamps = self._stamps = Stamps(self._state, wall_ms, released_ms, steady_ms)
        self._notes = Notes(database)
        self.get_setting, self.set_setting = self._state.setting, self._state.put_setting
        self.entry_count = partial(entry_count, database)
        self.reported = self._notes.reported
        self.cursor, self.note_receipt = self._state.cursor, Receipts(database, chain, stamps).note
        self._random = random
        keys = self._people_keys = self._notes.people_keys
        self.keys_to_send, self.note_keys_sent = keys.to_send, keys.note_sent
        self.hash_at, self.reopen_epoch = chain.hash_at, chain.reopen
        self.lines_after, self.lines_by = chain.lines_after, chain.lines_by
        self.acknowledged, self.acknowledge = chain.acknowledged, chain.acknowledge
        self.waiting, self.doubt_receipts = chain.waiting, chain.doubt_receipts
        self.last_contact_ms, self.note_contact = stamps.last_contact_ms, stamps.note_contact
        self.note_time, self.now_ms = stamps.note_time, stamps.now_ms
        self.ahead_ms, self.latest_ms = stamps.ahead_ms, stamps.latest_ms
        self.clock_is_doubtful = stamps.are_doubtful
        files = self.files = Files(database, random, self.append)
        self.files_to_send, self.file_piece = files.to_send, files.piece
        self.note_file_sent, self.send_files_again = files.note_sent, files.send_again
        self.files_to_fetch, self.take_file_piece = files.to_fetch, files.take_piece
        self._aside = Aside(database, self._chain, self._notes)
        self.put_aside, self.count_aside = self._aside.put_aside, self._aside.count_aside
        self.unreadable = self._aside.unreadable
        self.dealt_with = DealtWith(database, self._notes.read).dealt_with

    def append(self, *facts: Fact, by: str = SELF) -> tuple[Ref, ...]:
        """Appends the facts as entries and folds them, in one transaction.

        When it returns, they are on the disk for good. Raises kiosk.errors.StoreTrouble.
        """
        try:
            with self._database.transaction():
                refs = self._append(facts, by)
            rebuild_if_distrusted(self._database)
        except BaseException:
            self._read_again()
            raise
        scrub_if_due(self._database)
        return refs

    def _append(self, facts: Sequence[Fact], by: str) -> tuple[Ref, ...]:
        entries: list[Entry] = []
        inserted: list[tuple[object, ...]] = []
        for fact, taken in zip(facts, self._stamps.take(len(facts)), strict=True):
            stamp = doubted(taken) if self._is_unsure(fact) else taken
            written = self._people_keys.seal(fact, self._random)
            line = entry.encode(written, stamp, by)
            if len(line) > entry.MAX_LINE_BYTES:
                raise ProgramFault(f"a line of {len(line)} bytes")
            ref, link = self._chain.extend(line)
            entries.append(Entry(Origin(ref, stamp, by), fact))
            kind = str(written.__struct_config__.tag)
            inserted.append((ref.device, ref.epoch, ref.seq, link, line, kind))
        if inserted and self._database.execute_many(INSERT, inserted) != len(inserted):
            raise ProgramFault("an identity was taken already")
        self._people_keys.erase(erased_in(entries))
        fold_entries(entries, self._shelf)
        self._aside.lay_down(entries)
        return tuple(e.origin.ref for e in entries)

    def _is_unsure(self, fact: Fact) -> bool:
        """Whether it ends what began by a clock that was since found wrong, and set."""
        visit = self._shelf.get(Visit, fact.visit) if isinstance(fact, CheckedOut) else None
        return visit is not None and self._stamps.is_stepped_over(visit.start_ms)

    def take_in(
        self,
        scope: str,
        rows: Sequence[tuple[int, Ref, bytes]],
        upto: int,
        beside: Beside = NOTHING_BESIDE,
    ) -> None:
        """Keeps and folds pulled entries (number in the scope, identity, line), in one transaction
        with the scope's cursor, which moves to `upto`.

        What is here already is left as it is, unless a fork froze it; what cannot be read is kept
        and marked. Own entries of the current epoch must follow the head without a gap.
        """
        try:
            with self._database.transaction():
                openable, otherwise = self._notes.keep(beside, [ref for _, ref, _ in rows])
                again = self._people_keys.sealed_of(openable) if openable else []
                fresh = [self._notes.read(ref, line) for ref, line in again]
                kept = keep_pulled(self._database, self._chain, self._notes, rows)
                fresh += kept.fresh
                fold_what_can_be(self._database, self._shelf, fresh)
                self._aside.lay_down(fresh, kept.is_overtaken)
                fold_anew(self._database, self._shelf, self._notes, otherwise - refs_of(fresh))
                self._stamps.follow(e.origin.stamp for e in fresh if isinstance(e, Entry))
                self._state.move_cursor(scope, upto)
                self._state.put_settings(beside.settings)
            rebuild_if_distrusted(self._database)
        except BaseException:
            self._read_again()
            raise
        scrub_if_due(self._database)

    def send_keys_again(self, after: int) -> None:
        """The county has lost own entries after that seq, and the keys that came with them."""
        with self._database.transaction():
            self._people_keys.send_again(self._chain.head, after)

    def told(self) -> int:
        """Up to which own entry of the current epoch the county has said what it found odd."""
        return self._notes.told(self._chain.head.epoch)

    def note_told(self, told: Told) -> None:
        """Keeps what the county said of own entries; folds anew what counts otherwise now."""
        try:
            with self._database.transaction():
                head = self._chain.head
                otherwise = self._notes.note_told(head, told)
                fold_anew(self._database, self._shelf, self._notes, otherwise)
                clamped_ms = self._notes.clamped_ms(Ref(head.device, head.epoch, head.seq))
                if clamped_ms is not None:
                    self._stamps.fall_back(Stamp(clamped_ms))
        except BaseException:
            self._read_again()
            raise

    def head(self) -> Head:
        return self._chain.head

    def _read_again(self) -> None:
        self._shelf.forget()
        self._chain.read_head()
        self._stamps.read_again()
        self._notes.read_again()
