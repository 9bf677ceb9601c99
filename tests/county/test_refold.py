"""The county folds anew: after an upgrade what it could not read, when asked all of it."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, update

from sync.county.refold import rebuild
from sync.county.serve import county_key, main
from sync.county.tables import FOLDED, REPORTS, VIEW_TABLES
from sync.exchange.outcomes import Synced
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import HOUR_MS, Stamp
from sync.standard.entry import encode
from sync.standard.residents import RECORD, Consented, Personal, ResidentCorrected
from sync.standard.residents import ResidentRegistered as Registered
from sync.standard.settling import Settled
from tests.county.running import DONGSHENG, NOW_MS
from tests.exchange.conftest import join

__all__ = ["join"]

UNKNOWN = b'{"t":1789900000000,"f":{"k":"flew_to_the_moon.7"}}'


def as_an_older_county_left_it(county, device, seq):
    """It has the entry, could not read its kind, and has no such view."""
    report = (DONGSHENG, device, 1, seq, "unreadable.ValidationError")
    values = dict(zip(REPORTS.c.keys(), report, strict=True))
    for statement in (
        delete(VIEW_TABLES["settlements"]),
        insert(REPORTS).values(values),
        update(FOLDED).values(edition="older"),
    ):
        county.store.write(lambda c, one=statement: c.execute(one))


def upgrade(county):
    county.close()
    county._open()


def test_i16_what_the_county_could_not_read_is_folded_after_its_upgrade(county, join):
    kiosk = join()
    upgrade(county)
    kiosk.ledger.write(CheckedIn("anna"))
    kiosk.ledger.write(Settled("dev.1.1", "seen"))
    kiosk.ledger.write_line(UNKNOWN)
    kiosk.exchange.round()
    view = county.view("settlements")
    as_an_older_county_left_it(county, kiosk.ledger.device, 2)
    kiosk.exchange.round()
    kiosk.ledger.reports = {2: "unreadable.ValidationError", 3: "unreadable.ValidationError"}
    upgrade(county)
    assert county.view("settlements") == view
    assert county.reports() == [3], "what is unknown still is still reported"
    assert kiosk.exchange.round() == Synced()
    assert list(kiosk.ledger.reports) == [3], "the kiosk has learnt it"
    before = kiosk.line.requests
    kiosk.exchange.round()
    assert kiosk.line.requests == before + 1, "and asks no more"


def some_of_everything(kiosk):
    for n in range(30):
        person = f"person-{n}"
        kiosk.ledger.write(Registered(person, Personal(name=person, group=str(n % 3))))
        kiosk.ledger.write(Consented(person, RECORD, "1"))
        kiosk.ledger.write(ResidentCorrected(person, {"phone": "1", "name": "other"}))
        visit = kiosk.ledger.write(CheckedIn(person))
        kiosk.ledger.write(CheckedOut(visit.text()))
    kiosk.ledger.write(Settled("dev.1.1"))
    kiosk.ledger.write_line(encode(CheckedIn("ahead"), Stamp(NOW_MS + HOUR_MS)))
    kiosk.ledger.write_line(UNKNOWN)


def test_a_rebuild_gives_what_stood(county, join):
    one, two = join(), join()
    for kiosk in (one, two):
        some_of_everything(kiosk)
        kiosk.exchange.round()
    (done,) = rebuild(county.store, county_key(county.folder).encode())
    assert (done.village, done.entries, done.other) == (DONGSHENG, 306, 0)
    assert county.reports() == [153, 153]
    table = VIEW_TABLES["visits"]
    county.store.write(lambda c: c.execute(delete(table).where(table.c.person == "person-3")))
    assert [done.other for done in rebuild(county.store, county_key(county.folder).encode())] == [2]
    assert [done.other for done in rebuild(county.store, county_key(county.folder).encode())] == [0]


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_the_command_tells_what_it_found(county, join, capsys):
    kiosk = join()
    some_of_everything(kiosk)
    kiosk.exchange.round()
    assert main(["rebuild", "--data", str(county.folder)]) == 0
    assert "153" in capsys.readouterr().out
    county.store.write(lambda c: c.execute(delete(VIEW_TABLES["residents"])))
    assert main(["rebuild", "--data", str(county.folder)]) == 1
    assert "30" in capsys.readouterr().out
