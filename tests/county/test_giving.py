"""A county's tables: checked as a file, given to every village, and the same sums everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.store.store import open_store
from sync.county.giving import give_file
from sync.county.hours import VillageHours, joined_people, minutes_of_people, minutes_of_village
from sync.county.overview import figures
from sync.county.table_files import Fault, read_tables
from sync.exchange.outcomes import Synced
from sync.standard.attendance import CADRE, CheckedIn, CheckedOut, VisitEntered
from sync.standard.clock import HOUR_MS, MINUTE_MS, date_of, start_of
from sync.standard.county_tables import CountyTable, Dated, HoursTable
from sync.standard.hours import ledger, total
from sync.standard.merging import Merged
from tests.county.running import DONGSHENG, NOW_MS, sqlite_county
from tests.exchange.conftest import join

__all__ = ["join", "sqlite_county"]
SAMPLE = Path(__file__).parents[2] / "docs" / "county-tables.toml"
QUARTERS = "since = 2026-01-01\n[hours]\nrounding_minutes = 15\n"


@pytest.fixture
def county(sqlite_county):
    return sqlite_county


def test_the_sample_is_a_file_that_can_be_given():
    hours, stars, holidays = read_tables(SAMPLE.read_text("utf-8"))
    assert hours.table["credit_minutes"] == {"clean": 60, "elders": 90, "": 30}
    assert (stars.since, stars.table["hours"][0]) == ("2027-01-01", 100)
    assert holidays.since == f"{holidays.table['year']}-01-01"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("since = 2027-01-01\n[hours\nx = 1", "2"),
        ("since = 2027-01-01", "holidays"),
        ("[house]", "house"),
        ("hours = 3", "[hours]"),
        ("since = 2027-01-01\n[hours]\nrounding = 5", "rounding_minutes"),
        ("since = 2027-01-01\n[hours]\nrounding_minutes = 7", "7"),
        ("since = 2027-01-01\n[hours]\nrounding_minutes = 'x'", "rounding_minutes"),
        ("since = 2027-01-01\n[hours]\nclose_after_h = 30", "30"),
        ("since = 2027-01-01\n[hours.credit_minutes]\nsweep = 5", "sweep"),
        ("since = 2027-01-01\n[hours.credit_minutes]\nclean = 900", "900"),
        ("[hours]\nclose_after_h = 8", "since"),
        ("since = 'soon'\n[hours]\nclose_after_h = 8", "soon"),
        ("since = 2027-01-01\n[stars]\nhours = [100, 100]", "hours"),
        ("since = 2027-01-01\n[stars]\nhours = [1, 2, 3, 4, 5, 6]", "6"),
        ("since = 2027-01-01\n[stars]\nhours = [1, 2]\npoints = [1]", "points"),
        ("[holidays]\nyear = 27\noff = ['2027-01-01']", "27"),
        ("[holidays]\nyear = 2027\noff = []", "off"),
        ("[holidays]\nyear = 2027\noff = [2026-12-31]", "2026-12-31"),
        ("[holidays]\nyear = 2027\noff = ['31.12.']", "31.12."),
        ("[holidays]\nyear = 2027\noff = [2027-01-02]\non = [2027-01-02]", "2027-01-02"),
        ("[holidays]\nyear = 2027\noff = [2027-01-01]\non = [2027-01-04]", "2027-01-04"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text, told):
    with pytest.raises(Fault) as fault:
        read_tables(text)
    assert told in str(fault.value)


def test_a_wrong_file_gives_nobody_anything(county, tmp_path, capsys):
    county.code()
    file = tmp_path / "t.toml"
    file.write_text(QUARTERS + "[stars]\nhours = []\n", "utf-8")
    assert give_file(county.store, file, "") == 1
    file.write_text(QUARTERS, "utf-8")
    assert give_file(county.store, file, "321199009009") == 2
    told = capsys.readouterr().err
    assert "[stars]" in told
    assert "321199009009" in told


@pytest.fixture
def village(tmp_path, join):
    opened = []

    def make(name, code=DONGSHENG):
        store = open_store(tmp_path / name, bytes(32), lambda: NOW_MS, os.urandom)
        opened.append(store)
        return store, join(store.journal, code).exchange

    yield make
    for store in opened:
        store.close()


def enter(store, person, hours_ago, minutes):
    start_ms = NOW_MS - int(hours_ago * HOUR_MS)
    said = VisitEntered(person, start_ms, start_ms + minutes * MINUTE_MS, CADRE)
    store.journal.append(said, by="cadre")


def at_the_kiosk(store, person):
    tables = Dated(HoursTable(), store.rows.where(CountyTable, name="hours"))
    return total(ledger(store.visits.all_of(person), tables))


def test_kiosks_and_county_come_to_the_same_under_the_table_that_was_given(
    county, village, tmp_path
):
    (one, first), (two, second) = village("one"), village("two")
    enter(one, "anna", 5, 70)
    enter(two, "anna", 4, 70)
    enter(two, "anne", 3.5, 70)
    two.journal.append(Merged("anne", "anna"), by="cadre")
    enter(one, "bert", 2, 40)
    (tmp_path / "t.toml").write_text(QUARTERS, "utf-8")
    assert give_file(county.store, tmp_path / "t.toml", "") == 0
    for exchange in (first, second, first):
        assert isinstance(exchange.round(), Synced)
    # From 5 h ago 60 of 70 minutes, then 40 more of the next 70, and 30 of the last.
    people = county.store.read(lambda c: minutes_of_people(c, DONGSHENG))
    assert people == {"anna": 60 + 60 + 30, "bert": 30}
    for store in (one, two):
        assert {one: at_the_kiosk(store, one) for one in people} == people


def test_a_night_watch_counts_its_hours_at_kiosk_and_county(county, tmp_path, join):
    clock = [start_of(date_of(NOW_MS)) - 2 * HOUR_MS]
    store = open_store(tmp_path / "one", bytes(32), lambda: clock[0], os.urandom)
    (begun,) = store.journal.append(CheckedIn("anna", "patrol"))
    clock[0] += 4 * HOUR_MS
    store.journal.append(CheckedOut(begun.text()))
    assert isinstance(join(store.journal, DONGSHENG).exchange.round(), Synced)
    assert at_the_kiosk(store, "anna") == 240
    assert county.store.read(lambda c: minutes_of_people(c, DONGSHENG)) == {"anna": 240}
    store.close()


def test_what_a_village_came_to_is_remembered_only_until_it_goes_on(county, village):
    store, exchange = village("one")
    enter(store, "anna", 3, 60)
    exchange.round()
    hours = VillageHours()
    assert county.store.read(lambda c: hours.minutes(c, joined_people(c))) == {DONGSHENG: 60}
    enter(store, "anna", 2, 30)
    exchange.round()
    assert county.store.read(lambda c: figures(c, hours))[0].minutes == 90
    assert county.store.read(lambda c: minutes_of_village(c, DONGSHENG)) == 90


def test_a_village_that_enrols_later_gets_what_all_have(county, village, tmp_path):
    (tmp_path / "t.toml").write_text(QUARTERS, "utf-8")
    assert give_file(county.store, tmp_path / "t.toml", "") == 0
    store, exchange = village("one")
    exchange.round()
    (row,) = store.rows.where(CountyTable, name="hours")
    assert (row.since, row.said["rounding_minutes"]) == ("2026-01-01", 15)
    _, again = village("two")
    again.round()
    assert len(store.rows.where(CountyTable)) == 1
    assert isinstance(exchange.round(), Synced)
    assert store.rows.where(CountyTable)[0].word == row.word, "nobody was given it twice"
