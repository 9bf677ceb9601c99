"""Points (积分): signed ledger entries, never a stored balance; and leases, the right to spend.

Anybody may earn without a line. To spend without one, a kiosk needs a right that the county has
leased to it: what is leased is taken from what the county knows to be earned, so all kiosks
together can never spend it twice. A lease's id is the entry that asked for it, which binds it to
that device and epoch. What was spent beyond it counts nowhere.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import Origin, Ref, ref_from
from sync.standard.points import Account, Earning, earning_key
from sync.standard.views import Row, Shelf
from sync.standard.words import NO_WORD, Word, word_of

MOST_POINTS: Final = 1_000_000_000
"""In one entry."""


class Earned(msgspec.Struct, frozen=True, tag_field="k", tag="earned.1"):
    """source: what it was earned by. Once for an account, however often it is entered; of two
    amounts the larger one counts, so that a late entry never takes what may be spent already."""

    account: str
    amount: int
    source: str


class Spent(msgspec.Struct, frozen=True, tag_field="k", tag="spent.1"):
    account: str
    amount: int
    purpose: str
    lease: str


class Reversed(msgspec.Struct, frozen=True, tag_field="k", tag="reversed.1"):
    """An Earned or Spent shall count no more, for this reason. Counts when the county confirms."""

    entry: str
    reason: str


class LeaseAsked(msgspec.Struct, frozen=True, tag_field="k", tag="lease_asked.1"):
    """amount: 0 = all there is. The lease's id is this entry's identity."""

    account: str
    amount: int = 0


class LeaseReturned(msgspec.Struct, frozen=True, tag_field="k", tag="lease_returned.1"):
    """The kiosk will spend no more under it."""

    lease: str


class LeaseGranted(msgspec.Struct, frozen=True, tag_field="k", tag="lease_granted.1"):
    """The county. amount: 0 = there is nothing to be had."""

    lease: str
    account: str
    amount: int


class LeaseClosed(msgspec.Struct, frozen=True, tag_field="k", tag="lease_closed.1"):
    """The county: so much was spent under it, and the rest is free again."""

    lease: str
    account: str
    spent: int


class ReversalConfirmed(
    msgspec.Struct, frozen=True, tag_field="k", tag="reversal_confirmed.1", omit_defaults=True
):
    """The county: of an Earned (source) or of a Spent (lease)."""

    entry: str
    account: str
    amount: int
    source: str = ""
    lease: str = ""


class Spend(msgspec.Struct, frozen=True, order=True, array_like=True):
    seq: int
    amount: int
    account: str


class Lease(Row, frozen=True):
    """The view: one row a lease."""

    table: ClassVar[str] = "leases"
    columns: ClassVar[tuple[str, ...]] = ("account", "is_open", "is_asked")

    lease: str
    account: str = ""
    asked_ms: int = 0
    amount: int = 0
    word: Word = NO_WORD
    spends: tuple[Spend, ...] = ()
    is_returned: bool = False
    closed: int = -1
    """What was spent under it, once the county closed it."""
    closing: Word = NO_WORD
    named: Word = NO_WORD
    """The county's word that the account is known by, until the asking entry is here."""
    taken_back: tuple[tuple[str, int], ...] = ()
    """Reversed entries and their amounts."""

    @property
    def key(self) -> str:
        return self.lease

    @property
    def is_open(self) -> bool:
        return self.word != NO_WORD and self.amount > 0 and self.closed < 0

    @property
    def is_asked(self) -> bool:
        """The county has not answered yet."""
        return self.asked_ms > 0 and self.word == NO_WORD

    @property
    def fitting(self) -> tuple[Spend, ...]:
        """What was spent within the lease, in the order of the device."""
        left = self.amount if self.closed < 0 else self.closed
        fit: list[Spend] = []
        for spend in self.spends:
            if spend.account == self.account and spend.amount <= left:
                left -= spend.amount
                fit.append(spend)
        return tuple(fit)

    @property
    def gross(self) -> int:
        return sum(s.amount for s in self.fitting) if self.closed < 0 else self.closed

    @property
    def room(self) -> int:
        """What may still be spent under it."""
        return self.amount - self.gross if self.is_open and not self.is_returned else 0

    @property
    def spent(self) -> int:
        return max(0, self.gross - self._taken_back)

    @property
    def held(self) -> int:
        return max(0, self.amount - self._taken_back) if self.is_open else self.spent

    @property
    def _taken_back(self) -> int:
        return sum(amount for _, amount in self.taken_back)


def home_of(lease: str) -> tuple[str, int]:
    """(device, epoch) that the lease is bound to; ("", 0) for what is no lease."""
    try:
        ref = ref_from(lease)
    except ValueError:
        return "", 0
    return ref.device, ref.epoch


LeaseFact = (
    Earned
    | Spent
    | Reversed
    | LeaseAsked
    | LeaseReturned
    | LeaseGranted
    | LeaseClosed
    | ReversalConfirmed
)


def fold(fact: LeaseFact, origin: Origin, shelf: Shelf) -> None:
    match fact:
        case Earned():
            _fold_earned(fact, shelf)
        case LeaseAsked(account):
            lease = origin.ref.text()
            row = shelf.get(Lease, lease) or Lease(lease)
            asked = msgspec.structs.replace(
                row, account=account, asked_ms=max(1, origin.stamp.ms), named=NO_WORD
            )
            _put(row, asked, shelf)
        case Spent() | LeaseReturned() if home_of(fact.lease) == _home(origin.ref):
            _fold_own(fact, origin.ref.seq, shelf)
        case LeaseGranted() | LeaseClosed() | ReversalConfirmed() if word_of(origin) != NO_WORD:
            _fold_word(fact, word_of(origin), shelf)


def _fold_earned(fact: Earned, shelf: Shelf) -> None:
    if not 0 < fact.amount <= MOST_POINTS:
        return
    row = _earning(fact.account, fact.source, shelf)
    if fact.amount > row.amount:
        _put_earning(row, msgspec.structs.replace(row, amount=fact.amount), shelf)


def _fold_own(fact: Spent | LeaseReturned, seq: int, shelf: Shelf) -> None:
    """What the lease's own device says."""
    row = shelf.get(Lease, fact.lease) or Lease(fact.lease)
    if isinstance(fact, LeaseReturned):
        _put(row, msgspec.structs.replace(row, is_returned=True), shelf)
    elif 0 < fact.amount <= MOST_POINTS:
        spends = {*row.spends, Spend(seq, fact.amount, fact.account)}
        _put(row, msgspec.structs.replace(row, spends=tuple(sorted(spends))), shelf)


def _fold_word(
    fact: LeaseGranted | LeaseClosed | ReversalConfirmed, word: Word, shelf: Shelf
) -> None:
    if isinstance(fact, ReversalConfirmed) and not fact.lease:
        earning = _earning(fact.account, fact.source, shelf)
        _put_earning(earning, msgspec.structs.replace(earning, is_reversed=True), shelf)
        return
    row = shelf.get(Lease, fact.lease) or Lease(fact.lease)
    if not row.asked_ms and word > row.named:
        named = msgspec.structs.replace(row, account=fact.account, named=word)
        _put(row, named, shelf)
        row = named
    after = row
    match fact:
        case LeaseGranted(amount=amount) if word > row.word:
            after = msgspec.structs.replace(row, word=word, amount=max(0, amount))
        case LeaseClosed(spent=spent) if word > row.closing:
            after = msgspec.structs.replace(row, closing=word, closed=max(0, spent))
        case ReversalConfirmed(entry, _, amount):
            taken = tuple(sorted({*row.taken_back, (entry, max(0, amount))}))
            after = msgspec.structs.replace(row, taken_back=taken)
    _put(row, after, shelf)


def _earning(account: str, source: str, shelf: Shelf) -> Earning:
    return shelf.get(Earning, earning_key(account, source)) or Earning(account, source)


def _put_earning(before: Earning, after: Earning, shelf: Shelf) -> None:
    shelf.put(after)
    _add(after.account, shelf, earned=after.counts - before.counts)


def _put(before: Lease, after: Lease, shelf: Shelf) -> None:
    shelf.put(after)
    _add(before.account, shelf, spent=-before.spent, held=-before.held)
    _add(after.account, shelf, spent=after.spent, held=after.held)


def _add(account: str, shelf: Shelf, earned: int = 0, spent: int = 0, held: int = 0) -> None:
    if not (account and (earned or spent or held)):
        return
    row = shelf.get(Account, account) or Account(account)
    shelf.put(
        Account(account, row.earned + earned, row.spent + spent, row.held + held),
    )


def _home(ref: Ref) -> tuple[str, int]:
    return ref.device, ref.epoch
