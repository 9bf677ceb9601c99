"""Claims out of the real store, and the lines that one device wrote."""

from __future__ import annotations

from kiosk.store.store import Store
from sync.standard.claims import LOST, ClaimConfirmed, Claimed, ClaimLost, ToldOfLoss
from sync.standard.clock import Stamp
from sync.standard.entry import encode
from sync.standard.facts import Fact
from sync.standard.origin import COUNTY, Ref
from tests.store.people import NOW_MS


def county_says(store: Store, *facts: Fact, epoch: int = 1) -> list[tuple[Ref, bytes]]:
    rows = [
        (seq, Ref(COUNTY, epoch, seq), encode(fact, Stamp(NOW_MS), COUNTY))
        for seq, fact in enumerate(facts, 1)
    ]
    store.journal.take_in("village", rows, store.journal.cursor("village") + len(rows))
    return [(ref, line) for _, ref, line in rows]


def test_claims_are_found_by_thing_and_by_who_is_untold(store: Store) -> None:
    anna, bao = store.journal.append(Claimed("well", "anna"), Claimed("well", "bao"))
    assert [c.person for c in store.claims.on("well")] == ["anna", "bao"]
    assert store.claims.untold() == []
    county_says(
        store,
        ClaimConfirmed("well", anna.text()),
        ClaimLost("well", bao.text(), anna.text()),
    )
    assert [c.state for c in store.claims.on("well")] == ["confirmed", LOST]
    assert [c.claim for c in store.claims.untold()] == [bao.text()]
    assert store.claims.untold("anna") == []
    store.journal.append(ToldOfLoss(bao.text()))
    assert store.claims.untold("bao") == []
    assert store.claims.by_id("nobody.1.1") is None


def test_the_lines_of_one_device_are_read_in_order_and_within_bounds(store: Store) -> None:
    store.journal.append(Claimed("well", "anna"))
    late = county_says(store, *[ClaimConfirmed("road", f"x.1.{n}") for n in range(5)], epoch=7)
    early = county_says(store, ClaimConfirmed("well", "x.1.9"), epoch=3)
    start = Ref(COUNTY, 0, 0)
    assert store.journal.lines_by(start, 100, 1 << 20) == early + late
    assert store.journal.lines_by(start, 2, 1 << 20) == early + late[:1]
    assert store.journal.lines_by(late[1][0], 100, 1 << 20) == late[2:]
    assert store.journal.lines_by(start, 100, 1) == early, "at least one"
    assert store.journal.lines_by(late[-1][0], 100, 1) == []
