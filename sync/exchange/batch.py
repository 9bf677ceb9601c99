"""A batch of the journal's lines as it goes up, by the line or on a stick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nacl.utils import random

from sync.exchange.keys import speaks, village_key
from sync.exchange.ports import Ledger
from sync.people_keys import seal_keys
from sync.sealing import pack
from sync.standard.origin import Head
from sync.standard.wire import MAX_BATCH_BYTES, MAX_BATCH_KEYS, write_batch


@dataclass(frozen=True, slots=True)
class Cargo:
    """What one batch takes up: lines after a seq, and people's keys; one of them may be none."""

    after: int
    rows: Sequence[tuple[int, bytes]]
    keys: Mapping[str, bytes]

    @property
    def last(self) -> int:
        return self.after + len(self.rows)


def cargo_after(ledger: Ledger, after: int, most_lines: int) -> Cargo | None:
    """None: there is nothing to send."""
    rows = ledger.lines_after(after, most_lines, MAX_BATCH_BYTES)
    keys = keys_to_send(ledger)
    return Cargo(after, rows, keys) if rows or keys else None


def keys_to_send(ledger: Ledger, limit: int = MAX_BATCH_KEYS) -> dict[str, bytes]:
    """People's keys that may go up now: none while the county cannot take any."""
    if speaks(ledger) < 2 or village_key(ledger) is None:
        return {}
    return ledger.keys_to_send(limit)


def pack_batch(ledger: Ledger, cargo: Cargo) -> bytes | None:
    """None when the journal has no hash for the last line: a new epoch was opened meanwhile."""
    head, end_hash, secret = ledger.head(), ledger.hash_at(cargo.last), village_key(ledger)
    if end_hash is None:
        return None
    end = Head(head.device, head.epoch, cargo.last, end_hash)
    sealed = seal_keys(secret, cargo.keys, random) if secret else {}
    return pack(write_batch(end, [line for _, line in cargo.rows], sealed, speaks(ledger)))
