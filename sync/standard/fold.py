"""Folding: how entries become views. The same code at the kiosk and at the county.

Two promises, property-tested: the result depends neither on the order in which entries arrive nor
on how often; and nothing but the fold writes a view.
"""

from __future__ import annotations

from typing import Final

from sync.standard import (
    attendance,
    claims,
    leases,
    merging,
    moving,
    points,
    residents,
    sealed,
    settling,
)
from sync.standard.entry import Entry
from sync.standard.views import Row, Shelf

#: Every view, for the stores that must make tables of them.
VIEWS: Final[tuple[type[Row], ...]] = (
    residents.Resident,
    attendance.Visit,
    settling.Settlement,
    merging.Duplicate,
    merging.Merge,
    claims.Claim,
    points.Account,
    points.Earning,
    leases.Lease,
)


def fold(entry: Entry, shelf: Shelf) -> None:
    """Folds one entry into the views. Any order, any repetition, the same views."""
    if isinstance(entry.fact, leases.LeaseFact):
        leases.fold(entry.fact, entry.origin, shelf)
        return
    match entry.fact:
        case (
            residents.ResidentRegistered()
            | residents.ResidentCorrected()
            | residents.Consented()
            | residents.Withdrew()
            | residents.Erased()
        ) as fact:
            residents.fold(fact, entry.origin, shelf)
        case (sealed.SealedRegistered() | sealed.SealedCorrected()) as fact:
            residents.fold(sealed.without_fields(fact), entry.origin, shelf)
        case sealed.KeysCame():
            pass
        case (
            attendance.CheckedIn() | attendance.CheckedOut() | attendance.VisitCorrected()
        ) as fact:
            attendance.fold(fact, entry.origin, shelf)
        case settling.Settled() as fact:
            settling.fold(fact, entry.origin, shelf)
        case (
            merging.DuplicateFound() | merging.KeptApart() | merging.Merged() | merging.Unmerged()
        ) as fact:
            merging.fold(fact, entry.origin, shelf)
        case (
            claims.Claimed()
            | claims.Unclaimed()
            | claims.ClaimConfirmed()
            | claims.ClaimLost()
            | claims.ToldOfLoss()
        ) as fact:
            claims.fold(fact, entry.origin, shelf)
        case (moving.MovedHere() | moving.MovedAway() | moving.CameBack()) as fact:
            moving.fold(fact, entry.origin, shelf)
