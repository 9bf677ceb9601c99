"""A new kiosk loads its village: page by page, on after any cut, and complete when it says so."""

from __future__ import annotations

import os

import pytest

from kiosk.store.store import open_store
from sync.exchange.carry import carry_in, carry_out
from sync.exchange.enrol import enrol
from sync.exchange.loading import loading
from sync.exchange.outcomes import NoContact, Synced
from sync.exchange.plan import FIRST_LINES, GROWTH
from sync.exchange.status import State, status_of
from sync.standard.attendance import CheckedIn
from tests.county.running import NOW_MS
from tests.exchange.carrying import check_in, county_answers
from tests.exchange.conftest import Kiosk

THERE = 2600


@pytest.fixture
def village(join):
    """A kiosk that has been here for long."""
    kiosk = join()
    assert kiosk.exchange.round() == Synced()
    assert loading(kiosk.ledger) is None, "nothing was there to load"
    check_in(kiosk, THERE)
    kiosk.exchange.round()
    assert loading(kiosk.ledger) is None
    return kiosk


def test_it_goes_on_after_every_cut_and_is_complete_only_at_the_end(village, join):
    new = join()
    cuts = 0
    while True:
        new.line.lose_after = 2
        outcome = new.exchange.round()
        new.line.lose_after, new.line.lose_request = 0, False
        here = len(new.ledger.lines)
        load = loading(new.ledger)
        assert (load is None) == (here == THERE)
        if load is None:
            break
        assert isinstance(outcome, NoContact)
        assert load == status_of(new.ledger).loading == (here, THERE)
        new.restart()
        cuts += 1
        assert cuts < 20
    assert cuts >= 2
    assert new.ledger.lines == village.ledger.lines
    assert new.ledger.views() == village.ledger.views()
    check_in(village, 5)
    village.exchange.round()
    new.ledger.settings["exchange.place"] = "0 "
    assert loading(new.ledger) is None, "it is complete for good"


def test_work_goes_on_meanwhile_and_is_sent_before_anything_is_loaded(county, village, join):
    new = join()
    new.line.lose_after = 2
    assert isinstance(new.exchange.round(), NoContact)
    new.line.lose_after, new.line.lose_request = 0, False
    ref = new.ledger.write(CheckedIn("anna"))
    new.line.lose_after = 2
    assert isinstance(new.exchange.round(), NoContact)
    new.line.lose_after, new.line.lose_request = 0, False
    assert ref in county.entries()
    assert loading(new.ledger)
    assert isinstance(new.exchange.round(), Synced)
    assert loading(new.ledger) is None
    village.exchange.round()
    assert new.ledger.lines == village.ledger.lines


def test_pages_grow_on_a_good_line_and_shrink_on_a_bad_one(village, join):
    assert village.ledger.lines
    new = join()
    asked, honest = [], new.line.ask

    def tap(method, path, body, sign):
        asked.append(path.partition("lines=")[2])
        return honest(method, path, body, sign)

    new.line.ask = tap
    for _ in range(3):
        new.line.lose_after = 1
        assert isinstance(new.exchange.round(), NoContact)
        new.line.lose_after, new.line.lose_request = 0, False
    assert isinstance(new.exchange.round(), Synced)
    sizes = [int(lines) for lines in asked if lines]
    few = FIRST_LINES // 8
    assert sizes[:3] == [FIRST_LINES, FIRST_LINES // 2, FIRST_LINES // 4]
    assert sizes[3:7] == [few, few * GROWTH, few * GROWTH**2, few * GROWTH**3]


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_a_restored_county_has_less_to_load(county, join):
    kiosk = join()
    check_in(kiosk, 300)
    kiosk.exchange.round()
    image = county.image()
    check_in(kiosk, 600)
    kiosk.exchange.round()
    new = join()
    new.line.lose_after = 1
    new.exchange.round()
    new.line.lose_after, new.line.lose_request = 0, False
    assert loading(new.ledger) == (0, 900)
    county.restore(image)
    # It knows nothing of the new kiosk either.
    enrol(new.ledger, new.line, county.code(), lambda: NOW_MS)
    new.restart()
    assert isinstance(new.exchange.round(), Synced)
    assert loading(new.ledger) is None
    assert len(new.ledger.lines) == 300


def test_by_stick_it_is_complete_too(county, village, join, stick):
    new = join()
    carry_out(new.ledger, stick)
    county_answers(county, stick)
    assert carry_in(new.ledger, stick).received == THERE
    assert loading(new.ledger) is None
    assert new.ledger.lines == village.ledger.lines


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_a_real_journal_closed_in_the_middle_goes_on(village, join, tmp_path):
    def opened():
        return open_store(tmp_path / "new", bytes(32), lambda: NOW_MS, os.urandom)

    store = opened()
    new = join(store.journal)
    new.line.lose_after = 2
    assert isinstance(new.exchange.round(), NoContact)
    new.line.lose_after, new.line.lose_request = 0, False
    here = store.journal.entry_count()
    assert 0 < here < THERE
    assert loading(store.journal) == (here, THERE)
    store.close()
    store = opened()
    assert loading(store.journal) == (here, THERE)
    again = Kiosk(store.journal, new.line)
    assert isinstance(again.exchange.round(), Synced)
    assert loading(store.journal) is None
    assert store.journal.entry_count() == THERE
    assert status_of(store.journal).state is State.ALL_SENT
    rows = dict(store.database.rows("SELECT key, row FROM visits"))
    assert len(rows) == THERE == len(village.ledger.views())
    store.close()
