"""Earn points, spend them, and see to the right to spend: a mechanism that the points shop uses.

Earning needs no line. Spending needs a lease of the county's; without one the answer is "wait",
and the lease is asked for, to be there after the next round.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.ports import Ports
from sync.standard.leases import Earned, LeaseAsked, LeaseReturned, Reversed, Spent


@dataclass(frozen=True, slots=True)
class EarnedNow:
    balance: int


@dataclass(frozen=True, slots=True)
class EarnedBefore:
    """This source was entered already; a second slip adds nothing."""

    balance: int


@dataclass(frozen=True, slots=True)
class SpentNow:
    """entries: identities (Ref.text()); more than one when it took more than one lease."""

    entries: tuple[str, ...]
    balance: int


@dataclass(frozen=True, slots=True)
class Wait:
    """This kiosk has no right to spend so much yet; the county has been asked."""

    room: int
    """What could be spent at once."""


@dataclass(frozen=True, slots=True)
class NotEnough:
    """There are not so many points, as far as this kiosk knows."""

    balance: int


def earn(
    ports: Ports, account: str, amount: int, source: str, by: str = ""
) -> EarnedNow | EarnedBefore:
    """amount: above 0. source: what it was earned by, one of a kind."""
    if ports.accounts.has_earned(account, source):
        return EarnedBefore(balance_of(ports, account))
    ports.journal.append(Earned(account, amount, source), by=by)
    return EarnedNow(balance_of(ports, account))


def spend(
    ports: Ports, account: str, amount: int, purpose: str, by: str = "", most: int = 0
) -> SpentNow | Wait | NotEnough:
    """amount: above 0. most: what to ask the county for when there is no right yet, 0 = all there
    is (at the account's home kiosk), else a cap; never less than is missing."""
    here = ports.accounts.leases_here(account)
    room = sum(lease.room for lease in here)
    if room < amount:
        balance = balance_of(ports, account)
        if balance < amount:
            return NotEnough(balance)
        if not any(lease.is_asked for lease in here):
            ask = max(most, amount - room) if most > 0 else 0
            ports.journal.append(LeaseAsked(account, ask), by=by)
        return Wait(room)
    spents: list[Spent] = []
    left = amount
    for lease in here:
        part = min(left, lease.room)
        if part > 0:
            spents.append(Spent(account, part, purpose, lease.lease))
            left -= part
    refs = ports.journal.append(*spents, by=by)
    return SpentNow(tuple(ref.text() for ref in refs), balance_of(ports, account))


def return_leases(ports: Ports, account: str, by: str = "") -> int:
    """Gives back what is not spent, so that another kiosk can have it. How many leases."""
    mine = [one for one in ports.accounts.leases_here(account) if one.is_open]
    back = [LeaseReturned(one.lease) for one in mine if not one.is_returned]
    if back:
        ports.journal.append(*back, by=by)
    return len(back)


def reverse(ports: Ports, entry: str, reason: str, by: str = "") -> None:
    """entry: the identity of what was earned or spent. Counts no more once the county confirms;
    what was earned and spent since cannot be reversed, which comes back as a report."""
    ports.journal.append(Reversed(entry, reason), by=by)


def balance_of(ports: Ports, account: str) -> int:
    row = ports.accounts.by_id(account)
    return row.balance if row else 0
