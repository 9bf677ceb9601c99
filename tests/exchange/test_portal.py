"""A captive portal is never contact, whatever it answers and whenever it begins to."""

from __future__ import annotations

import http.client
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync.exchange.line import Line, Why
from sync.exchange.outcomes import NoContact, Synced
from sync.exchange.round import Exchange
from sync.exchange.status import State
from sync.exchange.worker import Worker, trouble_of
from tests.county.running import NOW_MS
from tests.exchange.carrying import check_in

LOGIN = b"<html>Welcome to the hotel. Please log in.</html>"
ANSWERS = [
    (200, {}, LOGIN),
    (200, {"X-Sign": "A" * 86}, LOGIN),
    (200, {"X-Sign": "not a signature"}, b'{"ack":99,"now":1,"village":[0,99],"marks":["",""]}'),
    (302, {"Location": "http://127.0.0.1:9/login"}, b""),
    (302, {"Location": "/login"}, LOGIN),
    (401, {}, b'{"why":"clock","now":1}'),
    (403, {}, b'{"why":"revoked","now":1}'),
    (511, {}, LOGIN),
    (204, {}, b""),
]


class Portal(BaseHTTPRequestHandler):
    """Lets the first requests pass to the county, then answers by itself."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.passing:
            self.server.passing -= 1
            status, headers, answer = self.passed(body)
        else:
            status, headers, answer = self.server.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST

    def passed(self, body):
        county = http.client.HTTPConnection("127.0.0.1", self.server.county_port, timeout=10)
        headers = {"X-Sign": self.headers["X-Sign"]}
        county.request(self.command, self.path, body or None, headers)
        response = county.getresponse()
        answer = response.read()
        county.close()
        return response.status, {"X-Sign": response.headers["X-Sign"]}, answer

    def log_message(self, *args):
        pass


@pytest.fixture
def portal():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    server.daemon_threads = True
    server.passing, server.answer = 0, ANSWERS[0]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    server.url = f"127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def state_of(kiosk):
    return Worker(kiosk.ledger, kiosk.line, lambda: NOW_MS, lambda: 0.5).status().state


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer[0]}")
def test_whatever_it_answers_it_is_no_contact(join, portal, answer):
    kiosk = join()
    check_in(kiosk)
    portal.answer = answer
    contact_ms, line = kiosk.ledger.last_contact_ms(), Line(f"http://{portal.url}")
    assert Exchange(kiosk.ledger, line, lambda: NOW_MS).round() == NoContact(Why.NOT_COUNTY)
    assert kiosk.ledger.acknowledged() == 0
    assert kiosk.ledger.last_contact_ms() == contact_ms
    assert state_of(kiosk) is State.WAITING
    assert line.requests == 1, "and no redirection was followed"
    line.close()


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
@pytest.mark.parametrize("passing", [1, 2, 3])
def test_one_that_begins_in_the_middle_takes_nothing_and_adds_nothing(
    county, join, portal, passing
):
    """Hello, push, pull: each may be the last that passes."""
    kiosk, other = join(), join()
    check_in(other, 3)
    other.exchange.round()
    check_in(kiosk, 2)
    portal.county_port, portal.passing = county.port, passing
    line = Line(f"http://{portal.url}")
    exchange = Exchange(kiosk.ledger, line, lambda: NOW_MS)
    outcome = exchange.round()
    if passing < 3:
        assert outcome == NoContact(Why.NOT_COUNTY)
        assert trouble_of(outcome) == "not_county"
    assert kiosk.ledger.acknowledged() == (0 if passing == 1 else 2)
    assert len(county.entries()) == 3 + kiosk.ledger.acknowledged()
    check_in(kiosk)
    assert exchange.round() == NoContact(Why.NOT_COUNTY)
    assert state_of(kiosk) is State.WAITING
    portal.passing = 99
    assert isinstance(exchange.round(), Synced)
    assert county.entries() == kiosk.ledger.lines
    assert state_of(kiosk) is State.ALL_SENT
    line.close()


def test_its_certificate_is_nobodys_and_nothing_is_said_to_it(tmp_path, portal):
    """It may speak TLS for any name: the line ends before a word of ours is sent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate(tmp_path))
    portal.socket = context.wrap_socket(portal.socket, server_side=True)
    line = Line(f"https://{portal.url}")
    answer = line.ask("POST", "/hello", b"secret", "sign")
    assert answer.why is Why.CERTIFICATE
    line.close()


def own_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "own.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
