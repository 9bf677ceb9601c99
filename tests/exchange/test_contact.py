"""What is contact and what only looks like it; enrolment; wrong clocks."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sync.certifying import read_warrant
from sync.county.tables import DEVICES
from sync.exchange.enrol import CodeExpired, CodeWrong, Enrolled, TooManyTries, enrol
from sync.exchange.keys import enrolment, warrant
from sync.exchange.line import Line, Why
from sync.exchange.outcomes import NoContact, NotEnrolled, Refused, Synced
from sync.exchange.probe import probe
from sync.exchange.round import Exchange
from sync.exchange.tried import Step, Tried, Verdict
from sync.standard.attendance import CheckedIn
from tests.county.running import DONGSHENG, NOW_MS
from tests.exchange.plain_ledger import PlainLedger

MINUTE_MS = 60_000


def now():
    return NOW_MS


class Portal(BaseHTTPRequestHandler):
    """Answers everything with 200 and a page of its own."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        page = b"<html>Welcome to the hotel. Please log in.</html>"
        self.send_response(200)
        self.send_header("X-Sign", "A" * 86)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST

    def log_message(self, *args):
        pass


@pytest.fixture
def portal():
    server = HTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    line = Line(f"http://127.0.0.1:{server.server_port}")
    yield line
    line.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_captive_portal_is_no_contact(join, portal):
    kiosk = join()
    contact_ms = kiosk.ledger.last_contact_ms()
    kiosk.ledger.write(CheckedIn("person"))
    assert Exchange(kiosk.ledger, portal, now).round() == NoContact(Why.NOT_COUNTY)
    assert kiosk.ledger.acknowledged() == 0
    assert kiosk.ledger.last_contact_ms() == contact_ms


def test_a_captive_portal_enrols_nobody(portal):
    ledger = PlainLedger("kiosk-1")
    assert enrol(ledger, portal, "123456789", now) == NoContact(Why.NOT_COUNTY)
    assert enrolment(ledger) is None


def test_another_county_is_no_contact(county, join):
    kiosk = join()
    county.stop()
    (county.folder / "county.key").unlink()
    county.start()
    assert kiosk.exchange.round() == NoContact(Why.NOT_COUNTY)


def test_a_stopped_county_is_no_network(county, join):
    kiosk = join()
    county.stop()
    assert kiosk.exchange.round() == NoContact(Why.NO_NETWORK)
    county.start()
    assert kiosk.exchange.round() == Synced()


@pytest.mark.parametrize("wrong_by_ms", [-NOW_MS, -3_600_000, 3 * 365 * 86_400_000])
def test_a_kiosk_with_a_wrong_clock_still_gets_through(join, wrong_by_ms):
    kiosk = join()
    kiosk.ledger.write(CheckedIn("person"))
    exchange = Exchange(kiosk.ledger, kiosk.line, lambda: NOW_MS + wrong_by_ms)
    before = kiosk.line.requests
    assert exchange.round() == Synced(sent=1)
    assert kiosk.line.requests == before + 3, "the wrong clock cost one request, once"
    assert kiosk.ledger.last_contact_ms() == NOW_MS


def test_enrolment_binds_village_and_names(county):
    ledger, line = PlainLedger("kiosk-1"), Line(county.url)
    code = county.code()
    spaced = f" {code[:3]} {code[3:6]}-{code[6:]}"
    assert enrol(ledger, line, spaced, now) == Enrolled(DONGSHENG, "village 1", "321199")
    assert enrol(ledger, line, code, now) == Enrolled(DONGSHENG, "village 1", "321199")
    assert enrolment(ledger).village == DONGSHENG
    other = PlainLedger("kiosk-2")
    assert enrol(other, line, code, now) == CodeExpired(), "a code binds one kiosk"
    assert enrolment(other) is None
    line.close()


def test_a_code_lives_15_minutes(county):
    ledger, line = PlainLedger("kiosk-1"), Line(county.url)
    code = county.code()
    county.now_ms += 15 * MINUTE_MS + 1
    assert enrol(ledger, line, code, now) == CodeExpired()
    line.close()


def test_a_code_has_5_tries(county):
    ledger, line = PlainLedger("kiosk-1"), Line(county.url)
    code = county.code()
    wrong = code[:3] + f"{(int(code[3:]) + 1) % 10**6:06d}"
    assert [enrol(ledger, line, wrong, now) for _ in range(4)] == [CodeWrong()] * 4
    assert enrol(ledger, line, wrong, now) == TooManyTries()
    assert enrol(ledger, line, code, now) == TooManyTries(), "not even the right one"
    assert enrol(ledger, line, "12", now) == CodeWrong()
    line.close()


def test_a_revoked_kiosk_is_told(county, join):
    kiosk = join()
    county.store.write(lambda c: c.execute(DEVICES.update().values(is_revoked=True)))
    assert kiosk.exchange.round() == NotEnrolled(is_revoked=True)


@pytest.mark.parametrize("county", ["postgresql"], indirect=True)
def test_a_county_whose_database_is_away_says_so_and_is_still_the_county(county, cluster, join):
    kiosk = join()
    kiosk.ledger.write(CheckedIn("person"))
    cluster.cut_connections()
    cluster.rename(county.database, "away")
    assert kiosk.exchange.round() == Refused("busy")
    tried = {one.step: one for one in probe(kiosk.ledger, kiosk.line, now).tried}
    assert tried[Step.COUNTY] == Tried(Step.COUNTY, Verdict.BAD, "refused.busy")
    assert tried[Step.CLOCK].verdict is Verdict.GOOD, "a signed no tells the time too"
    cluster.rename("away", county.database)
    assert kiosk.exchange.round() == Synced(sent=1)
    assert county.entries() == kiosk.ledger.lines


def test_an_old_request_cannot_be_sent_again(county, join):
    kiosk = join()
    honest, sent = kiosk.line.ask, []

    def tap(*asked):
        sent.append(asked)
        return honest(*asked)

    kiosk.line.ask = tap
    kiosk.exchange.round()
    assert honest(*sent[-1]).status == 200
    county.now_ms += 11 * MINUTE_MS
    assert honest(*sent[-1]).status == 401


def test_a_kiosk_gets_the_county_s_word_that_it_may_certify(join):
    kiosk = join()
    assert warrant(kiosk.ledger) is None
    assert isinstance(kiosk.exchange.round(), Synced)
    given = warrant(kiosk.ledger)
    assert given is not None
    read = read_warrant(enrolment(kiosk.ledger).county_key, given)
    assert read is not None
    assert (read.village, read.device) == (DONGSHENG, kiosk.ledger.head().device)
    assert isinstance(kiosk.exchange.round(), Synced)
    assert warrant(kiosk.ledger) == given
