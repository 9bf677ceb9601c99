"""Two kiosks of one village mend the same person apart; they and the county come to the same."""

from __future__ import annotations

import os

import msgspec
import pytest

from kiosk.store.store import open_store
from sync.exchange.outcomes import Synced
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    Resident,
    ResidentCorrected,
    ResidentRegistered,
)
from tests.county.running import DONGSHENG, NOW_MS

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
