"""What a fork put aside is reviewed at the kiosk, and the county has each visit once (I2, I11).
Real journals, a real county."""

from __future__ import annotations

import os
from dataclasses import replace

import msgspec
import pytest

from kiosk.services.review_aside import (
    EnteredNow,
    LeftOut,
    NotAside,
    enter_again,
    enter_all_again,
    leave_out,
    list_aside,
)
from kiosk.store.rebuild import rebuild
from kiosk.store.store import open_store
from sync.exchange.outcomes import Forked, Synced
from sync.exchange.status import State
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.clock import MINUTE_MS
from sync.standard.personal import Personal
from sync.standard.residents import RECORD, Consented, ResidentRegistered
from tests.exchange.test_restored_backup import KEY, Village
from tests.plain_ports import plain_ports


class Restored(Village):
    """A kiosk that went on from an old backup before its first round."""

    def __init__(self, folder, county, join):
        self.county = county
        super().__init__(folder, join)

    def open(self):
        self.store = open_store(self.folder, KEY, lambda: self.county.now_ms, os.urandom)
        store = self.store
        self.ports = replace(
            plain_ports(),
            journal=store.journal,
            residents=store.residents,
            visits=store.visits,
            merges=store.merges,
            claims=store.claims,
            settings=store.journal,
        )

    def reopen(self):
        """The power fails: what was not on the disk is gone."""
        self.store.close()
        self.open()
        self.kiosk.ledger = self.store.journal
        self.kiosk.restart()

    def come(self, person, minutes):
        """Comes, and goes so much later; 0: stays. The visit."""
        (ref,) = self.store.journal.append(CheckedIn(person))
        self.county.now_ms += minutes * MINUTE_MS
        if minutes:
            self.store.journal.append(CheckedOut(ref.text()))
        return ref.text()

    def here(self):
        """Who gave how many minutes, as this kiosk shows it."""
        rows = self.store.database.rows("SELECT row FROM visits")
        return given(row for (row,) in rows)

    def status(self):
        status = self.state()
        return status.state, status.put_aside


def given(rows):
    visits = [msgspec.json.decode(row, type=Visit) for row in rows]
    return sorted((visit.person, visit.minutes) for visit in visits if visit.person)


def at_county(county):
    return given(county.view("visits").values())


@pytest.fixture
def village(tmp_path, county, join):
    """Anna's visit is in the backup; Bert's is at the county alone; then the disk is damaged and
    the backup put back."""
    village = Restored(tmp_path / "one", county, join)
    village.come("anna", 10)
    assert isinstance(village.round(), Synced)
    village.store.database.back_up()
    village.come("bert", 20)
    assert isinstance(village.round(), Synced)
    village.restore()
    yield village
    village.store.close()


BEFORE = [("anna", 10), ("bert", 20)]
ASIDE = [("carla", 30), ("dora", 40), ("emil", 0)]


@pytest.fixture
def forked(village):
    """Offline, the kiosk went on: Carla has the place of Bert, Dora and Emil lie beyond."""
    village.come("carla", 30)
    village.come("dora", 40)
    village.emil = village.come("emil", 0)
    assert village.round() == Forked(epoch=2, put_aside=5)
    assert village.status() == (State.WAITING, 5)
    assert list_aside(village.ports) == [], "the county may have some of them"
    assert isinstance(village.round(), Synced)
    assert village.status() == (State.WAITING, 5)
    return village


def test_i2_i11_entered_again_each_visit_is_at_the_county_once(county, forked):
    matters = list_aside(forked.ports)
    assert [len(matter.kinds) for matter in matters] == [2, 2, 1]
    assert at_county(county) == BEFORE
    forked.county.now_ms += 500 * MINUTE_MS
    assert enter_all_again(forked.ports, "cadre") == EnteredNow(5)
    assert forked.status() == (State.WAITING, 0), "not at the county yet"
    forked.reopen()
    assert enter_all_again(forked.ports, "cadre") == NotAside(), "a second click"
    assert enter_again(forked.ports, matters[0].name, "cadre") == NotAside()
    assert leave_out(forked.ports, matters[0].name, "cadre", "") == NotAside()
    assert isinstance(forked.round(), Synced)
    assert forked.status() == (State.ALL_SENT, 0)
    assert at_county(county) == forked.here() == sorted(BEFORE + ASIDE)
    assert rebuild(forked.store.database).total == 0
    (emil,) = forked.store.visits.open_of("emil")
    forked.county.now_ms += 60 * MINUTE_MS
    forked.store.journal.append(CheckedOut(emil.visit))
    assert isinstance(forked.round(), Synced)
    assert ("emil", 560) in at_county(county)
    assert at_county(county) == forked.here()


def test_i11_one_is_entered_again_and_another_left_out(county, forked):
    carla, dora, emil = list_aside(forked.ports)
    assert enter_again(forked.ports, carla.name, "cadre") == EnteredNow(2)
    assert leave_out(forked.ports, dora.name, "cadre", "was not here") == LeftOut(2)
    assert forked.here() == sorted([*BEFORE, ("carla", 30), ("emil", 0)])
    forked.reopen()
    assert [matter.name for matter in list_aside(forked.ports)] == [emil.name]
    assert forked.status() == (State.WAITING, 1)
    assert enter_all_again(forked.ports, "cadre") == EnteredNow(1)
    assert isinstance(forked.round(), Synced)
    assert forked.status() == (State.ALL_SENT, 0)
    assert at_county(county) == forked.here() == sorted([*BEFORE, ("carla", 30), ("emil", 0)])


def test_i2_who_went_after_the_fork_was_found_keeps_her_minutes(county, forked):
    forked.county.now_ms += 25 * MINUTE_MS
    forked.store.journal.append(CheckedOut(forked.emil))
    assert isinstance(forked.round(), Synced)
    assert ("emil", 25) not in at_county(county), "the county knows only that somebody went"
    enter_all_again(forked.ports, "cadre")
    assert isinstance(forked.round(), Synced)
    assert ("emil", 25) in at_county(county)
    assert at_county(county) == forked.here()
    assert forked.status() == (State.ALL_SENT, 0)


def test_i2_what_the_county_had_received_is_not_put_aside(tmp_path, county, join):
    """The backup holds entries whose receipt came after it."""
    village = Restored(tmp_path / "one", county, join)
    village.come("anna", 10)
    village.store.database.back_up()
    village.come("bert", 20)
    assert isinstance(village.round(), Synced)
    village.restore()
    village.come("carla", 30)
    assert village.round() == Forked(epoch=2, put_aside=4)
    assert isinstance(village.round(), Synced)
    assert village.status() == (State.WAITING, 2)
    enter_all_again(village.ports, "cadre")
    assert isinstance(village.round(), Synced)
    assert at_county(county) == village.here() == [("anna", 10), ("bert", 20), ("carla", 30)]
    assert village.status() == (State.ALL_SENT, 0)
    village.store.close()


def test_i11_a_kiosk_restored_once_more_does_not_enter_it_a_second_time(county, forked):
    forked.store.database.back_up()
    assert enter_all_again(forked.ports, "cadre") == EnteredNow(5)
    assert isinstance(forked.round(), Synced)
    forked.restore()
    assert forked.status() == (State.WAITING, 5), "as it stood in the backup"
    assert isinstance(forked.round(), Synced)
    assert list_aside(forked.ports) == []
    assert forked.status() == (State.ALL_SENT, 0)
    assert at_county(county) == forked.here() == sorted(BEFORE + ASIDE)


def test_i11_somebody_registered_meanwhile_is_registered_at_the_county(county, village):
    village.store.journal.append(
        ResidentRegistered("gerda", Personal(name="Gerda")), Consented("gerda", RECORD, "1")
    )
    assert isinstance(village.round(), Forked)
    assert isinstance(village.round(), Synced)
    assert enter_all_again(village.ports, "cadre") == EnteredNow(2)
    assert isinstance(village.round(), Synced)
    gerda = village.store.residents.by_id("gerda")
    assert gerda.personal.name == "Gerda"
    assert gerda.is_active
    assert "gerda" in county.view("residents")
    assert village.status() == (State.ALL_SENT, 0)
