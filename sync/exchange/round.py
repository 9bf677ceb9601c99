"""One round with the county: hello when needed, push, pull.

One check-in later costs one request: the push's answer says where the scope stands, so nothing
else is asked unless somebody else's entries are there.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sync.exchange.courier import Courier, Signed
from sync.exchange.files import entries_and_files
from sync.exchange.greet import greet, open_epoch
from sync.exchange.keys import (
    Enrolment,
    device_key,
    enrolment,
    note_sending_again,
    want_own_back,
)
from sync.exchange.line import Line
from sync.exchange.outcomes import (
    DeviceBehind,
    NoContact,
    NotEnrolled,
    Outcome,
    Refused,
    Stopped,
    Synced,
)
from sync.exchange.plan import (
    OpenEpoch,
    SendAfter,
    TakeBack,
    plan,
)
from sync.exchange.ports import Ledger, Told
from sync.exchange.pull import Ask, Pages, Place, Pulled, noted, place, pull
from sync.exchange.push import Batch, Sender
from sync.exchange.remind import remind
from sync.standard import wire
from sync.standard.wire import VILLAGE, Greeted, Receipt, Refusal

_MEND_BY_HELLO = (wire.WHY_GAP, wire.WHY_FORK, wire.WHY_CHAIN, wire.WHY_EPOCH)
_TRIES = 3

T = TypeVar("T")


@dataclass(slots=True)
class _Tally:
    sent: int = 0
    received: int = 0
    reported: int = 0


class Exchange:
    """Rounds over one line. Remembers what the last hello settled; one thread at a time."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        now_ms: Callable[[], int],
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._ledger, self._line = ledger, line
        self._now_ms = now_ms
        self._is_stopping = is_stopping
        self._courier: Courier | None = None
        self._agreed_seq: int | None = None
        """The county's newest seq of the present epoch; None: ask by hello."""
        self._village_head = 0
        self._sender = Sender(ledger)
        self._pages = Pages()

    def round(self, ask_anyway: bool = True) -> Outcome:
        """Sends all there is, takes all there is. Never raises for what a line or a county does;
        what the ledger raises goes through. ask_anyway: also with nothing to send."""
        home = enrolment(self._ledger)
        if home is None:
            return NotEnrolled()
        if ask_anyway and self._ledger.waiting() == 0:
            # Nothing to send: a hello is the cheapest question that also finds a restored county.
            self._agreed_seq = None
        tally = _Tally()
        refused = ""
        for _ in range(_TRIES):
            ended = self._try(home, tally)
            if isinstance(ended, Synced):
                return ended
            self._agreed_seq = None
            if not isinstance(ended, Refusal):
                return ended
            if ended.why in (wire.WHY_UNKNOWN, wire.WHY_REVOKED):
                return NotEnrolled(is_revoked=ended.why == wire.WHY_REVOKED)
            refused = ended.why
            if refused not in _MEND_BY_HELLO:
                break
        return Refused(refused)

    def _try(self, home: Enrolment, tally: _Tally) -> Outcome | Refusal:
        """Entries, then files, and entries again as soon as there are some."""
        ask = partial(self._ask, home)
        stopped = entries_and_files(partial(self._entries, ask, tally), ask, self._ledger)
        return stopped or Synced(tally.sent, tally.received, tally.reported)

    def _entries(self, ask: Ask, tally: _Tally) -> Outcome | Refusal | None:
        if self._agreed_seq is None and (stopped := self._agree(ask, tally)):
            return stopped
        if self._agreed_seq is not None:
            settle = partial(self._settle, tally)
            if stopped := self._sender.send_after(self._agreed_seq, ask, settle):
                return stopped
        note_sending_again(self._ledger, None)
        return self._pull(ask, tally)

    def _agree(self, ask: Ask, tally: _Tally) -> Outcome | Refusal | None:
        """Hello, and what follows from it. None: the county's newest seq is known."""
        for is_last in (False, True):
            answer = greet(ask, self._ledger)
            if not isinstance(answer, Greeted):
                return answer
            self._village_head = answer.scopes.get(VILLAGE, 0)
            head = self._ledger.head()
            match plan(head, self._ledger.hash_at(min(head.seq, answer.seq)), answer):
                case SendAfter(seq):
                    self._ledger.acknowledge(seq)
                    self._agreed_seq = seq
                    return None
                case OpenEpoch(beyond):
                    return open_epoch(self._ledger, beyond)
                case TakeBack(seq) if is_last:
                    return DeviceBehind(head.seq, seq)
                case TakeBack():
                    want_own_back(self._ledger)
                    if stopped := self._pull(ask, tally):
                        return stopped
        return None

    def _settle(self, tally: _Tally, receipt: Receipt, batch: Batch) -> None:
        """Only what was sent can have been received, whatever the receipt says."""
        tally.sent += batch.last - batch.after
        tally.reported += len(receipt.reports)
        ack = min(receipt.ack, batch.last)
        (before, after), marks = receipt.village, receipt.marks
        here = place(self._ledger)
        if before < after and here == Place(before, marks[0]):
            # All between is this very batch: it need not be fetched to be known.
            here = Place(after, marks[1])
        self._ledger.note_receipt(ack, receipt.now, VILLAGE, here.at, noted(here))
        self._agreed_seq = ack
        self._village_head = max(after, receipt.head)
        if receipt.reports or receipt.clamped:  # Else hello settles it, once for many batches.
            self._ledger.note_told(Told(batch.after, batch.last, receipt.reports, receipt.clamped))
        if batch.people:
            self._ledger.note_keys_sent(batch.people)

    def _pull(self, ask: Ask, tally: _Tally) -> Outcome | Refusal | None:
        pulled = pull(ask, self._ledger, self._village_head, self._pages)
        if not isinstance(pulled, Pulled):
            return pulled
        tally.received += pulled.received
        return remind(ask, self._ledger)

    def _ask(
        self,
        home: Enrolment,
        method: str,
        path: str,
        body: bytes,
        meanwhile: Callable[[], None] | None = None,
    ) -> Signed | Refusal | NoContact | Stopped:
        if self._is_stopping():
            return Stopped()
        if self._courier is None:
            device, key = self._ledger.head().device, device_key(self._ledger)
            ahead_ms = self._ledger.ahead_ms()
            self._courier = Courier(self._line, device, key, self._now_ms, ahead_ms)
        asking = partial(self._courier.ask, home, method, path, body)
        answer = _beside(asking, meanwhile) if meanwhile else asking()
        if self._is_stopping():
            # The answer counts as lost; the next start asks again.
            return Stopped()
        if isinstance(answer, Refusal):
            self._ledger.note_contact(answer.now)
        return answer


def _beside(asking: Callable[[], T], meanwhile: Callable[[], None]) -> T:
    """The line's waiting is on a thread of its own, the ledger's work stays on this one."""
    with ThreadPoolExecutor(1) as line:
        answer = line.submit(asking)
        meanwhile()
        return answer.result()
