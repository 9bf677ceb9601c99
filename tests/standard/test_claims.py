"""Claims in the pure core: any order, any repetition, and only the county decides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.claims import (
    CONFIRMED,
    GIVEN_BACK,
    LOST,
    PROVISIONAL,
    Claim,
    ClaimConfirmed,
    Claimed,
    ClaimLost,
    ToldOfLoss,
    Unclaimed,
)
from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.fold import fold
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.views import DictShelf

claims = st.builds(lambda d, s: f"{d}.1.{s}", st.sampled_from("ab"), st.integers(1, 6))
things = st.sampled_from(["well", "road"])
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Claimed, things, st.sampled_from(["anna", "bao"])),
    st.builds(Unclaimed, claims),
    st.builds(ClaimConfirmed, things, claims, st.one_of(st.just(""), claims)),
    st.builds(ClaimLost, things, claims, claims),
    st.builds(ToldOfLoss, claims),
)


def entry(device: str, seq: int, fact: Fact, epoch: int = 1) -> Entry:
    return Entry(Origin(Ref(device, epoch, seq), Stamp(EARLIEST_MS + seq)), fact)


def folded(entries: list[Entry]) -> dict[str, Claim]:
    shelf = DictShelf()
    for one in entries:
        fold(one, shelf)
    return {key: row for (_, key), row in shelf.rows.items() if isinstance(row, Claim)}


@given(st.data(), st.lists(st.tuples(st.sampled_from(["a", "b", COUNTY]), facts), max_size=14))
def test_order_and_repeats_do_not_matter(
    data: st.DataObject, drawn: list[tuple[str, Fact]]
) -> None:
    history = [entry(device, seq, fact) for seq, (device, fact) in enumerate(drawn, 1)]
    arrived = data.draw(st.permutations(history + history[: len(history) // 2]))
    assert folded(arrived) == folded(history)


def test_a_claim_is_provisional_then_confirmed_then_given_back() -> None:
    history = [entry("a", 1, Claimed("well", "anna"))]
    assert folded(history)["a.1.1"].state == PROVISIONAL
    history.append(entry(COUNTY, 1, ClaimConfirmed("well", "a.1.1")))
    assert folded(history)["a.1.1"].state == CONFIRMED
    history.append(entry("b", 1, Unclaimed("a.1.1")))
    assert folded(history)["a.1.1"].state == GIVEN_BACK


def test_the_county_s_later_word_counts() -> None:
    history = [
        entry("a", 1, Claimed("well", "anna")),
        entry(COUNTY, 1, ClaimConfirmed("well", "a.1.1"), epoch=9),
        entry(COUNTY, 7, ClaimLost("well", "a.1.1", "b.1.1"), epoch=5),
    ]
    assert folded(history)["a.1.1"].state == CONFIRMED
    history.append(entry(COUNTY, 1, ClaimLost("well", "a.1.1", "b.1.1"), epoch=12))
    lost = folded(history)["a.1.1"]
    assert lost.state == LOST
    assert lost.is_untold
    history.append(entry("a", 2, ToldOfLoss("a.1.1")))
    assert not folded(history)["a.1.1"].is_untold


def test_nobody_but_the_county_decides() -> None:
    history = [
        entry("a", 1, Claimed("well", "anna")),
        entry("b", 1, ClaimConfirmed("well", "b.1.7", before="a.1.1")),
        entry("b", 2, ClaimLost("well", "a.1.1", "b.1.7")),
    ]
    assert [row.state for row in folded(history).values()] == [PROVISIONAL]
