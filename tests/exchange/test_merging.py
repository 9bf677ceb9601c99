"""Two kiosks of one village mend the same person apart; they and the county come to the same."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import delete

from kiosk.store.store import open_store
from sync.county.journal import note_edition
from sync.county.judges.duplicates import MOST_TOLD, blind_key, keep, pairs_of
from sync.county.overview import figures
from sync.county.tables import BLINDS
from sync.exchange.outcomes import Synced
from sync.standard.attendance import CADRE, VisitEntered
from sync.standard.clock import HOUR_MS
from sync.standard.identity import blind_index
from sync.standard.merging import Merged, Unmerged
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    Resident,
    ResidentCorrected,
    ResidentRegistered,
)
from tests.county.running import DONGSHENG, NOW_MS, XISHENG
from tests.minutes import minutes_of

ANNA = Personal(name="Anna", number="321199195001011500", phone="1")


@pytest.fixture
def open_kiosk(tmp_path, join):
    """open_kiosk(name, village): (its store, its exchange)."""
    opened = []

    def make(name, village=DONGSHENG):
        opened.append(open_store(tmp_path / name, bytes(32), lambda: NOW_MS, os.urandom))
        return opened[-1], join(opened[-1].journal, village).exchange

    yield make
    for store in opened:
        store.close()


def rounds(*exchanges):
    for exchange in exchanges:
        assert isinstance(exchange.round(), Synced)


def register(store, person, personal=ANNA):
    store.journal.append(
        ResidentRegistered(person, personal), Consented(person, RECORD, "1"), by="cadre"
    )


def correct(store, person, **changed):
    seen = store.residents.by_id(person).seen
    bases = {field: seen(field) for field in changed}
    store.journal.append(ResidentCorrected(person, changed, "", bases), by="cadre")


def at_county(county, person, village=DONGSHENG):
    return msgspec.json.decode(county.view("residents", village)[person], type=Resident)


def test_i5_concurrent_corrections_are_the_same_question_everywhere(county, open_kiosk):
    (first, one), (second, two), (third, three) = map(open_kiosk, ("one", "two", "three"))
    register(first, "anna")
    rounds(one, two, three)
    correct(first, "anna", phone="2", group="a")
    correct(second, "anna", phone="3")
    correct(third, "anna", wishes=("clean",))
    rounds(three, two, one, two, three)
    rows = [store.residents.by_id("anna") for store in (first, second, third)]
    assert rows == [at_county(county, "anna")] * 3
    assert rows[0].contested == ("phone",)
    assert (rows[0].personal.group, rows[0].personal.wishes) == ("a", ("clean",))
    assert [r.person for store in (first, second) for r in store.residents.contested()] == [
        "anna",
        "anna",
    ]


def pairs(store):
    found = (frozenset((row.person, row.other)) for row in store.merges.duplicates())
    return sorted(map(sorted, found))


def test_a_number_entered_twice_in_one_village_is_told_to_both_kiosks(county, open_kiosk):
    (first, one), (second, two) = map(open_kiosk, ("one", "two"))
    register(first, "anna")
    register(second, "anne")
    register(second, "bert", Personal(name="Bert", number="32119919590430381X"))
    rounds(one, two, one)
    assert pairs(first) == pairs(second) == [["anna", "anne"]]
    (row,) = first.merges.duplicates()
    assert (row.village, row.village_name) == (DONGSHENG, "village 1")
    assert len(county.view("residents")) == 3
    rounds(one, two)
    assert first.journal.entry_count() == second.journal.entry_count() == 7


def test_a_number_in_two_villages_is_told_to_both_and_nothing_else_is(open_kiosk):
    (here, one), (there, two) = open_kiosk("one"), open_kiosk("two", XISHENG)
    register(here, "anna")
    rounds(one)
    register(there, "anne")
    rounds(two, one, two)
    (ours,), (theirs,) = here.merges.duplicates(), there.merges.duplicates()
    assert (ours.person, ours.other, ours.village) == ("anna", "anne", XISHENG)
    assert (theirs.person, theirs.other, theirs.village) == ("anne", "anna", DONGSHENG)
    assert there.residents.by_id("anna") is here.residents.by_id("anne") is None
    assert here.journal.entry_count() == there.journal.entry_count() == 3


def test_a_mended_number_finds_its_twin_and_a_number_given_up_does_not(open_kiosk):
    (first, one), (second, two) = map(open_kiosk, ("one", "two"))
    register(first, "anna")
    register(first, "bert", Personal(name="Bert", number="32119919590430381X"))
    rounds(one, two)
    correct(second, "anna", number="321199196001011239")
    rounds(two)
    register(second, "carl")
    rounds(two)
    assert pairs(second) == []
    correct(second, "bert", number="321199196001011239")
    rounds(two, one)
    assert pairs(first) == pairs(second) == [["anna", "bert"]]


def test_merged_is_one_person_everywhere_and_taken_apart_exactly_two(county, open_kiosk):
    (first, one), (second, two) = map(open_kiosk, ("one", "two"))
    register(first, "anna")
    register(second, "anne")
    for hour, (store, person) in enumerate(((first, "anna"), (second, "anne"), (second, "anne"))):
        start_ms = NOW_MS - (hour + 1) * HOUR_MS
        store.journal.append(VisitEntered(person, start_ms, start_ms + HOUR_MS, CADRE), by="cadre")
    rounds(one, two, one)
    apart = [seen(store) for store in (first, second)]
    assert [minutes for _, minutes, _ in apart[0]] == [60, 120]
    (merge,) = first.journal.append(Merged("anne", "anna"), by="cadre")
    rounds(one, two)
    for store in (first, second):
        assert store.residents.by_number(ANNA.number).person == "anna"
        assert [r.person for r in store.residents.newest()] == ["anna"]
        assert store.residents.count() == 1
        assert [minutes for _, minutes, _ in seen(store)] == [180, 180]
        assert len(store.visits.of("anna")) == 3
    assert people_of(county) == 1
    second.journal.append(Unmerged(merge.text()), by="cadre")
    rounds(two, one)
    assert [seen(store) for store in (first, second)] == apart
    assert people_of(county) == 2


def seen(store):
    return [
        (store.residents.by_id(p), minutes_of(store.visits, p), store.visits.of(p))
        for p in ("anna", "anne")
    ]


def people_of(county):
    return county.store.read(figures)[0].people


def test_two_villages_at_one_moment_do_not_miss_each_other(county):
    """Sixteen writers, each with a village of its own, all with the same number."""
    villages = [f"321199001{n:03d}" for n in range(16)]
    secret = bytes(32)

    def enter(village):
        def work(connection):
            key = blind_index(ANNA.number, blind_key(secret))
            keep(connection, village, [village], {village: key}, NOW_MS)
            return len(pairs_of(connection, village, {village: key}))

        return county.store.write(work)

    with ThreadPoolExecutor(8) as writers:
        told = list(writers.map(enter, villages))
    assert sorted(told) == [0, 1, 2, 3, 4, *[MOST_TOLD] * 11], "each sees all that came before it"


def test_people_of_before_there_were_blind_indexes_are_compared_after_the_upgrade(
    county, open_kiosk
):
    (first, one), (second, two) = map(open_kiosk, ("one", "two"))
    register(first, "anna")
    rounds(one, two)
    county.store.write(forget)
    county.image()
    register(second, "anne")
    rounds(two, one)
    assert pairs(first) == pairs(second) == [["anna", "anne"]]


def forget(connection):
    """As an earlier version left it."""
    connection.execute(delete(BLINDS))
    note_edition(connection, DONGSHENG, "an earlier one", 0)
