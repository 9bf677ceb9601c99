"""A resident moves to another village: her record comes along, and nobody else's."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import select

from sync.county.overview import figures
from sync.county.tables import ENTRIES, PEOPLE_KEYS
from sync.exchange.enrol import enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Refused
from sync.standard.attendance import CADRE, CheckedOut, VisitCorrected, VisitEntered
from sync.standard.clock import DAY_MS, MINUTE_MS
from sync.standard.entry import Entry, decode
from sync.standard.merging import Unmerged
from sync.standard.moving import MovedHere
from sync.standard.origin import COUNTY, Ref
from sync.standard.personal import Personal
from sync.standard.residents import Erased
from sync.standard.village_cards import CardIssued, CardRevoked, card_of
from sync.standard.wire import WHY_FORM
from tests.county.running import DONGSHENG, NOW_MS, XISHENG
from tests.exchange.test_merging import ANNA, correct, open_kiosk, register, rounds
from tests.minutes import minutes_of

__all__ = ["open_kiosk"]
BERT = Personal(name="Bert", number="32119919590430381X")
THIRD = "321199001003"


_days = count(1)


def serve(store, person, minutes):
    """Each time on another day: what overlaps would count once."""
    start_ms = NOW_MS - next(_days) * DAY_MS
    end_ms = start_ms + minutes * MINUTE_MS
    (visit,) = store.journal.append(VisitEntered(person, start_ms, end_ms, CADRE), by="cadre")
    store.journal.append(
        CheckedOut(visit.text()), VisitCorrected(visit.text(), minutes, "seen"), by="cadre"
    )


def moves_in(store, exchange, person, other, village=DONGSHENG):
    (said,) = store.journal.append(MovedHere(person, other, village), by="cadre")
    rounds(exchange)
    return said.text()


@pytest.fixture
def two(open_kiosk):
    """Anna served in one village and registered anew in another; Bert stayed where he is."""
    (there, one), (here, two) = open_kiosk("one"), open_kiosk("two", XISHENG)
    for person, personal in (("anna", ANNA), ("bert", BERT)):
        register(there, person, personal)
        serve(there, person, 60)
    correct(there, "anna", phone="2")
    rounds(one)
    register(here, "anne")
    serve(here, "anne", 30)
    rounds(two, one)
    return there, one, here, two


def refs_of(county, village):
    """Identity to what stands there of it, but for its place in the scope."""
    query = select(ENTRIES).where(ENTRIES.c.village == village)
    rows = county.store.read(lambda c: c.execute(query).all())
    return {Ref(r.device, r.epoch, r.seq): (r.kind, r.hash, r.line) for r in rows}


def test_her_village_card_counts_where_she_lives_now(two):
    there, one, here, exchange = two
    held, lost, berts = (card_of(token) for token in (b"held", b"lost", b"bert's"))
    there.journal.append(CardIssued("anna", held), CardIssued("anna", lost), by="cadre")
    there.journal.append(CardIssued("bert", berts), CardRevoked("anna", lost, "lost"), by="cadre")
    rounds(one)
    moves_in(here, exchange, "anne", "anna")
    assert {c.card: c.is_on for c in here.village_cards.of("anne")} == {held: True, lost: False}
    assert here.village_cards.by_id(berts) is None


def test_her_hours_count_where_she_lives_now(county, two):
    there, one, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    rounds(one)
    assert minutes_of(here.visits, "anne") == 90
    assert [r.person for r in here.residents.newest()] == ["anne"]
    old = here.residents.by_id("anna")
    assert (old.personal.name, old.personal.phone) == ("Anna", "2"), "her key came with her"
    assert there.residents.by_id("anna").is_away
    assert [r.person for r in there.residents.newest() if r.is_active] == ["bert"]
    assert minutes_of(there.visits, "anna") == 60, "what was, stays in the books"
    found = {f.village: (f.people, f.minutes) for f in county.store.read(figures)}
    assert found == {DONGSHENG: (1, 60), XISHENG: (1, 90)}


def test_i7_only_her_entries_come_and_exactly_as_they_are(county, two):
    there, one, here, exchange = two
    before, devices = refs_of(county, XISHENG), county.entries()
    moves_in(here, exchange, "anne", "anna")
    rounds(one)
    came = {
        ref: row
        for ref, row in refs_of(county, XISHENG).items()
        if ref not in before and ref.device not in (COUNTY, here.journal.head().device)
    }
    assert len(came) == 6, "registered, consented, corrected, entered, out, minutes"
    origin = refs_of(county, DONGSHENG)
    assert all(origin[ref] == row for ref, row in came.items())
    assert county.numbers(XISHENG) == list(range(1, len(refs_of(county, XISHENG)) + 1))
    for ref, (_, _, line) in came.items():
        read = decode(ref, line)
        assert isinstance(read, Entry)
        assert b"bert" not in line
    assert here.residents.by_id("bert") is None
    assert here.journal.entry_count() == len(refs_of(county, XISHENG))
    assert devices.items() <= county.entries().items()
    assert there.residents.by_id("anne") is None


def test_what_is_written_there_later_comes_too(two):
    there, one, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    serve(there, "anna", 15)
    serve(there, "bert", 15)
    rounds(one, exchange)
    assert minutes_of(here.visits, "anne") == 105
    assert minutes_of(here.visits, "bert") == 0


def test_nobody_is_fetched_whose_number_is_another(county, two):
    _, one, here, exchange = two
    before = refs_of(county, DONGSHENG)
    moves_in(here, exchange, "anne", "bert")
    rounds(one, exchange)
    assert here.residents.by_id("bert") is None
    assert refs_of(county, DONGSHENG) == before


def test_taken_back_both_villages_have_what_they_had(county, two):
    there, one, here, exchange = two
    before = there.residents.by_id("anna")
    said = moves_in(here, exchange, "anne", "anna")
    rounds(one)
    here.journal.append(Unmerged(said), by="cadre")
    rounds(exchange, one, exchange)
    assert there.residents.by_id("anna").is_active
    assert there.residents.by_id("anna").personal == before.personal
    assert minutes_of(here.visits, "anne") == 30
    assert [r.person for r in here.residents.newest() if r.is_active] == ["anne"]
    assert villages_minutes(county) == {DONGSHENG: 120, XISHENG: 30}
    serve(there, "anna", 5)
    rounds(one, exchange)
    assert minutes_of(here.visits, "anna") == 60, "nothing more comes"
    moves_in(here, exchange, "anne", "anna")
    assert minutes_of(here.visits, "anne") == 95
    assert villages_minutes(county) == {DONGSHENG: 60, XISHENG: 95}


def villages_minutes(county):
    return {found.village: found.minutes for found in county.store.read(figures)}


def test_who_moves_on_takes_all_of_it_along(open_kiosk, two):
    there, one, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    third, three = open_kiosk("three", THIRD)
    register(third, "anya")
    rounds(three, exchange, one)
    (pair,) = third.merges.duplicates()
    assert (pair.other, pair.village) == ("anne", XISHENG)
    moves_in(third, three, "anya", "anne", XISHENG)
    rounds(three)
    assert minutes_of(third.visits, "anya") == 90
    serve(there, "anna", 5)
    rounds(one, three, exchange)
    assert minutes_of(third.visits, "anya") == 95


def test_who_moves_back_home_is_one_person_there(two):
    there, one, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    rounds(one)
    register(there, "anna-again")
    rounds(one, exchange)
    moves_in(there, one, "anna-again", "anne", XISHENG)
    rounds(one, exchange, one)
    assert minutes_of(there.visits, "anna-again") == 90
    assert {r.person for r in there.residents.newest()} == {"anna-again", "bert"}
    assert there.residents.by_number(ANNA.number).is_active
    assert here.residents.by_id("anne").is_away


def test_erased_there_is_erased_here(county, two):
    there, one, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    there.journal.append(Erased("anna", "asked"), by="cadre")
    rounds(one, exchange)
    assert here.residents.by_id("anna").personal == Personal()
    assert here.residents.by_id("anne").personal == ANNA
    assert keys_of(county, "anna") == []


def test_erased_here_is_erased_where_she_lived(county, two):
    there, one, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    here.journal.append(Erased("anne", "asked"), Erased("anna", "asked"), by="cadre")
    rounds(exchange, one)
    for store, person in ((here, "anna"), (here, "anne"), (there, "anna")):
        row = store.residents.by_id(person)
        assert (row.personal, row.erasure.reason) == (Personal(), "asked")
    assert keys_of(county, "anna") == keys_of(county, "anne") == []
    assert minutes_of(there.visits, "anna") == 60
    assert there.residents.by_id("bert").personal == BERT


def test_a_kiosk_whose_entries_came_along_cannot_be_enrolled_here(county, join, two):
    there, _, here, exchange = two
    moves_in(here, exchange, "anne", "anna")
    line = Line(county.url)
    outcome = enrol(there.journal, line, county.code(XISHENG), lambda: NOW_MS)
    line.close()
    assert outcome == Refused(WHY_FORM)
    join(village=XISHENG)


def keys_of(county, person):
    query = select(PEOPLE_KEYS).where(PEOPLE_KEYS.c.person == person)
    return county.store.read(lambda c: c.execute(query).all())
