"""What the county says beside its receipts: what it found odd, what counts otherwise, what it
decided itself. Nothing of it is lost with an answer."""

from __future__ import annotations

import pytest

from sync.county.decisions import decide
from sync.county.push import MOST_NEWS
from sync.exchange.carry import carry_in, carry_out
from sync.exchange.outcomes import NoContact, Synced
from sync.standard.attendance import CheckedIn
from sync.standard.clock import HOUR_MS, Stamp
from sync.standard.entry import decode, encode
from sync.standard.origin import COUNTY, Ref
from sync.standard.settling import Settled
from tests.county.running import DONGSHENG, NOW_MS, XISHENG
from tests.exchange.carrying import check_in, county_answers

UNKNOWN = b'{"t":1789900000000,"f":{"k":"flew_to_the_moon.7"}}'
AHEAD = encode(CheckedIn("ahead"), Stamp(NOW_MS + HOUR_MS))


def decide_for(county, village, *names):
    facts = [(name, Settled(name)) for name in names]
    county.store.write(lambda c: [decide(c, village, key, fact) for key, fact in facts])


def write_odd(kiosk):
    check_in(kiosk)
    kiosk.ledger.write_line(UNKNOWN)
    kiosk.ledger.write_line(AHEAD)


def knows_what_was_odd(kiosk, now_ms=NOW_MS):
    ref = Ref(kiosk.ledger.device, 1, 3)
    assert list(kiosk.ledger.reports) == [2]
    assert kiosk.ledger.clamps == {ref: now_ms}
    return True


def settlements(kiosk):
    return {key for table, key in kiosk.ledger.views() if table == "settlements"}


def test_a_receipt_tells_what_was_odd(join):
    kiosk = join()
    write_odd(kiosk)
    assert kiosk.exchange.round() == Synced(sent=3, reported=1)
    assert knows_what_was_odd(kiosk)


def test_what_a_lost_receipt_said_comes_with_the_next_hello(join):
    kiosk = join()
    kiosk.exchange.round()
    write_odd(kiosk)
    kiosk.line.lose_answer = True
    assert isinstance(kiosk.exchange.round(), NoContact)
    assert kiosk.ledger.reports == {}
    assert kiosk.exchange.round() == Synced()
    assert knows_what_was_odd(kiosk)
    assert kiosk.ledger.told() == 3


def test_what_was_odd_comes_by_stick(county, join, stick):
    kiosk = join()
    write_odd(kiosk)
    carry_out(kiosk.ledger, stick)
    county_answers(county, stick)
    assert carry_in(kiosk.ledger, stick).reported == 1
    assert knows_what_was_odd(kiosk, county.now_ms)
    assert kiosk.ledger.told() == 3


def test_more_that_is_odd_than_one_answer_holds_comes_with_more_hellos(join):
    kiosk = join()
    for _ in range(MOST_NEWS + 5):
        kiosk.ledger.write_line(UNKNOWN)
    kiosk.exchange.round()
    kiosk.ledger.reports.clear()
    kiosk.ledger.told_seq = 0
    before = kiosk.line.requests
    assert kiosk.exchange.round() == Synced()
    assert kiosk.line.requests == before + 2
    assert list(kiosk.ledger.reports) == list(range(1, MOST_NEWS + 6))


def test_every_kiosk_counts_a_clamped_entry_alike(join):
    one, two = join(), join()
    write_odd(one)
    one.exchange.round()
    two.exchange.round()
    assert one.ledger.views() == two.ledger.views()
    (visit,) = [row for (_, key), row in two.ledger.views().items() if key.endswith("1.3")]
    assert visit.start_ms == NOW_MS
    assert visit.is_doubtful


def test_an_entry_from_the_future_of_a_kind_not_known_here_is_clamped_too(join):
    kiosk = join()
    line = b'{"t":%d,"f":{"k":"flew_to_the_moon.7"}}' % (NOW_MS + HOUR_MS)
    ref = kiosk.ledger.write_line(line)
    kiosk.exchange.round()
    assert kiosk.ledger.clamps == {ref: NOW_MS}


def test_the_countys_own_entry_arrives_in_the_same_round(county, join):
    one, two = join(), join()
    one.exchange.round()
    decide_for(county, DONGSHENG, "a", "b")
    check_in(one)
    before = one.line.requests
    assert one.exchange.round(ask_anyway=False) == Synced(sent=1, received=2)
    assert one.line.requests == before + 2, "one push, one page"
    assert settlements(one) == {"a", "b"}
    assert two.exchange.round() == Synced(received=3)
    assert one.ledger.lines == two.ledger.lines == county.entries()
    assert one.ledger.views() == two.ledger.views()


def test_with_nothing_decided_one_later_check_in_is_one_short_request(join):
    kiosk = join()
    check_in(kiosk, 5)
    kiosk.exchange.round()
    line = kiosk.line
    before = line.requests, line.sent_bytes + line.received_bytes
    check_in(kiosk)
    assert kiosk.exchange.round(ask_anyway=False) == Synced(sent=1)
    assert line.requests == before[0] + 1
    # Beside the bodies go about 400 bytes of HTTP and signatures; the bench counts them all.
    assert line.sent_bytes + line.received_bytes - before[1] <= 300


def test_decisions_for_another_village_wait_until_it_comes_by(county, join, stick):
    here, there = join(), join(village=XISHENG)
    decide_for(county, XISHENG, "a")
    decide_for(county, XISHENG, "a", "b")
    check_in(here)
    assert here.exchange.round() == Synced(sent=1)
    assert county.entries(XISHENG) == {}
    assert there.exchange.round() == Synced(received=2), "the same decision twice is one"
    assert settlements(there) == {"a", "b"}
    decide_for(county, XISHENG, "c")
    carry_out(there.ledger, stick)
    county_answers(county, stick)
    assert carry_in(there.ledger, stick).received == 1
    assert settlements(there) == {"a", "b", "c"}
    assert settlements(here) == set()
    assert county.numbers(XISHENG) == [1, 2, 3]


def test_i11_a_restored_county_gives_no_new_decision_the_identity_of_a_lost_one(county, join):
    kiosk = join()
    check_in(kiosk)
    kiosk.exchange.round()
    image = county.image()
    decide_for(county, DONGSHENG, "lost")
    kiosk.exchange.round()
    county.restore(image)
    county.now_ms += 1000
    decide_for(county, DONGSHENG, "new")
    kiosk.exchange.round()
    assert settlements(kiosk) == {"lost", "new"}
    texts = [
        decode(ref, line).fact.entry
        for ref, line in kiosk.ledger.lines.items()
        if ref.device == COUNTY
    ]
    assert sorted(texts) == ["lost", "new"]


@pytest.mark.parametrize("later_ms", [1000, 2 * HOUR_MS])
def test_i11_a_restored_county_clamps_anew_and_everybody_agrees(county, join, later_ms):
    """By the time it has the entries again they may not lie in its future any more."""
    one, two = join(), join()
    image = county.image()
    write_odd(one)
    for kiosk in (one, two):
        kiosk.exchange.round()
    county.restore(image)
    county.now_ms += later_ms
    for kiosk in (one, two, one):
        assert isinstance(kiosk.exchange.round(), Synced)
    assert one.ledger.clamps == two.ledger.clamps
    assert list(one.ledger.clamps.values()) == ([] if later_ms > HOUR_MS else [county.now_ms])
    assert one.ledger.views() == two.ledger.views()
