"""I13: no unclamped clock decides. Two kiosks of one village on their real journals; the clock of
one is wrong, and says so nowhere."""

from __future__ import annotations

import os

import msgspec
import pytest

from kiosk.store.store import open_store
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS, TOLERANCE_MS
from sync.standard.residents import RECORD, Consented, Personal, ResidentCorrected
from sync.standard.residents import ResidentRegistered as Registered
from tests.county.running import DONGSHENG, NOW_MS

THREE_YEARS = 3 * 365 * DAY_MS
WRONG = {
    "1970": -NOW_MS,
    "three years ahead": THREE_YEARS,
    "an hour ahead": HOUR_MS,
    "an hour behind": -HOUR_MS,
}


class Kiosk:
    """Its clock is wrong by wrong_by_ms, which a test may change. is_real: as the program runs,
    with a clock that only runs."""

    def __init__(self, folder, county, wrong_by_ms=0, is_real=True):
        self.folder, self.county, self.wrong_by_ms = folder, county, wrong_by_ms
        self.is_real = is_real
        self.line = Line(county.url)
        self.open()

    def open(self):
        steady_ms = (lambda: self.county.now_ms - NOW_MS) if self.is_real else None
        self.store = open_store(
            self.folder, bytes(32), self.wall_ms, os.urandom, steady_ms=steady_ms
        )
        self.journal = self.store.journal
        self.exchange = Exchange(self.journal, self.line, self.wall_ms)

    def wall_ms(self):
        return self.county.now_ms + self.wrong_by_ms

    def enrol(self):
        outcome = enrol(self.journal, self.line, self.county.code(), self.wall_ms)
        assert isinstance(outcome, Enrolled)

    def round(self):
        outcome = self.exchange.round()
        assert isinstance(outcome, Synced)
        return outcome

    def restart(self):
        self.store.close()
        self.open()

    def visit_of(self, ref):
        return self.store.visits.by_id(ref.text())

    def close(self):
        self.line.close()
        self.store.close()


@pytest.fixture
def kiosks(county, tmp_path):
    made = []

    def make(wrong_by_ms=0, **more):
        made.append(Kiosk(tmp_path / f"kiosk-{len(made)}", county, wrong_by_ms, **more))
        return made[-1]

    yield make
    for kiosk in made:
        kiosk.close()


def agree(county, *kiosks):
    """All kiosks and the county have the same rows."""
    for kiosk in (*kiosks, *kiosks):
        kiosk.round()
    first, *others = (all_rows(kiosk) for kiosk in kiosks)
    for other in others:
        assert other == first
    assert {key: row for (table, key), row in first.items() if table == "visits"} == {
        key: msgspec.json.decode(body, type=Visit) for key, body in county.view("visits").items()
    }


def all_rows(kiosk):
    rows = {}
    for table in ("visits", "residents"):
        found = kiosk.store.database.rows(f"SELECT key, row FROM {table}")
        kind = Visit if table == "visits" else None
        for key, row in found:
            rows[table, key] = msgspec.json.decode(row, type=kind) if kind else row
    return rows


def pass_time(county, minutes):
    county.now_ms += minutes * MINUTE_MS


@pytest.mark.parametrize("wrong_by_ms", WRONG.values(), ids=WRONG)
def test_i13_no_hour_and_no_field_is_decided_by_a_wrong_clock(county, kiosks, wrong_by_ms):
    """From before the first contact on; and nobody knows until then."""
    wrong, right = kiosks(wrong_by_ms), kiosks()
    right.enrol()
    right.journal.append(Registered("anna", Personal(name="Anna")), Consented("anna", RECORD, "1"))
    right.round()
    (begun,) = wrong.journal.append(CheckedIn("anna"))
    wrong.journal.append(ResidentCorrected("anna", {"name": "Wrong"}))
    pass_time(county, 10)
    right.journal.append(ResidentCorrected("anna", {"name": "Right"}))
    pass_time(county, 10)
    wrong.enrol()
    wrong.round()
    pass_time(county, 10)
    wrong.journal.append(CheckedOut(begun.text()))
    (later,) = wrong.journal.append(CheckedIn("anna"))
    pass_time(county, 30)
    wrong.journal.append(CheckedOut(later.text()))
    agree(county, wrong, right)
    for kiosk in (wrong, right):
        assert kiosk.visit_of(begun).minutes == 0, "nobody knows how long that was"
        assert kiosk.visit_of(begun).needs_correction
        assert kiosk.visit_of(later).minutes == 30, "from the first contact on it is known"
        assert not kiosk.visit_of(later).is_doubtful
        if abs(wrong_by_ms) > HOUR_MS or wrong_by_ms > 0:
            assert kiosk.store.residents.by_id("anna").personal.name == "Right"


@pytest.mark.parametrize("wrong_by_ms", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_i13_after_the_first_contact_no_jump_is_followed(county, kiosks, wrong_by_ms):
    kiosk, other = kiosks(), kiosks()
    for one in (kiosk, other):
        one.enrol()
    (visit,) = kiosk.journal.append(CheckedIn("anna"))
    pass_time(county, 10)
    kiosk.wrong_by_ms = wrong_by_ms
    assert not kiosk.journal.clock_is_doubtful()
    pass_time(county, 10)
    kiosk.journal.append(CheckedOut(visit.text()))
    agree(county, kiosk, other)
    assert [one.visit_of(visit).minutes for one in (kiosk, other)] == [20, 20]


@pytest.mark.parametrize("wrong_by_ms", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_i13_after_a_restart_stamps_and_requests_are_right_at_once(county, kiosks, wrong_by_ms):
    kiosk = kiosks(wrong_by_ms)
    kiosk.enrol()
    kiosk.round()
    pass_time(county, 1)
    kiosk.restart()
    assert kiosk.journal.now_ms() == county.now_ms
    assert kiosk.journal.ahead_ms() == -wrong_by_ms
    before = kiosk.line.requests
    (visit,) = kiosk.journal.append(CheckedIn("anna"))
    pass_time(county, 20)
    kiosk.journal.append(CheckedOut(visit.text()))
    has_no_battery = abs(wrong_by_ms) > DAY_MS
    assert kiosk.journal.clock_is_doubtful() is has_no_battery
    kiosk.round()
    assert kiosk.line.requests == before + 2, "no request is refused for its time"
    assert kiosk.visit_of(visit).needs_correction is has_no_battery
    assert kiosk.visit_of(visit).minutes == (0 if has_no_battery else 20)


@pytest.mark.parametrize("was", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_i13_a_clock_that_was_set_right_while_the_machine_was_off(county, kiosks, was):
    """No stamp lies in the future; and one that may not be right says so, until the contact."""
    kiosk = kiosks(was)
    kiosk.enrol()
    kiosk.round()
    pass_time(county, 10)
    kiosk.wrong_by_ms = 0
    kiosk.restart()
    (visit,) = kiosk.journal.append(CheckedIn("anna"))
    start_ms = kiosk.visit_of(visit).start_ms
    assert start_ms <= county.now_ms
    assert kiosk.visit_of(visit).is_doubtful or abs(start_ms - county.now_ms) <= TOLERANCE_MS
    kiosk.round()
    assert not kiosk.journal.clock_is_doubtful()
    assert kiosk.journal.now_ms() == county.now_ms


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_i13_a_month_stamped_three_years_ahead_counts_in_its_own_order(county, kiosks):
    """Everything was written before the first contact; all of it arrives at one moment."""
    wrong, right = kiosks(THREE_YEARS, is_real=False), kiosks()
    right.enrol()
    wrong.journal.append(Registered("anna", Personal(name="first")), Consented("anna", RECORD, "1"))
    for n in range(30):
        pass_time(county, 1)
        wrong.journal.append(ResidentCorrected("anna", {"name": f"name {n}"}))
    wrong.enrol()
    wrong.round()
    assert wrong.journal.latest_ms() <= county.now_ms, "it stamps on from now, not from then"
    agree(county, wrong, right)
    assert wrong.store.residents.by_id("anna").personal.name == "name 29"
    assert right.store.residents.by_id("anna").registered_ms <= county.now_ms
    assert len(county.entries(DONGSHENG)) == 32
