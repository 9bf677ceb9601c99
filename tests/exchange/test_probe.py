"""Testing the line: each thing that can be wrong is told as that, and nothing is disturbed."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from sync.county.tables import DEVICES
from sync.exchange.line import Line, Why
from sync.exchange.outcomes import Synced
from sync.exchange.probe import PADDING_BYTES, ROUNDS, probe
from sync.exchange.reach import Reach, reach
from sync.exchange.round import Exchange
from sync.exchange.tried import Step, Verdict
from sync.standard.attendance import CheckedIn
from tests.county.running import NOW_MS
from tests.exchange.plain_ledger import PlainLedger
from tests.exchange.test_contact import Portal, portal

__all__ = ["Portal", "portal"]

pytestmark = pytest.mark.parametrize("county", ["sqlite"], indirect=True)

MINUTE_MS = 60_000
GOOD, BAD, UNTRIED = Verdict.GOOD, Verdict.BAD, Verdict.UNTRIED


def now():
    return NOW_MS


@pytest.fixture
def own_line(county):
    line = Line(county.url)
    yield line
    line.close()


def verdicts(found):
    assert [one.step for one in found.tried] == list(Step)
    return [one.verdict for one in found.tried]


def why(found):
    """What stands in the way first."""
    return next(one.why for one in found.tried if one.verdict is not GOOD)


def test_a_good_line(join, own_line):
    kiosk = join()
    kiosk.ledger.write(CheckedIn("person"))
    kiosk.ledger.contact_ms = 0
    found = probe(kiosk.ledger, own_line, now)
    assert found.is_good, found
    assert verdicts(found) == [GOOD] * 6
    assert abs(found.clock_off_ms) < 10_000
    assert 0 < found.round_trip_ms < 5_000
    assert 0 < found.thousand_s < 60
    assert kiosk.ledger.last_contact_ms() == NOW_MS, "signed answers are contact"


def test_it_sends_settles_and_takes_in_nothing(county, join, own_line):
    other = join()
    other.ledger.write(CheckedIn("bert"))
    assert other.exchange.round() == Synced(sent=1)
    kiosk = join()
    kiosk.ledger.write(CheckedIn("anna"))
    before = kiosk.ledger.copy()
    assert probe(kiosk.ledger, own_line, now).is_good
    assert vars(kiosk.ledger) == vars(before) | {"contact_ms": NOW_MS}
    assert len(county.entries()) == 1
    assert kiosk.exchange.round() == Synced(sent=1, received=1), "the exchange goes on as before"


@pytest.mark.parametrize(
    ("off_ms", "verdict"),
    [(2 * MINUTE_MS, GOOD), (-2 * MINUTE_MS, GOOD), (8 * MINUTE_MS, BAD), (-NOW_MS, BAD),
     (3 * 365 * 24 * 60 * MINUTE_MS, BAD)],
)  # fmt: skip
def test_a_wrong_clock_is_told_with_how_much(join, own_line, off_ms, verdict):
    kiosk = join()
    found = probe(kiosk.ledger, own_line, lambda: NOW_MS + off_ms)
    assert verdicts(found) == [GOOD, GOOD, GOOD, GOOD, verdict, GOOD]
    assert abs(found.clock_off_ms - off_ms) < 10_000


def test_a_captive_portal_is_not_the_county(join, portal):
    kiosk = join()
    found = probe(kiosk.ledger, portal, now)
    assert verdicts(found) == [GOOD, GOOD, BAD, UNTRIED, UNTRIED, UNTRIED]
    assert why(found) == Why.NOT_COUNTY
    assert found.clock_off_ms is None, "what is not signed says nothing of the time"
    assert found.round_trip_ms is None


def test_a_dead_port(county, join, own_line):
    kiosk = join()
    county.stop()
    found = probe(kiosk.ledger, own_line, now)
    assert verdicts(found) == [GOOD, BAD, UNTRIED, UNTRIED, UNTRIED, UNTRIED]
    assert why(found) == Reach.NOBODY


def test_a_listener_that_never_answers(join):
    kiosk = join()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        line = Line(f"http://127.0.0.1:{silent.getsockname()[1]}", read_s=0.2)
        found = probe(kiosk.ledger, line, now)
        line.close()
    assert verdicts(found)[:3] == [GOOD, GOOD, BAD]
    assert why(found) == Why.TIMEOUT


@pytest.mark.parametrize(
    ("url", "code"),
    [("", Reach.NO_ADDRESS), ("county", Reach.NO_ADDRESS), ("http://a:b:c", Reach.NO_ADDRESS),
     ("http://" + "x" * 70 + ".invalid", Reach.NAME_UNKNOWN)],
)  # fmt: skip
def test_an_address_that_is_none(join, url, code):
    line = Line(url)
    found = probe(join().ledger, line, now)
    # Where these tests run there may be no network at all, and then that comes first.
    assert why(found) in (code, Reach.NO_NETWORK)
    assert BAD in verdicts(found)[:2]
    line.close()


def test_a_listener_is_reached_and_a_closed_port_is_not(county):
    assert reach(county.url, 2.0) is Reach.LISTENS
    county.stop()
    assert reach(county.url, 2.0) is Reach.NOBODY


def test_a_revoked_kiosk(county, join, own_line):
    kiosk = join()
    county.store.write(lambda c: c.execute(DEVICES.update().values(is_revoked=True)))
    found = probe(kiosk.ledger, own_line, now)
    assert verdicts(found) == [GOOD, GOOD, GOOD, BAD, GOOD, UNTRIED]
    assert why(found) == "revoked"


def test_a_kiosk_that_the_county_has_forgotten(county, join, own_line):
    kiosk = join()
    county.store.write(lambda c: c.execute(DEVICES.delete()))
    found = probe(kiosk.ledger, own_line, now)
    assert verdicts(found)[:4] == [GOOD, GOOD, GOOD, BAD]
    assert why(found) == "unknown"


def test_a_kiosk_whose_key_is_another(join, own_line):
    kiosk, impostor = join(), PlainLedger("kiosk-1")
    impostor.settings = dict(kiosk.ledger.settings)
    impostor.settings["exchange.device_key"] = "11" * 32
    found = probe(impostor, own_line, now)
    assert verdicts(found)[:4] == [GOOD, GOOD, GOOD, BAD]
    assert why(found) == "signature"


def test_another_county_is_not_ours(county, join):
    kiosk = join()
    county.stop()
    (county.folder / "county.key").unlink()
    county.start()
    line = Line(county.url)
    found = probe(kiosk.ledger, line, now)
    line.close()
    assert verdicts(found)[:3] == [GOOD, GOOD, BAD]
    assert why(found) == Why.NOT_COUNTY


def test_a_kiosk_that_is_not_enrolled(own_line):
    found = probe(PlainLedger("kiosk-1"), own_line, now)
    assert verdicts(found) == [GOOD, GOOD, UNTRIED, BAD, UNTRIED, UNTRIED]
    assert why(found) == "not_enrolled"
    assert own_line.requests == 0


class SlowLine(Line):
    """Every question takes so long, and every byte of it so much longer."""

    trip_s = 0.05
    byte_s = 0.00002

    def ask(self, method, path, body, sign):
        threading.Event().wait(self.trip_s + len(body) * self.byte_s)
        return super().ask(method, path, body, sign)


def test_what_it_foretells_of_a_slow_line_comes_true(county, join):
    kiosk = join()
    line = SlowLine(county.url)
    found = probe(kiosk.ledger, line, now)
    assert line.requests == 1 + 2 * ROUNDS
    assert line.sent_bytes > ROUNDS * PADDING_BYTES
    for n in range(1000):
        kiosk.ledger.write(CheckedIn(f"01890a5d-ac96-7{n:03d}-8{n * 7 % 1000:03d}-{n * n:012d}"))
    exchange = Exchange(kiosk.ledger, line, now)
    began_s = time.monotonic()
    assert exchange.round() == Synced(sent=1000)
    took_s = time.monotonic() - began_s
    line.close()
    assert 0.2 * took_s < found.thousand_s < 5 * took_s, (found.thousand_s, took_s)
    assert found.round_trip_ms >= 50


def test_an_answer_that_stops_coming_leaves_the_speed_unknown(county, join):
    class Tiring(Line):
        def ask(self, *asked):
            if self.requests >= 3:
                self.url = "http://127.0.0.1:9"
            return super().ask(*asked)

    line = Tiring(county.url)
    found = probe(join().ledger, line, now)
    line.close()
    assert verdicts(found) == [GOOD] * 5 + [BAD]
    assert found.thousand_s is None
