"""What a stick brings."""

from __future__ import annotations

from sync.county.carry import Taken, Written
from sync.exchange.carry import CarriedIn, CarriedOut, StickWrong, carry_in, carry_out
from sync.exchange.outcomes import Forked, Synced
from sync.exchange.status import State
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn
from sync.standard.carry import Wrong
from tests.county.running import DONGSHENG, NOW_MS, XISHENG
from tests.exchange.carrying import check_in, county_answers, county_takes


def state(kiosk):
    return Worker(kiosk.ledger, kiosk.line, lambda: NOW_MS, lambda: 0.5).status().state


def trip(county, stick, *kiosks):
    """To the county and back."""
    for kiosk in kiosks:
        assert isinstance(carry_out(kiosk.ledger, stick), CarriedOut)
    county_takes(county, stick)
    county_answers(county, stick)
    return [carry_in(kiosk.ledger, stick) for kiosk in kiosks]


def test_what_was_carried_out_is_not_received_before_the_receipt_is_back(county, join, stick):
    kiosk = join()
    check_in(kiosk, 3)
    assert carry_out(kiosk.ledger, stick) == CarriedOut(entries=3, left=0)
    assert state(kiosk) is State.WAITING
    assert county_takes(county, stick) == [Taken(DONGSHENG, 3, 0, "", False)]
    assert county.entries() == kiosk.ledger.lines
    assert state(kiosk) is State.WAITING
    assert county_answers(county, stick) == [Written(DONGSHENG, 3)]
    assert carry_in(kiosk.ledger, stick) == CarriedIn(3, 0, 0, 0)
    assert state(kiosk) is State.ALL_SENT
    assert kiosk.ledger.last_contact_ms() == county.now_ms
    assert kiosk.exchange.round() == Synced(), "the line has nothing left to do"


def test_a_stick_serves_several_kiosks_and_villages(county, join, stick):
    one, two, there = join(), join(), join(village=XISHENG)
    for times, kiosk in enumerate((one, two, there), 1):
        check_in(kiosk, times)
    came = trip(county, stick, one, two, there)
    assert came == [CarriedIn(1, 2, 0, 0), CarriedIn(2, 1, 0, 0), CarriedIn(3, 0, 0, 0)]
    assert one.ledger.lines == two.ledger.lines == county.entries()
    assert there.ledger.lines == county.entries(XISHENG)


def test_a_months_backlog_goes_in_one_trip(county, join, stick):
    one, two = join(), join()
    check_in(one, 9000)
    assert trip(county, stick, one, two) == [CarriedIn(9000, 0, 0, 0), CarriedIn(0, 9000, 0, 0)]
    assert two.ledger.views() == one.ledger.views()


def test_what_the_county_could_not_fold_is_told(county, join, stick):
    kiosk = join()
    kiosk.ledger.write_line(b'{"t":1790000000000,"f":{"k":"flew_to_the_moon.7"}}')
    assert trip(county, stick, kiosk) == [CarriedIn(1, 0, 1, 0)]


def test_i11_a_restored_county_gets_everything_again_by_stick(county, join, stick):
    kiosk, other = join(), join()
    check_in(kiosk, 4)
    check_in(other, 2)
    trip(county, stick, kiosk, other)
    image = county.image()
    check_in(kiosk, 3)
    trip(county, stick, kiosk, other)
    trip(county, stick, kiosk, other)
    county.restore(image)
    check_in(kiosk)
    carry_out(kiosk.ledger, stick)
    assert county_takes(county, stick)[0].refused == "gap" or len(county.entries()) == 6
    county_answers(county, stick)
    assert carry_in(kiosk.ledger, stick).is_again
    assert state(kiosk) is State.WAITING
    assert trip(county, stick, kiosk, other)[0].is_again is False
    trip(county, stick, kiosk, other)
    assert county.entries() == kiosk.ledger.lines == other.ledger.lines
    assert state(kiosk) is State.ALL_SENT


def test_i11_a_restored_device_takes_its_own_back_by_stick(county, join, stick):
    kiosk, other = join(), join()
    check_in(kiosk, 2)
    trip(county, stick, kiosk)
    image = kiosk.ledger.copy()
    check_in(kiosk, 3)
    check_in(other, 2)
    trip(county, stick, kiosk, other)
    kiosk.ledger = image
    assert carry_in(image, stick) == StickWrong(Wrong.OLD), "it answers what is no more"
    assert trip(county, stick, kiosk) == [CarriedIn(3, 5, 0, 0)]
    assert image.lines == county.entries()


def test_i4_another_history_is_found_by_stick(county, join, stick):
    kiosk = join()
    check_in(kiosk, 2)
    trip(county, stick, kiosk)
    image = kiosk.ledger.copy()
    kiosk.ledger.write(CheckedIn("anna"))
    trip(county, stick, kiosk)
    kiosk.ledger = image
    image.write(CheckedIn("bert"))
    assert trip(county, stick, kiosk) == [Forked(epoch=2, put_aside=1)]
    assert carry_in(image, stick) == StickWrong(Wrong.OLD)
    image.write(CheckedIn("carla"))
    trip(county, stick, kiosk)
    assert any(b"carla" in line for line in county.entries().values())
    assert state(kiosk) is State.WAITING, "a tail put aside is not all sent"
