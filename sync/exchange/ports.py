"""The kiosk's journal as the exchange sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from sync.standard.entry import Entry, Unreadable
from sync.standard.origin import Head, Ref


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes along with pulled entries.

    keys: people's keys, 32 bytes each, one after another. clamped: what an entry's stamp counts
    as, milliseconds. settings: what is noted together with the entries.
    """

    keys: Mapping[str, bytes] = field(default_factory=dict)
    clamped: Mapping[Ref, int] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


NOTHING_BESIDE: Final = Beside()


@dataclass(frozen=True, slots=True)
class Told:
    """What the county says of own entries of the present epoch, of all after `after` up to seq.

    reports: (seq, code) of those it keeps but could not fold. clamped: (seq, milliseconds).
    What is not named is not odd, or not any more.
    """

    after: int
    seq: int
    reports: Sequence[tuple[int, str]] = ()
    clamped: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """An own entry that the county keeps and could not fold. code: of sync.county.journal."""

    entry: Entry | Unreadable
    code: str


@dataclass(frozen=True, slots=True)
class PutAside:
    """An own entry that the county never took, kept back by a fork. name: of just this line
    (sync.standard.aside.name_of)."""

    name: str
    entry: Entry | Unreadable


class Ledger(Protocol):
    """Every method is one transaction; when it returns, what it wrote is on the disk.

    The app hands in an object whose calls run on the store's thread.
    """

    def head(self) -> Head:
        """Where this device's journal ends, in its present epoch."""
        ...

    def hash_at(self, seq: int) -> bytes | None:
        """The chain's hash after seq in the present epoch; GENESIS for 0; None if not there."""
        ...

    def lines_after(self, seq: int, limit: int, max_bytes: int) -> list[tuple[int, bytes]]:
        """(seq, line) of the present epoch, oldest first; at least one if there is any."""
        ...

    def lines_by(self, after: Ref, limit: int, max_bytes: int) -> list[tuple[Ref, bytes]]:
        """What the device of `after` wrote later than that, in order of epoch and seq; at least
        one if there is any."""
        ...

    def acknowledged(self) -> int:
        """The newest seq of the present epoch that the county has given a receipt for."""
        ...

    def acknowledge(self, seq: int) -> None: ...

    def note_receipt(
        self, seq: int, at_ms: int, scope: str, upto: int, settings: Mapping[str, str]
    ) -> None:
        """`acknowledge` and `note_contact`, and what `take_in` does without any rows, together."""
        ...

    def doubt_receipts(self) -> None:
        """The county may have lost what it had of epochs before the present one: whatever of them
        does not come back is put aside."""
        ...

    def waiting(self) -> int:
        """Entries of the present epoch without a receipt."""
        ...

    def cursor(self, scope: str) -> int:
        """The number of the scope's newest entry that was taken in."""
        ...

    def take_in(
        self,
        scope: str,
        rows: Sequence[tuple[int, Ref, bytes]],
        upto: int,
        beside: Beside = NOTHING_BESIDE,
    ) -> None:
        """Stores and folds the county's entries and moves the cursor to upto, together. What
        `beside` says counts also for rows that are here already."""
        ...

    def told(self) -> int:
        """Up to which own entry of the present epoch `note_told` has heard, without a gap."""
        ...

    def note_told(self, told: Told) -> None:
        """Keeps what the county found odd, in place of what it said of these entries before, and
        folds anew what counts otherwise now. Moves `told` to told.seq, unless that leaves a gap."""
        ...

    def keys_to_send(self, limit: int) -> dict[str, bytes]:
        """People's keys (32 bytes each, one after another) that the county has not confirmed yet,
        of so many people, oldest first."""
        ...

    def note_keys_sent(self, people: Sequence[str]) -> None: ...

    def send_keys_again(self, after: int) -> None:
        """The county has lost own entries after that seq, and the keys that came with them."""
        ...

    def files_to_send(self) -> list[tuple[str, int]]:
        """(file, bytes) that the county has not confirmed, oldest first."""
        ...

    def file_piece(self, file: str, offset: int, n: int) -> bytes:
        """b"": it is not here any more."""
        ...

    def note_file_sent(self, file: str) -> None: ...

    def send_files_again(self) -> None:
        """The county may have lost some: it is asked about each."""
        ...

    def files_to_fetch(self) -> list[tuple[str, int, int]]:
        """(file, bytes, how many of them are here) that somebody wants to see."""
        ...

    def take_file_piece(self, file: str, offset: int, piece: bytes) -> int | None:
        """Keeps it. How many bytes are here now; None: it is not wanted any more, or all of it was
        not what its name says and is thrown away."""
        ...

    def last_contact_ms(self) -> int:
        """The county's time at the last signed answer; 0 = never."""
        ...

    def note_contact(self, at_ms: int) -> None: ...

    def note_time(self, now_ms: int) -> None:
        """As note_contact, of an answer that came by line: it is this time just now."""
        ...

    def ahead_ms(self) -> int:
        """How far the time as the county told it is ahead of the machine's clock."""
        ...

    def get_setting(self, key: str) -> str | None: ...

    def set_setting(self, key: str, value: str) -> None: ...

    def count_aside(self) -> int:
        """Entries that forks kept back and nobody has dealt with. None is forgotten by a crash:
        they are counted where they lie, in the frozen epochs."""
        ...

    def reopen_epoch(self) -> Head:
        """Freezes the present epoch, puts its unsent tail aside, opens the next one."""
        ...
