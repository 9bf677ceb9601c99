"""Where she lives is the county's word, whatever order its entries arrive in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.moving import CameBack, MovedAway
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    Resident,
    ResidentRegistered,
    Withdrew,
)
from sync.standard.views import DictShelf

REGISTERED = ResidentRegistered("anna", Personal(name="Anna"))
facts = st.sampled_from(
    [
        MovedAway("anna", "V", "village"),
        CameBack("anna"),
        REGISTERED,
        Consented("anna", RECORD, "1"),
        Withdrew("anna", RECORD),
    ]
)


def resident_of(entries: list[Entry]) -> Resident:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return shelf.get(Resident, "anna") or Resident("anna")


def entry(device: str, seq: int, fact: object, ms: int = 0) -> Entry:
    return Entry(Origin(Ref(device, 1, seq), Stamp(EARLIEST_MS + ms)), fact)  # type: ignore[arg-type]


def said(*facts: object, device: str = COUNTY) -> Resident:
    stays = [entry("a", 1, REGISTERED), entry("a", 2, Consented("anna", RECORD, "1"))]
    return resident_of(stays + [entry(device, n, fact) for n, fact in enumerate(facts, 1)])


def test_who_moved_away_rests_and_who_came_back_does_not() -> None:
    away = MovedAway("anna", "V", "village")
    assert said().is_active
    assert not said(away).is_active
    assert said(away).personal.name == "Anna"
    assert said(away, CameBack("anna")).is_active
    assert not said(away, CameBack("anna"), away).is_active


def test_a_kiosk_cannot_send_anybody_away() -> None:
    assert said(MovedAway("anna", "V", "village"), device="kiosk").is_active


@given(st.data(), st.lists(st.tuples(st.sampled_from([COUNTY, "a"]), facts), max_size=8))
def test_order_and_repeats_do_not_matter(
    data: st.DataObject, drawn: list[tuple[str, object]]
) -> None:
    history = [
        entry(device, n, fact, data.draw(st.integers(0, 9)))
        for n, (device, fact) in enumerate(drawn, 1)
    ]
    arrived = data.draw(st.permutations(history + history[::2]))
    assert resident_of(arrived) == resident_of(history)
