"""I16: one version apart, I1 to I6 hold. The old sides are frozen doubles (version_one.py)."""

from __future__ import annotations

import pytest

from sync.county.decisions import decide
from sync.county.serve import county_key
from sync.exchange.keys import device_key, speaks
from sync.exchange.line import Line
from sync.exchange.outcomes import NoContact, Refused, Synced
from sync.exchange.round import Exchange
from sync.exchange.worker import trouble_of
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import HOUR_MS, Stamp
from sync.standard.entry import Entry, chain, decode, encode
from sync.standard.fold import fold
from sync.standard.origin import Ref
from sync.standard.settling import Settled
from sync.standard.views import DictShelf
from sync.standard.wire import BATCH_LINES
from tests.county.running import DONGSHENG, NOW_MS
from tests.exchange.carrying import check_in
from tests.exchange.conftest import Kiosk, LossyLine
from tests.exchange.version_one import CountyOne, KioskOne, is_known


@pytest.fixture
def old_kiosk(county):
    """A version-1 kiosk at this county."""
    line = LossyLine(county.url)

    def ask(method, path, body, sign):
        answer = line.ask(method, path, body, sign)
        return answer.status, answer.body

    kiosk = KioskOne("old", ask)
    kiosk.line = line
    kiosk.enrol(county.code(), NOW_MS)
    yield kiosk
    line.close()


@pytest.fixture
def old_county(county):
    """A version-1 county with this one's key, before it was upgraded."""
    old = CountyOne(county_key(county.folder), DONGSHENG, NOW_MS)
    yield old
    old.close()


def refs(lines):
    return {Ref(*key): line for key, line in lines.items()}


def seen_by_one(lines):
    """The views of version 1: what it cannot read, it does not fold."""
    shelf = DictShelf()
    for ref, line in lines.items():
        entry = decode(ref, line)
        if is_known(line) and isinstance(entry, Entry):
            fold(entry, shelf)
    return shelf.rows


def line_at(n, fact):
    return encode(fact, Stamp(NOW_MS - 100_000 + n))


def test_i16_a_version_1_kiosk_with_this_county(county, join, old_kiosk):
    new = join()
    for n in range(600):
        old_kiosk.write(line_at(n, CheckedIn(f"person-{n}", "clean")))
    check_in(new, 3)
    new.exchange.round()
    old_kiosk.round(NOW_MS)
    for n in range(10):
        old_kiosk.write(line_at(1000 + n, CheckedOut(f"old.1.{n + 1}")))
        new.ledger.write(CheckedOut(f"old.1.{n + 20}"))
        new.exchange.round(ask_anyway=False)
        old_kiosk.round(NOW_MS)
    new.exchange.round()
    assert county.entries() == refs(old_kiosk.lines) == new.ledger.lines  # I1, I4, I5
    assert county.numbers() == list(range(1, 624)), "I6"
    assert old_kiosk.at == 623
    link = bytes(32)
    for seq in range(1, 611):
        link = chain(link, seq, county.entries()[Ref("old", 1, seq)])
    assert link == old_kiosk.hashes[-1], "I3"
    assert seen_by_one(county.entries()) == new.ledger.views()
    assert set(county.view("visits")) == {key for _, key in new.ledger.views()}


def test_i16_a_version_1_kiosks_lost_answers_make_nothing_twice(county, old_kiosk):
    for n in range(5):
        old_kiosk.write(line_at(n, CheckedIn(f"person-{n}")))
    old_kiosk.line.lose_after = 1
    with pytest.raises(AttributeError):
        old_kiosk.round(NOW_MS)
    assert county.entries() == {}
    packed = old_kiosk.batch(1, old_kiosk.own)
    for _ in range(2):
        assert old_kiosk.said("POST", "/push", packed, NOW_MS)[0] == 200
    old_kiosk.round(NOW_MS)
    assert county.entries() == refs(old_kiosk.lines)
    assert len(county.view("visits")) == 5


def test_i16_what_a_version_1_kiosk_cannot_read_it_keeps_and_passes(county, join, old_kiosk):
    """Decisions of the county, kinds of today, entries that are clamped."""
    new = join()
    new.ledger.write(Settled("old.1.1"))
    new.ledger.write_line(line_at(HOUR_MS, CheckedIn("ahead")))
    new.exchange.round()
    county.store.write(lambda c: decide(c, DONGSHENG, "a", Settled("old.1.2")))
    old_kiosk.write(line_at(0, CheckedIn("anna")))
    old_kiosk.round(NOW_MS)
    old_kiosk.round(NOW_MS)
    assert refs(old_kiosk.lines) == county.entries()
    assert len(county.entries()) == 4
    status, greeted = old_kiosk.hello(NOW_MS)
    assert status == 200
    assert not any(word in greeted for word in (b"village_key", b"edition", b"reports"))


@pytest.mark.parametrize(("versions", "status"), [((1, 1), 200), ((2, 9), 200), ((3, 4), 426)])
def test_i16_a_version_out_of_range_is_a_signed_no(old_kiosk, versions, status):
    assert old_kiosk.hello(NOW_MS, versions)[0] == status
    old_kiosk.write(line_at(0, CheckedIn("anna")))
    batch = old_kiosk.batch(1, old_kiosk.own, versions[1])
    pushed, _ = old_kiosk.said("POST", "/push", batch, NOW_MS)
    assert (pushed == 426) == (versions[1] > 2)


def at_old(old_county, ledger):
    """A kiosk that is enrolled, with its line to the version-1 county."""
    old_county.keys[ledger.head().device] = device_key(ledger).verify_key.encode()
    return Kiosk(ledger, LossyLine(old_county.url))


def test_i16_only_a_county_that_says_so_gets_long_batches(county, join, old_county):
    requests = []
    for kiosk in (join(), at_old(old_county, join().ledger)):
        check_in(kiosk, 9000)
        before = kiosk.line.requests
        assert kiosk.exchange.round().sent == 9000
        requests.append(kiosk.line.requests - before)
        kiosk.line.close()
    assert requests[0] < requests[1]
    assert max(batch["n"] for batch in old_county.batches) == BATCH_LINES
    assert len(county.entries()) == len(old_county.entries()) == 9000


def test_i16_this_kiosk_with_a_version_1_county(join, old_county):
    one, two = (at_old(old_county, join().ledger) for _ in range(2))
    check_in(one, 700)
    assert one.exchange.round() == Synced(sent=700)
    assert speaks(one.ledger) == 1
    check_in(two, 3)
    two.ledger.write(Settled("kiosk-1.1.1"))
    two.line.lose_after = 1
    assert isinstance(two.exchange.round(), NoContact)
    assert two.exchange.round() == Synced(sent=4, received=700, reported=1)
    assert two.ledger.reports == {4: "unreadable.x"}
    check_in(one)
    one.line.lose_answer = True
    assert isinstance(one.exchange.round(ask_anyway=False), NoContact)
    one.exchange.round()
    two.exchange.round()
    assert one.ledger.lines == two.ledger.lines == refs(old_county.entries())
    assert len(old_county.log) == 705
    assert old_county.heads["kiosk-1"][-1] == one.ledger.head().hash, "I3"
    assert one.ledger.views() == two.ledger.views()
    assert one.ledger.waiting() == two.ledger.waiting() == 0
    assert {header["v"] for header in old_county.batches} == {1}
    assert not any("keys" in header for header in old_county.batches)
    for kiosk in (one, two):
        kiosk.line.close()


def test_i16_after_the_countys_upgrade_both_speak_version_2(county, join, old_county):
    """The upgraded county stands here as an empty one, which gets everything again."""
    kiosk = join()
    before = at_old(old_county, kiosk.ledger)
    check_in(before, 3)
    before.ledger.write(Settled("kiosk-1.1.1"))
    before.ledger.write_line(line_at(HOUR_MS, CheckedIn("ahead")))
    assert before.exchange.round() == Synced(sent=5, reported=1)
    before.line.close()
    assert isinstance(kiosk.exchange.round(), Synced)
    assert speaks(kiosk.ledger) == 2
    assert isinstance(kiosk.exchange.round(), Synced)
    assert kiosk.ledger.reports == {}, "it can read what the old one could not"
    assert kiosk.ledger.clamps == {Ref("kiosk-1", 1, 5): NOW_MS}
    assert county.entries() == kiosk.ledger.lines
    assert len(county.view("settlements")) == 1


def test_i16_a_county_too_new_or_too_old_is_said_plainly(join, county, old_county):
    old_county.versions = (3, 4)
    kiosk = at_old(old_county, join().ledger)
    check_in(kiosk)
    outcome = kiosk.exchange.round()
    assert outcome == Refused("version")
    assert trouble_of(outcome) == "refused.version"
    assert kiosk.ledger.waiting() == 1
    kiosk.line.close()
    line = Line(county.url)
    assert Exchange(kiosk.ledger, line, lambda: NOW_MS).round() == Synced(sent=1)
    line.close()
