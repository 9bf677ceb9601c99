"""A journal in memory that takes any line: for what the real one would not write by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sync.exchange.ports import NOTHING_BESIDE, Beside, Told
from sync.standard.clock import Stamp
from sync.standard.entry import GENESIS, Entry, chain, decode, encode
from sync.standard.facts import Fact
from sync.standard.fold import fold
from sync.standard.origin import Head, Ref
from sync.standard.sealed import people_in
from sync.standard.views import DictShelf, Row


class PlainLedger:
    def __init__(self, device: str) -> None:
        self.device = device
        self.epoch = 1
        self.lines: dict[Ref, bytes] = {}
        self.hashes: dict[int, bytes] = {0: GENESIS}
        self.settings: dict[str, str] = {}
        self.cursors: dict[str, int] = {}
        self.acked = 0
        self.contact_ms = 0
        self.told_seq = 0
        self.reports: dict[int, str] = {}
        self.clamps: dict[Ref, int] = {}
        self.keys: dict[str, bytes] = {}
        self.keys_sent: dict[str, bool] = {}
        self.frozen: dict[Ref, bytes] = {}
        self.stamp = Stamp(1_789_900_000_000)
        self.files: dict[str, bytes] = {}
        self.files_sent: dict[str, bool] = {}
        self.wanted: dict[str, int] = {}
        self.fetched: dict[str, bytes] = {}

    def write(self, fact: Fact) -> Ref:
        self.stamp = Stamp(self.stamp.ms + 1000)
        return self.write_line(encode(fact, self.stamp))

    def write_line(self, line: bytes) -> Ref:
        last = self.head()
        ref = Ref(self.device, self.epoch, last.seq + 1)
        self.lines[ref] = line
        self.hashes[ref.seq] = chain(last.hash, ref.seq, line)
        return ref

    def copy(self) -> PlainLedger:
        """The disk's image: what a backup of it is."""
        other = PlainLedger(self.device)
        for name, value in vars(self).items():
            setattr(other, name, dict(value) if isinstance(value, dict) else value)
        return other

    def views(self) -> dict[tuple[str, str], Row]:
        shelf = DictShelf()
        for ref, line in self.lines.items():
            entry = decode(ref, line, self.clamps.get(ref))
            if isinstance(entry, Entry):
                fold(entry, shelf)
        return shelf.rows

    def head(self) -> Head:
        seq = len(self.hashes) - 1
        return Head(self.device, self.epoch, seq, self.hashes[seq])

    def hash_at(self, seq: int) -> bytes | None:
        return self.hashes.get(seq)

    def lines_after(self, seq: int, limit: int, max_bytes: int) -> list[tuple[int, bytes]]:
        taken: list[tuple[int, bytes]] = []
        size = 0
        for number in range(seq + 1, min(self.head().seq, seq + limit) + 1):
            line = self.lines[Ref(self.device, self.epoch, number)]
            size += len(line)
            if taken and size > max_bytes:
                break
            taken.append((number, line))
        return taken

    def lines_by(self, after: Ref, limit: int, max_bytes: int) -> list[tuple[Ref, bytes]]:
        later = sorted(ref for ref in self.lines if ref.device == after.device and ref > after)
        assert all(len(self.lines[ref]) <= max_bytes for ref in later)
        return [(ref, self.lines[ref]) for ref in later[:limit]]

    def acknowledged(self) -> int:
        return self.acked

    def acknowledge(self, seq: int) -> None:
        self.acked = max(self.acked, min(seq, self.head().seq))

    def note_receipt(
        self, seq: int, at_ms: int, scope: str, upto: int, settings: Mapping[str, str]
    ) -> None:
        self.acknowledge(seq)
        self.note_contact(at_ms)
        self.take_in(scope, (), upto, Beside(settings=settings))

    def doubt_receipts(self) -> None:
        for ref, line in self.lines.items():
            if ref.device == self.device and ref.epoch < self.epoch:
                self.frozen[ref] = line

    def waiting(self) -> int:
        return self.head().seq - self.acked

    def cursor(self, scope: str) -> int:
        return self.cursors.get(scope, 0)

    def take_in(
        self,
        scope: str,
        rows: Sequence[tuple[int, Ref, bytes]],
        upto: int,
        beside: Beside = NOTHING_BESIDE,
    ) -> None:
        for _, ref, _ in rows:
            self.clamps.pop(ref, None)
        self.clamps.update(beside.clamped)
        self.keys.update(beside.keys)
        self.settings.update(beside.settings)
        for _, ref, line in rows:
            is_own = (ref.device, ref.epoch) == (self.device, self.epoch)
            if self.frozen.get(ref) == line:
                del self.frozen[ref]
            if ref in self.lines:
                continue
            if is_own:
                assert self.write_line(line) == ref
            self.lines[ref] = line
        self.cursors[scope] = max(upto, self.cursor(scope))

    def told(self) -> int:
        return self.told_seq

    def note_told(self, told: Told) -> None:
        if told.after <= self.told_seq:
            self.told_seq = told.seq
        for seq in range(told.after + 1, told.seq + 1):
            self.reports.pop(seq, None)
            self.clamps.pop(Ref(self.device, self.epoch, seq), None)
        self.reports.update(told.reports)
        self.clamps.update({Ref(self.device, self.epoch, seq): ms for seq, ms in told.clamped})

    def keys_to_send(self, limit: int) -> dict[str, bytes]:
        unsent = [person for person in sorted(self.keys) if person not in self.keys_sent]
        return {person: self.keys[person] for person in unsent[:limit]}

    def note_keys_sent(self, people: Sequence[str]) -> None:
        self.keys_sent.update(dict.fromkeys(people, True))

    def send_keys_again(self, after: int) -> None:
        lost = [line for ref, line in self.lines.items() if ref.seq > after]
        for person in people_in(lost):
            self.keys_sent.pop(person, None)

    def files_to_send(self) -> list[tuple[str, int]]:
        return [(f, len(box)) for f, box in self.files.items() if f not in self.files_sent]

    def file_piece(self, file: str, offset: int, n: int) -> bytes:
        return self.files[file][offset : offset + n]

    def note_file_sent(self, file: str) -> None:
        self.files_sent[file] = True

    def send_files_again(self) -> None:
        self.files_sent = {}

    def files_to_fetch(self) -> list[tuple[str, int, int]]:
        return [(f, size, len(self.fetched.get(f, b""))) for f, size in self.wanted.items()]

    def take_file_piece(self, file: str, offset: int, piece: bytes) -> int | None:
        self.fetched[file] = self.fetched.get(file, b"")[:offset] + piece
        return len(self.fetched[file])

    def last_contact_ms(self) -> int:
        return self.contact_ms

    def note_time(self, now_ms: int) -> None:
        self.note_contact(now_ms)

    def ahead_ms(self) -> int:
        return 0

    def note_contact(self, at_ms: int) -> None:
        self.contact_ms = at_ms

    def get_setting(self, key: str) -> str | None:
        return self.settings.get(key)

    def set_setting(self, key: str, value: str) -> None:
        self.settings[key] = value

    def count_aside(self) -> int:
        return len(self.frozen)

    def reopen_epoch(self) -> Head:
        for seq in range(self.acked + 1, self.head().seq + 1):
            ref = Ref(self.device, self.epoch, seq)
            self.frozen[ref] = self.lines[ref]
        self.epoch += 1
        self.hashes = {0: GENESIS}
        self.acked = self.told_seq = 0
        self.reports = {}
        return self.head()
