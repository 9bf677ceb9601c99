"""Sending what the county has not got, batch after batch.

While one is on its way and the county works at it, the answer to the one before is written down
and the next one is packed: the kiosk's disk and the county's take turns at nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from sync.exchange.batch import cargo_after, pack_batch
from sync.exchange.courier import Signed
from sync.exchange.keys import county_can
from sync.exchange.line import Why
from sync.exchange.outcomes import NoContact, Outcome, Refused
from sync.exchange.plan import FEWEST_LINES, FIRST_LINES, next_lines
from sync.exchange.ports import Ledger
from sync.exchange.pull import Ask
from sync.standard import wire
from sync.standard.wire import BATCH_LINES, LONG, MAX_BATCH_LINES, Receipt, Refusal

_STALE = Refused(wire.WHY_CHAIN)
"""A new epoch was opened meanwhile."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Packed lines after a seq; the lines themselves are not kept."""

    after: int
    last: int
    people: Sequence[str]
    """Whose keys go with it."""
    body: bytes
    is_full: bool
    """It has as many lines as the line bore when it was packed: more may follow."""


Settle = Callable[[Receipt, Batch], None]
"""Writes down what the county says of a batch."""


class Sender:
    """Remembers how many lines a batch may have, as the line bears it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lines = FIRST_LINES

    def send_after(self, seq: int, ask: Ask, settle: Settle) -> Outcome | Refusal | None:
        """Everything after this seq; None when there is no more."""
        batch = self._pack(seq)
        owed: Callable[[], None] | None = None
        while isinstance(batch, Batch):
            aside = _Aside(owed, partial(self._pack_ahead, batch))
            receipt = self._push(ask, batch, aside if owed or batch.is_full else None)
            if not isinstance(receipt, Receipt):
                return receipt
            owed = partial(settle, receipt, batch)
            if aside.ahead is None or receipt.ack < batch.last or self._is_long(aside.ahead):
                owed()
                owed, batch = None, self._pack(min(receipt.ack, batch.last))
            else:
                batch = aside.ahead
        return batch

    def _push(
        self, ask: Ask, batch: Batch, meanwhile: Callable[[], None] | None
    ) -> Receipt | Outcome | Refusal:
        began_s = time.monotonic()
        answer = ask("POST", "/push", batch.body, meanwhile)
        if not isinstance(answer, Signed):
            if isinstance(answer, NoContact) and answer.why in (Why.TIMEOUT, Why.CUT):
                self._lines = max(FEWEST_LINES, self._lines // 2)
            return answer
        if batch.is_full:
            self._lines = next_lines(self._lines, time.monotonic() - began_s, self._most)
        try:
            return msgspec.json.decode(answer.body, type=Receipt)
        except msgspec.MsgspecError:
            return Refused(wire.WHY_FORM)

    @property
    def _most(self) -> int:
        return MAX_BATCH_LINES if county_can(self._ledger, LONG) else BATCH_LINES

    def _pack(self, seq: int) -> Batch | Refused | None:
        lines = min(self._lines, self._most)
        cargo = cargo_after(self._ledger, seq, lines)
        if cargo is None:
            return None
        body = pack_batch(self._ledger, cargo)
        if body is None:
            return _STALE
        is_full = len(cargo.rows) == lines
        return Batch(seq, cargo.last, list(cargo.keys), body, is_full)

    def _pack_ahead(self, batch: Batch) -> Batch | None:
        """What follows a full batch. Keys go once: what follows them waits for the answer."""
        if batch.people or not batch.is_full:
            return None
        ahead = self._pack(batch.last)
        return ahead if isinstance(ahead, Batch) else None

    def _is_long(self, batch: Batch) -> bool:
        """For the line as it was found to be meanwhile."""
        return batch.last - batch.after > self._lines


class _Aside:
    """What is done while a batch is on its way."""

    def __init__(
        self, owed: Callable[[], None] | None, pack_ahead: Callable[[], Batch | None]
    ) -> None:
        self._owed, self._pack_ahead = owed, pack_ahead
        self.ahead: Batch | None = None

    def __call__(self) -> None:
        # Packed first: who waits for the disk must not keep the line waiting as well.
        self.ahead = self._pack_ahead()
        if self._owed:
            self._owed()
