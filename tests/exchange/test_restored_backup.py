"""A backup is put back, at the kiosk by its own command or at the county: a round heals it or says
that there is a fork (I11). Real journals, real files."""

from __future__ import annotations

import os
import sqlite3

import pytest

from kiosk.errors import DatabaseDamaged
from kiosk.store import folder as files
from kiosk.store.restore import restore_newest_backup
from kiosk.store.store import open_store
from sync.exchange.outcomes import Forked, Synced
from sync.exchange.status import State
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn, CheckedOut
from tests.county.running import NOW_MS, Image

KEY = bytes(32)


class Village:
    """A kiosk over its real journal."""

    def __init__(self, folder, join):
        self.folder = folder
        self.told = []
        self.open()
        self.kiosk = join(self.store.journal)

    def open(self):
        self.store = open_store(self.folder, KEY, lambda: NOW_MS, os.urandom)

    def check_in(self, times):
        for n in range(times):
            self.told += self.store.journal.append(CheckedIn(f"person-{len(self.told)}-{n}"))

    def round(self):
        return self.kiosk.exchange.round()

    def restore(self):
        """The disk is damaged; the officer has the newest backup put back."""
        self.store.close()
        (self.folder / files.CLEAN).unlink()
        path = self.folder / files.DATABASE
        whole = path.read_bytes()
        path.write_bytes(whole[:9000] + b"spoilt!!" * 8 + whole[9064:])
        with pytest.raises(DatabaseDamaged):
            self.open()
        restore_newest_backup(self.folder, KEY)
        self.open()
        self.kiosk.ledger = self.store.journal
        self.kiosk.restart()

    def state(self):
        return Worker(self.store.journal, self.kiosk.line, lambda: NOW_MS, lambda: 0.5).status()


@pytest.fixture
def found(tmp_path, join):
    """found(name): a village's kiosk, enrolled."""
    villages = []

    def make(name):
        villages.append(Village(tmp_path / name, join))
        return villages[-1]

    yield make
    for village in villages:
        village.store.close()


def backup_of(county):
    """SQLite's file is copied while the county serves, by SQLite's own means."""
    if county.cluster:
        return county.image()
    copy = county.folder.with_name("copy.sqlite")
    source, target = sqlite3.connect(county.folder / "county.sqlite"), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    key = (county.folder / "county.key").read_bytes()
    return Image({"county.sqlite": copy.read_bytes(), "county.key": key}, "")


def test_i11_a_restored_kiosk_gets_back_what_the_county_has(county, found):
    village, other = found("one"), found("two")
    village.check_in(20)
    assert village.round() == Synced(sent=20)
    village.store.database.back_up()
    village.check_in(30)
    assert village.round() == Synced(sent=30)
    other.check_in(3)
    assert isinstance(other.round(), Synced)
    village.restore()
    assert village.store.journal.head().seq == 20
    assert isinstance(village.round(), Synced)
    assert village.store.journal.head().seq == 50
    assert village.store.journal.count_aside() == 0
    assert village.store.database.check() == []
    visits = {row[0] for row in village.store.database.rows("SELECT key FROM visits")}
    assert visits == {ref.text() for ref in (*village.told, *other.told)}
    village.check_in(1)
    assert village.round() == Synced(sent=1)
    assert set(county.entries()) == {*village.told, *other.told}
    assert county.numbers() == list(range(1, 55))
    assert village.state().state is State.ALL_SENT


def test_i11_a_restored_kiosk_that_went_on_before_its_round_reports_a_fork(county, found):
    village = found("one")
    village.check_in(20)
    village.round()
    village.store.database.back_up()
    village.check_in(5)
    village.round()
    village.restore()
    later = village.store.journal.append(CheckedIn("after"))
    assert later[0] in village.told, "the place is taken already"
    assert village.round() == Forked(epoch=2, put_aside=1)
    assert set(county.entries()) == set(village.told), "nothing of the county's was changed"
    assert isinstance(village.round(), Synced)
    village.check_in(2)
    village.store.journal.append(CheckedOut(later[0].text()))
    assert isinstance(village.round(), Synced)
    assert set(village.told) < set(county.entries())
    visits = dict(village.store.database.rows("SELECT key, row FROM visits"))
    assert visits == county.view("visits"), "one name means one visit, here and there"
    assert len(visits) == 27
    aside = village.store.database.rows("SELECT seq, line FROM conflicts")
    assert [(seq, b'"after"' in line) for seq, line in aside] == [(21, True)]
    assert (village.state().state, village.state().put_aside) == (State.WAITING, 1)


def test_i11_a_county_from_an_older_backup_gets_everything_again(county, found):
    one, two = found("one"), found("two")
    for village, times in ((one, 12), (two, 5)):
        village.check_in(times)
        assert isinstance(village.round(), Synced)
    image = backup_of(county)
    for village in (two, one, two, one):
        village.check_in(4)
        assert isinstance(village.round(), Synced)
    county.restore(image)
    one.check_in(1)
    for village in (one, two, one, two):
        assert isinstance(village.round(), Synced)
    told = {*one.told, *two.told}
    assert set(county.entries()) == told
    assert county.numbers() == list(range(1, len(told) + 1))
    assert set(county.view("visits")) == {ref.text() for ref in told}
    for village in (one, two):
        rows = dict(village.store.database.rows("SELECT key, row FROM visits"))
        assert rows == county.view("visits")
        assert village.state().state is State.ALL_SENT


def test_i2_i11_a_county_older_than_a_fork_leaves_nothing_unsaid(county, found):
    village = found("one")
    village.check_in(10)
    village.round()
    older = backup_of(county)
    village.check_in(10)
    village.round()
    village.store.database.back_up()
    village.check_in(1)
    village.round()
    village.restore()
    village.check_in(1)
    assert village.round() == Forked(epoch=2, put_aside=1)
    assert isinstance(village.round(), Synced)
    assert len(village.store.journal.put_aside()) == 1
    county.restore(older)
    village.check_in(2)
    for _ in range(3):
        village.round()
    epochs = [ref.epoch for ref in county.entries()]
    assert (epochs.count(1), epochs.count(2)) == (10, 2)
    aside = village.store.journal.put_aside()
    # Both that were the 21st: the one that the county had, and the one that it never took.
    assert [one.entry.origin.ref.seq for one in aside] == [*range(11, 21), 21, 21]
    assert (village.state().state, village.state().put_aside) == (State.WAITING, 12)
