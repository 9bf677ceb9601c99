"""The protocol's invariants, by their names, as far as kiosk, line and county go."""

from __future__ import annotations

import msgspec
import pytest

from sync.exchange.outcomes import Forked, NoContact, Refused, Synced
from sync.exchange.pull import place
from sync.exchange.status import State
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.entry import chain
from sync.standard.wire import VILLAGE
from tests.county.running import NOW_MS, XISHENG

LONG = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(4000)).encode()


def status_of(kiosk):
    return Worker(kiosk.ledger, kiosk.line, lambda: NOW_MS, lambda: 0.5).status()


def check_in(kiosk, times=1):
    return [kiosk.ledger.write(CheckedIn(f"person-{n}", "clean")) for n in range(times)]


def test_i1_a_lost_answer_makes_nothing_twice(county, join):
    kiosk = join()
    check_in(kiosk, 3)
    kiosk.exchange.round()
    check_in(kiosk, 2)
    kiosk.line.lose_answer = True
    assert isinstance(kiosk.exchange.round(), NoContact)
    assert len(county.entries()) == 5
    assert kiosk.ledger.acknowledged() == 3
    assert status_of(kiosk).state is State.WAITING
    assert isinstance(kiosk.exchange.round(), Synced)
    assert county.entries() == kiosk.ledger.lines
    assert county.numbers() == [1, 2, 3, 4, 5]
    assert len(county.view("visits")) == 5
    assert status_of(kiosk).state is State.ALL_SENT


def test_i1_a_lost_request_loses_nothing(county, join):
    kiosk = join()
    check_in(kiosk)
    kiosk.line.lose_request = True
    assert isinstance(kiosk.exchange.round(), NoContact)
    assert county.entries() == {}
    assert kiosk.exchange.round() == Synced(sent=1)
    assert county.entries() == kiosk.ledger.lines


def test_i3_the_county_has_the_devices_order_and_chain(county, join):
    kiosk = join()
    check_in(kiosk, 1200)
    assert kiosk.exchange.round() == Synced(sent=1200)
    link = b"\0" * 32
    for ref, line in sorted(county.entries().items()):
        link = chain(link, ref.seq, line)
    assert link == kiosk.ledger.head().hash


def test_i4_a_device_with_another_history_opens_an_epoch_and_says_so(county, join):
    kiosk = join()
    check_in(kiosk, 2)
    kiosk.exchange.round()
    image = kiosk.ledger.copy()
    kiosk.ledger.write(CheckedIn("anna"))
    kiosk.exchange.round()
    kiosk.ledger = image
    kiosk.restart()
    image.write(CheckedIn("bert"))
    assert kiosk.exchange.round() == Forked(epoch=2, put_aside=1)
    assert status_of(kiosk).put_aside == 1
    image.write(CheckedIn("carla"))
    assert isinstance(kiosk.exchange.round(), Synced)
    kept = {(ref.epoch, ref.seq): line for ref, line in county.entries().items()}
    assert b"anna" in kept[1, 3]
    assert b"carla" in kept[2, 1]
    assert status_of(kiosk).state is State.WAITING, "a tail put aside is not all sent"


def test_i6_pull_has_no_gap_and_the_cursor_passes_nothing(county, join):
    first, second = join(), join()
    for _ in range(3):
        check_in(first, 700)
        first.exchange.round()
        check_in(second, 3)
        second.exchange.round()
    first.exchange.round()
    assert county.numbers() == list(range(1, 2110))
    assert first.ledger.cursor(VILLAGE) == second.ledger.cursor(VILLAGE) == 2109
    assert first.ledger.lines == second.ledger.lines == county.entries()
    assert first.ledger.views() == second.ledger.views()


def test_i6_a_lost_page_leaves_the_cursor(join):
    first, second = join(), join()
    check_in(first, 5)
    first.exchange.round()
    second.exchange.round()
    check_in(first, 5)
    first.exchange.round()
    check_in(second)
    second.line.lose_answer_of = "/pull"
    assert isinstance(second.exchange.round(), NoContact)
    assert second.ledger.cursor(VILLAGE) == place(second.ledger).at == 5
    assert isinstance(second.exchange.round(), Synced)
    assert second.ledger.cursor(VILLAGE) == 11
    assert len(second.ledger.lines) == 11


def test_i7_no_row_outside_its_village(county, join):
    here, there, beside = join(), join(village=XISHENG), join(village=XISHENG)
    check_in(here, 4)
    here.exchange.round()
    assert there.exchange.round() == Synced()
    check_in(there, 2)
    there.exchange.round()
    assert beside.exchange.round() == Synced(received=2)
    assert there.ledger.lines == beside.ledger.lines == county.entries(XISHENG)


def test_i7_the_village_is_the_enrolments_and_not_the_askers_wish(join):
    here, there = join(), join(village=XISHENG)
    check_in(here, 4)
    here.exchange.round()
    there.ledger.settings["exchange.village"] = here.ledger.settings["exchange.village"]
    there.exchange.round()
    assert there.ledger.lines == {}


@pytest.mark.parametrize(
    "poison",
    [
        b'{"t":1790000000000,"f":{"k":"flew_to_the_moon.7","person":"a"}}',
        b"not json at all",
        b"\xff\xfe\x00",
        b"",
        b'{"t":' + b"9" * 40 + b',"f":{"k":"checked_in.1","person":"a"}}',
        b'{"t":1790000000000,"f":{"k":"checked_out.1","visit":"\\u0000"}}',
        b'{"t":1790000000000,"f":{"k":"corrected.1","person":"a","changed":{"name":7}}}',
        b'{"t":1,"f":{"k":"\\u0000"}}',
        b"[" * 9000,
        b'{"t":1790000000000,"f":{"k":"checked_out.1","visit":"%s"}}' % LONG,
    ],
)
def test_i10_one_bad_entry_stops_nobody(county, join, poison):
    kiosk = join()
    kiosk.ledger.write(CheckedIn("before"))
    kiosk.ledger.write_line(poison)
    kiosk.ledger.write(CheckedIn("after"))
    outcome = kiosk.exchange.round()
    assert outcome == Synced(sent=3, reported=len(county.reports()))
    assert county.entries() == kiosk.ledger.lines
    assert len(county.view("visits")) >= 2
    assert kiosk.exchange.round() == Synced()


def test_i10_an_unknown_kind_is_reported_back(county, join):
    kiosk = join()
    check_in(kiosk)
    kiosk.exchange.round()
    unknown = b'{"t":1790000000000,"f":{"k":"flew_to_the_moon.7"}}'
    kiosk.ledger.write_line(unknown)
    assert kiosk.exchange.round() == Synced(sent=1, reported=1)
    kiosk.ledger.write_line(unknown)
    kiosk.line.lose_answer = True
    assert isinstance(kiosk.exchange.round(), NoContact)
    assert county.reports() == [2, 3]


def test_i11_a_restored_county_gets_everything_again(county, join):
    first, second = join(), join()
    for kiosk, times in ((first, 10), (second, 5)):
        check_in(kiosk, times)
        kiosk.exchange.round()
    image = county.image()
    for kiosk in (second, first, second, first):
        check_in(kiosk, 7)
        kiosk.exchange.round()
    county.restore(image)
    check_in(first)
    for kiosk in (first, second, first, second):
        assert isinstance(kiosk.exchange.round(), Synced)
    assert county.numbers() == list(range(1, 45))
    assert county.entries() == first.ledger.lines == second.ledger.lines
    assert set(county.view("visits")) == {ref.text() for ref in first.ledger.lines}
    assert status_of(first).state is status_of(second).state is State.ALL_SENT


def test_i11_a_restored_county_that_grew_again_is_known_by_its_mark(county, join):
    first, second, third = join(), join(), join()
    image = county.image()
    check_in(first, 3)
    first.exchange.round()
    second.exchange.round()
    county.restore(image)
    check_in(third, 5)
    for kiosk in (third, second, first, second):
        assert isinstance(kiosk.exchange.round(), Synced)
    assert second.ledger.lines == county.entries() == first.ledger.lines


def test_i11_what_a_restored_county_lost_is_not_called_all_sent(county, join):
    kiosk = join()
    image = county.image()
    check_in(kiosk, 3)
    kiosk.exchange.round()
    county.restore(image)
    kiosk.line.lose_after = 1
    assert isinstance(kiosk.exchange.round(), NoContact), "the hello passed, the push did not"
    assert status_of(kiosk).state is State.WAITING
    assert isinstance(kiosk.exchange.round(), Synced)
    assert status_of(kiosk).state is State.ALL_SENT


def test_i11_a_restored_device_takes_its_own_entries_back(county, join):
    kiosk, other = join(), join()
    check_in(kiosk, 2)
    kiosk.exchange.round()
    image = kiosk.ledger.copy()
    check_in(kiosk, 3)
    kiosk.exchange.round()
    check_in(other, 2)
    other.exchange.round()
    kiosk.ledger = image
    kiosk.restart()
    assert kiosk.exchange.round() == Synced(received=5)
    assert image.head().seq == 5
    image.write(CheckedIn("later"))
    assert kiosk.exchange.round() == Synced(sent=1)
    assert county.entries() == image.lines


def test_i15_every_changed_byte_of_a_push_is_refused(county, join):
    kiosk = join()
    check_in(kiosk, 2)
    line = kiosk.line
    sent = []
    honest = line.ask

    def tap(method, path, body, sign):
        sent.append((method, path, body, sign))
        return honest(method, path, body, sign)

    line.ask = tap
    kiosk.exchange.round()
    method, path, body, sign = sent[-1]
    before = county.entries()
    for at in range(len(body)):
        changed = body[:at] + bytes((body[at] ^ 1,)) + body[at + 1 :]
        assert honest(method, path, changed, sign).status == 401
    assert honest(method, path, body[:-1], sign).status == 401
    assert honest(method, path, body, sign).status == 200, "the honest one still passes"
    assert county.entries() == before


def test_i15_a_changed_answer_is_no_contact(join):
    kiosk = join()
    kiosk.exchange.round()
    contact_ms = kiosk.ledger.last_contact_ms()
    check_in(kiosk)
    honest = kiosk.line.ask

    def forge(*asked):
        answer = honest(*asked)
        return type(answer)(
            answer.status, answer.body.replace(b'"ack":1', b'"ack":9'), answer.signature
        )

    kiosk.line.ask = forge
    assert isinstance(kiosk.exchange.round(), NoContact)
    assert kiosk.ledger.acknowledged() == 0
    assert kiosk.ledger.last_contact_ms() == contact_ms


def test_i15_a_line_changed_on_the_devices_own_disk_is_refused(county, join):
    kiosk = join()
    refs = check_in(kiosk, 3)
    kiosk.ledger.lines[refs[1]] = kiosk.ledger.lines[refs[1]].replace(b"person-1", b"person-9")
    assert kiosk.exchange.round() == Refused("chain")
    assert county.entries() == {}


def test_a_visit_ended_in_a_later_batch_counts_its_minutes(county, join):
    kiosk = join()
    (ref,) = check_in(kiosk)
    kiosk.exchange.round()
    kiosk.ledger.stamp = msgspec.structs.replace(
        kiosk.ledger.stamp, ms=kiosk.ledger.stamp.ms + 3_600_000
    )
    kiosk.ledger.write(CheckedOut(ref.text()))
    kiosk.exchange.round()
    visit = msgspec.json.decode(county.view("visits")[ref.text()], type=Visit)
    assert visit.minutes == 60
