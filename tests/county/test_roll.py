"""The roll of kiosks, and what becomes of one that is taken off it."""

from __future__ import annotations

import pytest

from sync.county.carry import Left, Taken
from sync.county.roll import revoke, roll
from sync.county.serve import main
from sync.exchange.carry import carry_out
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.outcomes import NotEnrolled, Synced
from sync.exchange.worker import trouble_of
from sync.standard.carry import Wrong
from tests.county.running import DONGSHENG, NOW_MS, XISHENG
from tests.exchange.carrying import check_in, county_takes
from tests.exchange.conftest import join, stick

__all__ = ["join", "stick"]


def test_the_roll_tells_every_kiosk(county, join):
    one, _, there = join(), join(), join(village=XISHENG)
    check_in(one, 3)
    one.exchange.round()
    check_in(there)
    county.now_ms += 60_000
    there.exchange.round()
    told = [
        (k.village, k.device, k.last_contact_ms, k.entries, k.is_revoked)
        for k in county.store.read(roll)
    ]
    assert told == [
        (DONGSHENG, "kiosk-1", NOW_MS, 3, False),
        (DONGSHENG, "kiosk-2", NOW_MS, 0, False),
        (XISHENG, "kiosk-3", NOW_MS + 60_000, 1, False),
    ]
    assert len(county.store.read(lambda c: roll(c, XISHENG))) == 1


def test_a_revoked_kiosk_keeps_its_entries_and_brings_them_when_it_is_put_back(county, join, stick):
    kiosk, other = join(), join()
    check_in(kiosk, 2)
    kiosk.exchange.round()
    check_in(kiosk, 3)
    assert county.store.write(lambda c: revoke(c, DONGSHENG, "kiosk-1")) == ["kiosk-1"]
    outcome = kiosk.exchange.round()
    assert outcome == NotEnrolled(is_revoked=True)
    assert trouble_of(outcome) == "revoked"
    carry_out(kiosk.ledger, stick)
    (left,) = county_takes(county, stick)
    assert isinstance(left, Left)
    assert left.why is Wrong.OTHER_VILLAGE
    assert len(kiosk.ledger.lines) == 5
    assert len(county.entries()) == 2
    assert isinstance(other.exchange.round(), Synced), "the others go on"
    county.store.write(lambda c: revoke(c, DONGSHENG, "kiosk-1", undo=True))
    (taken,) = county_takes(county, stick)
    assert isinstance(taken, Taken)
    assert county.entries() == kiosk.ledger.lines
    assert isinstance(kiosk.exchange.round(), Synced)


def test_a_new_code_puts_a_kiosk_back_too(county, join):
    kiosk = join()
    check_in(kiosk)
    county.store.write(lambda c: revoke(c, DONGSHENG, "kiosk-1"))
    assert isinstance(enrol(kiosk.ledger, kiosk.line, county.code(), lambda: NOW_MS), Enrolled)
    assert kiosk.exchange.round() == Synced(sent=1)


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_the_commands(county, join, capsys):
    assert main(["devices", "--data", str(county.folder)]) == 0
    join(), join()
    asked = ["--data", str(county.folder), "--village", DONGSHENG]
    assert main(["revoke", *asked, "--device", "kiosk"]) == 1, "two begin so"
    assert main(["revoke", *asked, "--device", "nobody"]) == 1
    assert not any(one.is_revoked for one in county.store.read(roll))
    assert main(["revoke", *asked, "--device", "kiosk-2"]) == 0
    assert [one.is_revoked for one in county.store.read(roll)] == [False, True]
    capsys.readouterr()
    assert main(["devices", *asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [("kiosk-1" in line, "kiosk-2" in line) for line in lines] == [
        (True, False),
        (False, True),
    ]
    assert lines[1].endswith("\u5df2\u505c\u7528")
    assert main(["revoke", *asked, "--device", "kiosk-2", "--undo"]) == 0
    assert not any(one.is_revoked for one in county.store.read(roll))
