"""Points at a kiosk: earned at once, spent only under a lease."""

from __future__ import annotations

from kiosk.services.points import (
    EarnedBefore,
    EarnedNow,
    NotEnough,
    SpentNow,
    Wait,
    earn,
    return_leases,
    reverse,
    spend,
)
from sync.standard.clock import Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.leases import LeaseAsked, LeaseGranted, ReversalConfirmed
from sync.standard.origin import COUNTY, Origin, Ref
from tests.plain_ports import plain_ports

SAID = iter(range(1, 1000))


def county_says(ports, fact):
    origin = Origin(Ref(COUNTY, 1, next(SAID)), Stamp(ports.clock.ms))
    fold(Entry(origin, fact), ports.journal.shelf)


def asked_of(ports):
    return [e for e in ports.journal.entries if isinstance(e.fact, LeaseAsked)]


def grant(ports, amount):
    entry = asked_of(ports)[-1]
    county_says(ports, LeaseGranted(entry.origin.ref.text(), entry.fact.account, amount))


def test_a_source_is_earned_once():
    ports = plain_ports()
    assert earn(ports, "anna", 5, "visit 1") == EarnedNow(5)
    assert earn(ports, "anna", 5, "visit 1") == EarnedBefore(5)
    assert earn(ports, "anna", 3, "visit 2") == EarnedNow(8)


def test_without_a_lease_it_is_wait_and_the_county_is_asked_once():
    ports = plain_ports()
    assert spend(ports, "anna", 1, "rice") == NotEnough(0)
    earn(ports, "anna", 8, "visit 1")
    assert spend(ports, "anna", 9, "rice") == NotEnough(8)
    assert spend(ports, "anna", 5, "rice") == Wait(0)
    assert spend(ports, "anna", 5, "rice") == Wait(0)
    assert len(asked_of(ports)) == 1
    grant(ports, 8)
    outcome = spend(ports, "anna", 5, "rice")
    assert isinstance(outcome, SpentNow)
    assert outcome.balance == 3
    assert spend(ports, "anna", 4, "tea") == NotEnough(3)


def test_several_leases_are_spent_as_one():
    ports = plain_ports()
    earn(ports, "anna", 8, "visit 1")
    assert spend(ports, "anna", 3, "rice", most=2) == Wait(0)
    assert asked_of(ports)[-1].fact.amount == 3, "never less than is missing"
    grant(ports, 3)
    assert spend(ports, "anna", 5, "rice", most=2) == Wait(3)
    grant(ports, 2)
    outcome = spend(ports, "anna", 5, "rice")
    assert isinstance(outcome, SpentNow)
    assert len(outcome.entries) == 2
    assert outcome.balance == 3


def test_a_returned_lease_is_spent_no_more():
    ports = plain_ports()
    earn(ports, "anna", 8, "visit 1")
    spend(ports, "anna", 5, "rice")
    grant(ports, 8)
    assert return_leases(ports, "anna") == 1
    assert return_leases(ports, "anna") == 0
    assert spend(ports, "anna", 5, "rice") == Wait(0)


def test_what_was_spent_comes_back_when_the_county_confirms_its_reversal():
    ports = plain_ports()
    earn(ports, "anna", 8, "visit 1")
    spend(ports, "anna", 5, "rice")
    grant(ports, 8)
    outcome = spend(ports, "anna", 5, "rice")
    (entry,) = outcome.entries
    reverse(ports, entry, "the rice was wet")
    assert ports.accounts.by_id("anna").balance == 3
    lease = asked_of(ports)[0].origin.ref.text()
    county_says(ports, ReversalConfirmed(entry, "anna", 5, lease=lease))
    assert ports.accounts.by_id("anna").balance == 8
