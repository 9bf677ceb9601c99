"""Points and leases in the pure core: any order, any repetition, nothing beyond a lease."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.fold import fold
from sync.standard.leases import (
    Earned,
    Lease,
    LeaseAsked,
    LeaseClosed,
    LeaseGranted,
    LeaseReturned,
    ReversalConfirmed,
    Spent,
)
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.points import Account
from sync.standard.views import DictShelf, Row

accounts = st.sampled_from(["anna", "bao"])
leases = st.builds(lambda d, s: f"{d}.1.{s}", st.sampled_from("ab"), st.integers(1, 5))
amounts = st.integers(-2, 12)
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Earned, accounts, amounts, st.sampled_from(["s1", "s2"])),
    st.builds(Spent, accounts, amounts, st.just("rice"), leases),
    st.builds(LeaseAsked, accounts, amounts),
    st.builds(LeaseReturned, leases),
    st.builds(LeaseGranted, leases, accounts, amounts),
    st.builds(LeaseClosed, leases, accounts, amounts),
    st.builds(ReversalConfirmed, leases, accounts, amounts, st.just("s1")),
    st.builds(ReversalConfirmed, leases, accounts, amounts, st.just(""), leases),
)


def entry(device: str, seq: int, fact: Fact, epoch: int = 1) -> Entry:
    return Entry(Origin(Ref(device, epoch, seq), Stamp(EARLIEST_MS + seq)), fact)


def folded(entries: list[Entry]) -> dict[tuple[str, str], Row]:
    shelf = DictShelf()
    for one in entries:
        fold(one, shelf)
    # A row of zeros says what no row says.
    return {at: row for at, row in shelf.rows.items() if row != Account(at[1])}


def account(*entries: Entry) -> Account:
    row = folded([*entries]).get(("accounts", "anna"))
    return row if isinstance(row, Account) else Account("anna")


@given(st.data(), st.lists(st.tuples(st.sampled_from(["a", "b", COUNTY]), facts), max_size=14))
def test_order_and_repeats_do_not_matter(
    data: st.DataObject, drawn: list[tuple[str, Fact]]
) -> None:
    history = [entry(device, seq, fact) for seq, (device, fact) in enumerate(drawn, 1)]
    arrived = data.draw(st.permutations(history + history[: len(history) // 2]))
    assert folded(arrived) == folded(history)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", COUNTY]), facts), max_size=20))
def test_an_account_is_the_sum_of_its_rows(drawn: list[tuple[str, Fact]]) -> None:
    rows = folded([entry(device, seq, fact) for seq, (device, fact) in enumerate(drawn, 1)])
    for name in ("anna", "bao"):
        row = rows.get(("accounts", name), Account(name))
        mine = [r for r in rows.values() if isinstance(r, Lease) and r.account == name]
        assert isinstance(row, Account)
        assert row.spent == sum(lease.spent for lease in mine)
        assert row.held == sum(lease.held for lease in mine)
        assert all(0 <= lease.spent <= lease.held for lease in mine)
        assert row.balance >= 0


LEASED = (
    entry("b", 1, Earned("anna", 10, "visit")),
    entry("a", 1, LeaseAsked("anna")),
    entry(COUNTY, 1, LeaseGranted("a.1.1", "anna", 6)),
)


def test_a_source_counts_once_and_the_larger_amount() -> None:
    again = [entry(device, 2, Earned("anna", n, "visit")) for device, n in (("a", 7), ("c", 10))]
    assert account(*LEASED, *again).earned == 10
    assert account(*LEASED, entry("c", 1, Earned("anna", 12, "visit"))).earned == 12


def test_what_overdraws_a_lease_counts_nowhere() -> None:
    spends = [entry("a", 2 + n, Spent("anna", 4, "rice", "a.1.1")) for n in range(2)]
    assert account(*LEASED, *spends).spent == 4
    assert account(*LEASED, *spends, entry("a", 9, Spent("anna", 2, "tea", "a.1.1"))).spent == 6


def test_a_lease_is_its_device_s_and_epoch_s_and_account_s_alone() -> None:
    for stranger in (
        entry("b", 2, Spent("anna", 4, "rice", "a.1.1")),
        entry("a", 2, Spent("anna", 4, "rice", "a.1.1"), epoch=2),
        entry("a", 2, Spent("bao", 4, "rice", "a.1.1")),
        entry("a", 2, Spent("anna", 4, "rice", "no lease")),
        entry("a", 2, Spent("anna", -4, "rice", "a.1.1")),
        entry("a", 2, LeaseGranted("a.1.1", "anna", 99)),
        entry("b", 2, LeaseReturned("a.1.1")),
    ):
        assert account(*LEASED, stranger) == account(*LEASED)
        assert folded([*LEASED, stranger])["leases", "a.1.1"] == folded([*LEASED])[
            "leases", "a.1.1"
        ] or isinstance(stranger.fact, Spent)


def test_a_closed_lease_holds_only_what_was_spent() -> None:
    spend = entry("a", 2, Spent("anna", 4, "rice", "a.1.1"))
    assert account(*LEASED, spend).held == 6
    closed = entry(COUNTY, 2, LeaseClosed("a.1.1", "anna", 4))
    after = account(*LEASED, spend, closed)
    assert (after.spent, after.held, after.balance) == (4, 4, 6)
    late = entry("a", 3, Spent("anna", 2, "tea", "a.1.1"))
    assert account(*LEASED, spend, closed, late) == after


def test_a_reversal_counts_when_the_county_confirms_it() -> None:
    spend = entry("a", 2, Spent("anna", 4, "rice", "a.1.1"))
    back = ReversalConfirmed("a.1.2", "anna", 4, lease="a.1.1")
    assert account(*LEASED, spend, entry("b", 2, back)).spent == 4
    assert account(*LEASED, spend, entry(COUNTY, 2, back)).spent == 0
    earned = ReversalConfirmed("b.1.1", "anna", 10, source="visit")
    assert account(*LEASED, entry(COUNTY, 2, earned)).earned == 0
