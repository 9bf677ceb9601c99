"""Who may spend how much: leases out of what the county knows to be earned, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from sync.county.bulk import bodies
from sync.county.decisions import decide
from sync.county.devices import find_device
from sync.county.journal import UNCOUNTED, report
from sync.county.tables import ENTRIES, VIEW_TABLES
from sync.standard.entry import Entry, decode
from sync.standard.leases import (
    Earned,
    Lease,
    LeaseAsked,
    LeaseClosed,
    LeaseGranted,
    LeaseReturned,
    ReversalConfirmed,
    Reversed,
    Spent,
    home_of,
)
from sync.standard.origin import Ref, ref_from
from sync.standard.points import Account, Earning, earning_key
from sync.standard.words import NO_WORD

JUDGED: Final = frozenset({LeaseAsked, LeaseReturned, Spent, Reversed})
_account = msgspec.json.Decoder(Account).decode
_lease = msgspec.json.Decoder(Lease).decode
_earning = msgspec.json.Decoder(Earning).decode


def judge(connection: Connection, village: str, entries: Sequence[Entry], _now_ms: int) -> None:
    mine = [entry for entry in entries if type(entry.fact) in JUDGED]
    desk = _Desk(connection, village)
    for entry in mine:
        match entry.fact:
            case LeaseAsked():
                desk.grant(entry.origin.ref, entry.fact)
            case LeaseReturned(lease) if home_of(lease) == _home(entry.origin.ref):
                desk.close(lease)
            case Spent():
                desk.check(entry.origin.ref, entry.fact.lease)
            case Reversed(reversed_entry):
                desk.reverse(entry.origin.ref, reversed_entry)


class _Desk:
    """Reads each row once: what it decides stands in the views only when it is written out."""

    def __init__(self, connection: Connection, village: str) -> None:
        self._connection = connection
        self._village = village
        self._free: dict[str, int] = {}
        self._done: set[str] = set()
        self._decided = 0

    def grant(self, ref: Ref, asked: LeaseAsked) -> None:
        lease = self._lease(ref.text())
        if lease is None or lease.word != NO_WORD:
            return
        self._close_void(asked.account)
        free = self._free_of(asked.account)
        amount = max(0, min(asked.amount, free) if asked.amount > 0 else free)
        self._free[asked.account] = free - amount
        self._decide(LeaseGranted(lease.lease, asked.account, amount))

    def close(self, lease_id: str) -> None:
        lease = self._lease(lease_id)
        if lease is None or not lease.is_open or lease_id in self._done:
            return
        self._done.add(lease_id)
        free = self._free_of(lease.account)
        self._free[lease.account] = free + lease.amount - lease.gross
        self._decide(LeaseClosed(lease_id, lease.account, lease.gross))

    def check(self, ref: Ref, lease_id: str) -> None:
        """What overdraws is kept and told, and counts nowhere."""
        lease = self._lease(lease_id) if home_of(lease_id) == _home(ref) else None
        if lease is None or all(spend.seq != ref.seq for spend in lease.fitting):
            report(self._connection, self._village, [(ref, UNCOUNTED)])

    def reverse(self, ref: Ref, entry: str) -> None:
        said = None if entry in self._done else self._reversal(entry)
        if said is None or (said.source and self._free_of(said.account) < said.amount):
            report(self._connection, self._village, [(ref, UNCOUNTED)])
            return
        self._done.add(entry)
        self._free[said.account] = self._free_of(said.account) + (
            -said.amount if said.source else said.amount
        )
        self._decide(said)

    def _reversal(self, entry: str) -> ReversalConfirmed | None:
        """None: there is nothing that counts."""
        match self._fact(entry):
            case Earned(account, _, source):
                key = earning_key(account, source)
                for _, body in bodies(self._connection, "earnings", self._village, [key]):
                    counts = _earning(body).counts
                    if counts and key not in self._done:
                        self._done.add(key)
                        return ReversalConfirmed(entry, account, counts, source=source)
            case Spent(account, amount, _, lease_id):
                lease, seq = self._lease(lease_id), ref_from(entry).seq
                if lease is None or home_of(lease_id) != _home(ref_from(entry)):
                    return None
                is_fitting = any(spend.seq == seq for spend in lease.fitting)
                if is_fitting and all(taken != entry for taken, _ in lease.taken_back):
                    return ReversalConfirmed(entry, account, amount, lease=lease_id)
        return None

    def _close_void(self, account: str) -> None:
        """Leases of an epoch that is frozen, or of a kiosk that is no more: nothing can be spent
        under them, and the rest is free again."""
        table = VIEW_TABLES["leases"]
        query = select(table.c.key).where(
            table.c.village == self._village, table.c.account == account, table.c.is_open
        )
        for lease_id in self._connection.execute(query).scalars().all():
            device, epoch = home_of(lease_id)
            found = find_device(self._connection, self._village, device)
            if found is None or found.is_revoked or found.epoch > epoch:
                self.close(lease_id)

    def _free_of(self, account: str) -> int:
        """Below 0 only where a restored county does not have everything back yet."""
        if account not in self._free:
            found = bodies(self._connection, "accounts", self._village, [account])
            row = _account(found[0][1]) if found else Account(account)
            self._free[account] = row.earned - row.held
        return self._free[account]

    def _lease(self, lease_id: str) -> Lease | None:
        found = bodies(self._connection, "leases", self._village, [lease_id])
        return _lease(found[0][1]) if found else None

    def _fact(self, entry: str) -> object:
        try:
            ref = ref_from(entry)
        except ValueError:
            return None
        query = select(ENTRIES.c.line).where(
            ENTRIES.c.village == self._village,
            ENTRIES.c.device == ref.device,
            ENTRIES.c.epoch == ref.epoch,
            ENTRIES.c.seq == ref.seq,
        )
        line = self._connection.execute(query).scalar_one_or_none()
        read = decode(ref, line) if line is not None else None
        return read.fact if isinstance(read, Entry) else None

    def _decide(self, fact: LeaseGranted | LeaseClosed | ReversalConfirmed) -> None:
        self._decided += 1
        decide(self._connection, self._village, f"lease.{self._decided:06d}", fact)


def _home(ref: Ref) -> tuple[str, int]:
    return ref.device, ref.epoch
