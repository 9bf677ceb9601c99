"""A batch of the journal's lines as it goes up, by the line or on a stick."""

from __future__ import annotations

from collections.abc import Sequence

from sync.exchange.keys import speaks
from sync.exchange.ports import Ledger
from sync.sealing import pack
from sync.standard.origin import Head
from sync.standard.wire import write_batch


def pack_batch(ledger: Ledger, rows: Sequence[tuple[int, bytes]]) -> bytes | None:
    """rows: of ledger.lines_after. None when the journal has no hash for the last of them: a new
    epoch was opened meanwhile."""
    last, head = rows[-1][0], ledger.head()
    end_hash = ledger.hash_at(last)
    if end_hash is None:
        return None
    end = Head(head.device, head.epoch, last, end_hash)
    return pack(write_batch(end, [line for _, line in rows], v=speaks(ledger)))
