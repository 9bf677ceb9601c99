"""Claiming at a kiosk: at once, for now; and who lost it is told once."""

from __future__ import annotations

from kiosk.services.claim import (
    ClaimedForNow,
    GaveBack,
    HersAlready,
    NothingToGiveBack,
    Taken,
    claim,
    give_back,
    losses,
    tell_loss,
)
from sync.standard.claims import GIVEN_BACK, PROVISIONAL, ClaimConfirmed, ClaimLost
from sync.standard.clock import Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.origin import COUNTY, Origin, Ref
from tests.plain_ports import plain_ports


def county_says(ports, fact, seq):
    fold(Entry(Origin(Ref(COUNTY, 1, seq), Stamp(ports.clock.ms)), fact), ports.journal.shelf)


def test_a_claim_holds_at_once_and_is_made_once():
    ports = plain_ports()
    made = claim(ports, "well", "anna")
    assert isinstance(made, ClaimedForNow)
    assert made.claim.state == PROVISIONAL
    assert claim(ports, "well", "anna") == HersAlready(made.claim)
    assert claim(ports, "well", "bao") == Taken(made.claim)
    assert len(ports.journal.entries) == 1


def test_what_is_given_back_is_free_for_the_next():
    ports = plain_ports()
    made = claim(ports, "well", "anna")
    county_says(ports, ClaimConfirmed("well", made.claim.claim), 1)
    outcome = give_back(ports, made.claim.claim)
    assert isinstance(outcome, GaveBack)
    assert outcome.claim.state == GIVEN_BACK
    assert give_back(ports, made.claim.claim) == NothingToGiveBack()
    assert give_back(ports, "nobody.1.1") == NothingToGiveBack()
    assert isinstance(claim(ports, "well", "bao"), ClaimedForNow)


def test_who_lost_it_is_told_once():
    ports = plain_ports()
    made = claim(ports, "well", "anna")
    assert losses(ports) == []
    assert not tell_loss(ports, made.claim.claim)
    county_says(ports, ClaimLost("well", made.claim.claim, "other.1.1"), 1)
    assert [lost.claim for lost in losses(ports)] == [made.claim.claim]
    assert losses(ports, "bao") == []
    assert tell_loss(ports, made.claim.claim)
    assert not tell_loss(ports, made.claim.claim)
    assert losses(ports, "anna") == []
    assert give_back(ports, made.claim.claim) == NothingToGiveBack()
    assert isinstance(claim(ports, "well", "anna"), ClaimedForNow), "she may claim it anew"
