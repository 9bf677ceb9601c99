"""Points out of the real store: sums, and this device's own leases."""

from __future__ import annotations

from kiosk.store.store import Store
from sync.standard.leases import Earned, LeaseAsked, LeaseGranted, Spent
from tests.store.test_claims import county_says


def test_points_are_summed_and_leases_are_this_device_s(store: Store) -> None:
    assert store.accounts.by_id("anna") is None
    store.journal.append(Earned("anna", 9, "visit 1"))
    assert store.accounts.has_earned("anna", "visit 1")
    assert not store.accounts.has_earned("anna", "visit 2")
    assert not store.accounts.has_earned("bao", "visit 1")
    (asked,) = store.journal.append(LeaseAsked("anna"))
    assert [lease.is_asked for lease in store.accounts.leases_here("anna")] == [True]
    county_says(
        store,
        LeaseGranted(asked.text(), "anna", 5),
        LeaseGranted("other.1.7", "anna", 4),
    )
    assert [lease.lease for lease in store.accounts.leases_here("anna")] == [asked.text()]
    assert store.accounts.leases_here("bao") == []
    store.journal.append(Spent("anna", 3, "rice", asked.text()))
    account = store.accounts.by_id("anna")
    assert account is not None
    assert (account.balance, account.held) == (6, 9)
    assert store.accounts.leases_here("anna")[0].room == 2


def test_a_new_epoch_has_no_leases(store: Store) -> None:
    (asked,) = store.journal.append(LeaseAsked("anna"))
    county_says(store, LeaseGranted(asked.text(), "anna", 5))
    assert store.accounts.leases_here("anna")
    store.journal.reopen_epoch()
    assert store.accounts.leases_here("anna") == []
