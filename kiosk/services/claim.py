"""Claim a thing that only one can have, give it back, and tell who lost it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.ports import Ports
from sync.standard.claims import (
    GIVEN_BACK,
    LOST,
    Claim,
    Claimed,
    ToldOfLoss,
    Unclaimed,
)


@dataclass(frozen=True, slots=True)
class ClaimedForNow:
    """It is hers until the county says otherwise: the screen says "for now"."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class HersAlready:
    """She has claimed it before; a second touch changes nothing."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody else was there before."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class GaveBack:
    claim: Claim


@dataclass(frozen=True, slots=True)
class NothingToGiveBack:
    """There is no such claim, or it does not stand."""


def claim(
    ports: Ports, thing: str, person: str, by: str = ""
) -> ClaimedForNow | HersAlready | Taken:
    """What another one holds here, even provisionally, is not claimed again at the same kiosk."""
    for standing in ports.claims.on(thing):
        if standing.state in (LOST, GIVEN_BACK):
            continue
        return HersAlready(standing) if standing.person == person else Taken(standing)
    (ref,) = ports.journal.append(Claimed(thing, person), by=by)
    return ClaimedForNow(_found(ports, ref.text()))


def give_back(ports: Ports, claim_id: str, by: str = "") -> GaveBack | NothingToGiveBack:
    standing = ports.claims.by_id(claim_id)
    if standing is None or standing.state in (LOST, GIVEN_BACK):
        return NothingToGiveBack()
    ports.journal.append(Unclaimed(claim_id), by=by)
    return GaveBack(_found(ports, claim_id))


def losses(ports: Ports, person: str = "") -> list[Claim]:
    """What this person lost and has not been told of; "" = everybody's. Oldest first."""
    return ports.claims.untold(person)


def tell_loss(ports: Ports, claim_id: str, by: str = "") -> bool:
    """She has been told now. False: there was nothing to tell any more."""
    lost = ports.claims.by_id(claim_id)
    if lost is None or not lost.is_untold:
        return False
    ports.journal.append(ToldOfLoss(claim_id), by=by)
    return True


def _found(ports: Ports, claim_id: str) -> Claim:
    found = ports.claims.by_id(claim_id)
    assert found is not None, "folded in the same transaction"
    return found
