"""I8: no account is ever overdrawn, at the county and at each kiosk, whatever happens between."""

from __future__ import annotations

from itertools import count

import msgspec
from hypothesis.stateful import invariant, rule
from hypothesis.strategies import integers, sampled_from

from kiosk.services.points import SpentNow, Wait, earn, return_leases, reverse, spend
from sync.exchange.outcomes import Forked, Synced
from sync.standard.attendance import CheckedIn
from sync.standard.leases import Earned, Lease, Spent
from sync.standard.points import Account, Earning
from tests.exchange.histories import kiosks_of_a_village, play
from tests.exchange.spending import accounts_of, at_county, ports_of, settle
from tests.exchange.test_claims import facts_in_order, restored

KIOSKS = integers(0, 1)
ACCOUNTS = sampled_from(["anna", "bao"])


def machine_of(county, stick):
    class Village(kiosks_of_a_village(county, stick, 2)):
        def __init__(self):
            super().__init__()
            self.images = {}
            self.has_forked = set()
            self.sources = count(1)

        @rule(at=KIOSKS, account=ACCOUNTS, amount=integers(1, 9))
        def earn(self, at, account, amount):
            earn(ports_of(self.kiosks[at]), account, amount, f"visit {next(self.sources)}")

        @rule(at=KIOSKS, account=ACCOUNTS, amount=integers(1, 9), source=integers(1, 3))
        def earn_by_one_slip_twice(self, at, account, amount, source):
            self.kiosks[at].ledger.write(Earned(account, amount, f"visit {source}"))

        @rule(at=KIOSKS, account=ACCOUNTS, amount=integers(1, 12), most=sampled_from([0, 5]))
        def spend(self, at, account, amount, most):
            spend(ports_of(self.kiosks[at]), account, amount, "rice", most=most)

        @rule(at=KIOSKS, account=ACCOUNTS, which=integers(0, 100))
        def forge(self, at, account, which):
            """A program gone wrong: it spends under any lease, much too much."""
            ledger = self.kiosks[at].ledger
            leases = [row.lease for row in ledger.views().values() if isinstance(row, Lease)]
            lease = leases[which % len(leases)] if leases else "nobody.1.1"
            ledger.write(Spent(account, 20 + which, "rice", lease))

        @rule(at=KIOSKS, account=ACCOUNTS)
        def give_back(self, at, account):
            return_leases(ports_of(self.kiosks[at]), account)

        @rule(at=KIOSKS, which=integers(0, 100))
        def reverse(self, at, which):
            ledger = self.kiosks[at].ledger
            known = sorted(ref.text() for ref in ledger.lines)
            if known:
                reverse(ports_of(self.kiosks[at]), known[which % len(known)], "a mistake")

        def came_to(self, at, outcome):
            if isinstance(outcome, Forked):
                self.has_forked.add(at)

        @rule(at=KIOSKS)
        def back_up(self, at):
            self.images[at] = self.kiosks[at].ledger.copy()

        @rule(at=KIOSKS)
        def restore_the_disk(self, at):
            if at in self.images:
                self.kiosks[at].ledger = self.images[at].copy()
                self.kiosks[at].restart()

        @invariant()
        def nobody_is_overdrawn(self):
            for row in at_county(county, self.village).values():
                assert row.shortfall == 0
                assert row.held <= row.earned, "never more leased than earned"
            for at, kiosk in enumerate(self.kiosks):
                for row in accounts_of(kiosk.ledger.views()).values():
                    assert row.balance >= 0
                    # A fork leaves entries here that the county has others for.
                    assert row.shortfall == 0 or at in self.has_forked or at in self.images

        def teardown(self):
            self.has_forked |= settle(*self.kiosks)
            self.nobody_is_overdrawn()
            rows = at_county(county, self.village)
            best = {}
            for entry in facts_in_order(county, self.village):
                if isinstance(entry.fact, Earned):
                    key = entry.fact.account, entry.fact.source
                    best[key] = max(best.get(key, 0), entry.fact.amount)
            earnings = county.view("earnings", self.village).values()
            gone = [msgspec.json.decode(body, type=Earning) for body in earnings]
            gone = {(row.account, row.source) for row in gone if row.is_reversed}
            for name in ("anna", "bao"):
                earned = sum(n for key, n in best.items() if key[0] == name and key not in gone)
                assert rows.get(name, Account(name)).earned == earned, "nothing earned is lost"
            for at, kiosk in enumerate(self.kiosks):
                if at not in self.has_forked:
                    assert accounts_of(kiosk.ledger.views()) == rows
            super().teardown()

    return Village


def test_i8_no_account_is_ever_overdrawn(county, stick):
    play(machine_of(county, stick), steps=25)


def with_points(kiosk, amount=10):
    """A kiosk that holds the lease of all that anna has."""
    earn(ports_of(kiosk), "anna", amount, "visit")
    assert isinstance(spend(ports_of(kiosk), "anna", amount, "rice"), Wait)
    settle(kiosk)


def test_i8_two_kiosks_cannot_spend_the_same_points(county, join):
    here, there = join(), join()
    with_points(here)
    settle(there)
    assert isinstance(spend(ports_of(there), "anna", 1, "rice"), Wait)
    settle(there)
    assert isinstance(spend(ports_of(there), "anna", 1, "rice"), Wait), "all is leased to here"
    assert isinstance(spend(ports_of(here), "anna", 4, "rice"), SpentNow)
    return_leases(ports_of(here), "anna")
    settle(here, there)
    assert isinstance(spend(ports_of(there), "anna", 6, "rice"), SpentNow)
    settle(there, here)
    assert at_county(county) == accounts_of(here.ledger.views())
    assert at_county(county)["anna"].balance == 0
    assert county.reports() == []


def test_i8_what_overdraws_is_kept_and_told_and_does_not_count(county, join):
    kiosk = join()
    with_points(kiosk)
    (lease,) = ports_of(kiosk).leases_here("anna")
    kiosk.ledger.write(Spent("anna", 7, "rice", lease.lease))
    ref = kiosk.ledger.write(Spent("anna", 7, "rice", lease.lease))
    assert kiosk.exchange.round() == Synced(sent=2, reported=1)
    assert kiosk.ledger.reports == {ref.seq: "uncounted"}
    assert ref in county.entries()
    assert at_county(county)["anna"].balance == 3
    assert at_county(county) == accounts_of(kiosk.ledger.views())


def test_i8_a_restored_disk_spends_its_lease_no_second_time(county, join):
    kiosk, other = join(), join()
    with_points(kiosk)
    image = kiosk.ledger.copy()
    assert isinstance(spend(ports_of(kiosk), "anna", 8, "rice"), SpentNow)
    settle(kiosk)
    kiosk.ledger = image
    kiosk.restart()
    assert isinstance(spend(ports_of(kiosk), "anna", 9, "tea"), SpentNow), "it cannot know"
    settle(kiosk)
    assert at_county(county)["anna"].balance == 2
    kiosk.ledger.write(CheckedIn("anna"))
    settle(kiosk, other)
    assert isinstance(spend(ports_of(other), "anna", 2, "rice"), Wait)
    settle(other)
    assert isinstance(spend(ports_of(other), "anna", 2, "rice"), SpentNow), "the rest came back"
    settle(other, kiosk)
    assert at_county(county)["anna"].balance == 0
    assert at_county(county)["anna"].shortfall == 0


def test_i8_what_is_earned_and_leased_is_not_reversed(county, join):
    kiosk = join()
    with_points(kiosk)
    first = min(ref for ref in kiosk.ledger.lines if ref.device == kiosk.ledger.device)
    reverse(ports_of(kiosk), first.text(), "never happened")
    settle(kiosk)
    assert at_county(county)["anna"].earned == 10
    assert len(county.reports()) == 1
    return_leases(ports_of(kiosk), "anna")
    reverse(ports_of(kiosk), first.text(), "never happened")
    settle(kiosk)
    assert at_county(county)["anna"].earned == 0
    assert len(county.reports()) == 1


def test_i8_i11_a_restored_county_leases_nothing_twice(county, join):
    here, there = join(), join()
    earn(ports_of(here), "anna", 10, "visit")
    settle(here, there)
    image = county.image()
    assert isinstance(spend(ports_of(here), "anna", 10, "rice"), Wait)
    settle(here, there)
    restored(county, image)
    there.restart()
    spend(ports_of(there), "anna", 10, "rice")
    settle(there)
    assert isinstance(spend(ports_of(there), "anna", 10, "rice"), Wait), "it was reminded"
    assert isinstance(spend(ports_of(here), "anna", 10, "rice"), SpentNow)
    settle(here, there)
    assert at_county(county)["anna"].shortfall == 0
    assert at_county(county) == accounts_of(there.ledger.views())


def test_i8_i11_what_nobody_could_remind_it_of_is_leased_twice_and_counts_once(county, join):
    here, there = join(), join()
    earn(ports_of(here), "anna", 10, "visit")
    settle(here, there)
    image = county.image()
    assert isinstance(spend(ports_of(here), "anna", 10, "rice"), Wait)
    settle(here)
    assert isinstance(spend(ports_of(here), "anna", 10, "rice"), SpentNow)
    restored(county, image)
    there.restart()
    assert isinstance(spend(ports_of(there), "anna", 10, "rice"), Wait)
    settle(there)
    assert isinstance(spend(ports_of(there), "anna", 10, "rice"), SpentNow)
    settle(there, here, there)
    account = at_county(county)["anna"]
    assert (account.balance, account.shortfall) == (0, 10)
    assert at_county(county) == accounts_of(here.ledger.views())
    earn(ports_of(here), "anna", 12, "visit 2")
    settle(here)
    account = at_county(county)["anna"]
    assert (account.balance, account.shortfall) == (2, 0)
