"""The county's page for certificates: genuine by its text alone, and what the books say of it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import msgspec
import pytest
import requests

from sync.certifying import certify
from sync.county.roll import revoke
from sync.county.serve import county_key
from sync.exchange.enrol import enrol
from sync.exchange.keys import device_key, warrant
from sync.exchange.line import Line
from sync.exchange.round import Exchange
from sync.standard.activities import ActivitySet
from sync.standard.attendance import Visit, VisitCorrected, VisitEntered
from sync.standard.certificates import CertificateIssued, Statement, digest_of, listed
from sync.standard.clock import HOUR_MS
from sync.standard.county_tables import Dated, HoursTable
from sync.standard.hours import ledger, total
from sync.standard.residents import RECORD, Consented, Erased, Personal, ResidentRegistered
from tests.county.running import DONGSHENG, NOW_MS
from tests.exchange.plain_ledger import PlainLedger

NAME = "\u738b\u79c0\u82f1"


@dataclass
class Kiosk:
    ledger: PlainLedger
    line: Line
    visit: str = ""
    text: str = ""
    said: Statement | None = None

    def send(self) -> None:
        Exchange(self.ledger, self.line, lambda: NOW_MS).round()

    def issue(self, no: str = "321199001001-2026-AAAAA-00009") -> str:
        """As kiosk.services.issue_certificate does."""
        visits = [row for row in self.ledger.views().values() if isinstance(row, Visit)]
        lines = listed(ledger(visits, Dated(HoursTable())))
        said = Statement(
            no, NAME, "3211**********1500", total(lines), len(lines),
            lines[0].day.isoformat(), lines[-1].day.isoformat(), "2026-11-22", digest_of(lines),
        )  # fmt: skip
        self.said = said
        fact = CertificateIssued(
            "anna", no, said.minutes, said.visits, said.since, said.until, said.digest
        )
        self.ledger.write(fact)
        given = warrant(self.ledger)
        assert given is not None
        self.text = certify(device_key(self.ledger), given, said)
        return self.text


@contextmanager
def joined(county):
    one = Kiosk(PlainLedger("kiosk-1"), Line(county.url))
    enrol(one.ledger, one.line, county.code(), lambda: NOW_MS)
    personal = Personal(name=NAME, number="321199195001011500")
    one.ledger.write(ResidentRegistered("anna", personal))
    one.ledger.write(Consented("anna", RECORD, "1"))
    start_ms = one.ledger.stamp.ms - 5 * HOUR_MS
    entered = VisitEntered("anna", start_ms, start_ms + 2 * HOUR_MS, "cadre", "clean")
    one.visit = one.ledger.write(entered).text()
    one.send()
    yield one
    one.line.close()


@pytest.fixture
def kiosk(sqlite_county):
    with joined(sqlite_county) as one:
        yield one


def found(county, text: str, *, by_link: bool = False) -> tuple[str, str]:
    """What is found, and the page."""
    if by_link:
        answer = requests.get(f"{county.url}/verify?text={quote(text)}", timeout=10)
    else:
        answer = requests.post(f"{county.url}/verify", {"text": text}, timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    match = re.search(r'data-found="(\w+)"', answer.text)
    return (match.group(1) if match else ""), answer.text


def test_a_certificate_is_genuine_before_and_after_its_entry_arrives(county):
    with joined(county) as kiosk:
        text = kiosk.issue()
        what, page = found(county, text)
        assert what == "not_yet"
        assert NAME in page
        kiosk.send()
        for by_link in (False, True):
            what, page = found(county, text, by_link=by_link)
            assert what == "same"
            assert NAME in page
        assert found(county, f"https://county.example/verify?text={text}")[0] == "same"


def test_hours_corrected_since_are_told(sqlite_county, kiosk):
    kiosk.issue()
    kiosk.ledger.write(VisitCorrected(kiosk.visit, 90, "reason"))
    kiosk.send()
    what, page = found(sqlite_county, kiosk.text)
    assert what == "corrected"
    assert "1.5" in page


def test_one_changed_visit_is_told_where_the_sum_is_the_same(sqlite_county, kiosk):
    start_ms = kiosk.ledger.stamp.ms - 2 * HOUR_MS
    other = kiosk.ledger.write(
        VisitEntered("anna", start_ms, start_ms + HOUR_MS, "cadre", "elders", "well")
    )
    kiosk.ledger.write(ActivitySet("well", {"title": "The well"}))
    kiosk.issue()
    kiosk.send()
    what, page = found(sqlite_county, kiosk.text)
    assert what == "same"
    assert re.findall(r"<dd>([^<]*) 小时</dd>", page) == ["The well　1", "打扫村道　2"]
    kiosk.ledger.write(VisitCorrected(kiosk.visit, 110, "reason"))
    kiosk.ledger.write(VisitCorrected(other.text(), 70, "reason"))
    kiosk.send()
    what, page = found(sqlite_county, kiosk.text)
    assert what == "corrected"
    assert "<details>" not in page, "what it lists now was not certified"


CHANGED = {
    "name": "\u738b\u79c0\u82b3",
    "number": "3211**********1501",
    "minutes": 186,
    "visits": 2,
    "since": "2025-12-31",
    "until": "2026-11-21",
    "issued": "2026-11-23",
    "no": "321199001001-2026-AAAAA-00008",
}


def test_each_thing_that_the_code_states_is_told(sqlite_county, kiosk):
    """Who compares sees what was changed on paper: another statement is another page."""
    kiosk.issue()
    kiosk.send()

    def lines(said: Statement) -> list[str]:
        text = certify(device_key(kiosk.ledger), warrant(kiosk.ledger), said)
        return told(found(sqlite_county, text)[1])

    assert set(CHANGED) | {"digest"} == set(Statement.__struct_fields__)
    before = lines(kiosk.said)
    for name, value in CHANGED.items():
        after = lines(msgspec.structs.replace(kiosk.said, **{name: value}))
        (differs,) = (one for was, one in zip(before, after, strict=True) if was != one)
        assert ("3.1" if name == "minutes" else str(value)) in differs


def told(page: str) -> list[str]:
    """Line by line, before the form."""
    stated = page[page.index("<dl>") : page.index("</dl>")]
    return re.findall(r"<dd>([^<]*)</dd>", stated)


def test_what_was_served_after_it_changes_nothing(sqlite_county, kiosk):
    kiosk.issue()
    later_ms = kiosk.ledger.stamp.ms + HOUR_MS
    later = VisitEntered("anna", later_ms, later_ms + HOUR_MS, "cadre", "clean")
    kiosk.ledger.write(later)
    kiosk.send()
    assert found(sqlite_county, kiosk.text)[0] == "same"


def test_another_statement_of_the_same_number_is_told(sqlite_county, kiosk):
    kiosk.issue()
    kiosk.send()
    given = warrant(kiosk.ledger)
    said = Statement("321199001001-2026-AAAAA-00009", NAME, "x", 9_999, 1, "2026-01-01",
                     "2026-11-20", "2026-11-22", "0" * 16)  # fmt: skip
    assert found(sqlite_county, certify(device_key(kiosk.ledger), given, said))[0] == "different"


def test_a_changed_digit_and_a_stranger_s_are_none(sqlite_county, kiosk):
    text = kiosk.issue()
    kiosk.send()
    for at in (len(text) // 3, len(text) - 40):
        other = "A" if text[at] != "A" else "B"
        assert found(sqlite_county, text[:at] + other + text[at + 1 :])[0] in ("changed", "strange")
    assert found(sqlite_county, "<script>alert(1)</script>")[0] == "strange"
    assert "<script>alert" not in found(sqlite_county, "<script>alert(1)</script>")[1]
    assert found(sqlite_county, "")[0] == ""


def test_who_was_erased_is_named_by_her_own_paper_alone(sqlite_county, kiosk):
    kiosk.issue()
    kiosk.send()
    kiosk.ledger.write(Erased("anna", "asked"))
    kiosk.send()
    assert found(sqlite_county, kiosk.text)[0] == "erased"


def test_a_kiosk_taken_off_since_is_told(sqlite_county, kiosk):
    kiosk.issue()
    kiosk.send()
    sqlite_county.store.write(lambda connection: revoke(connection, DONGSHENG, "kiosk-1"))
    what, page = found(sqlite_county, kiosk.text)
    assert what == "same"
    assert page != found(sqlite_county, "")[1]


def test_too_much_is_refused(sqlite_county):
    answer = requests.post(f"{sqlite_county.url}/verify", b"text=" + b"A" * 100_000, timeout=10)
    assert answer.status_code == 413


def test_the_page_says_the_key_to_verify_with_offline(sqlite_county):
    assert county_key(sqlite_county.folder).verify_key.encode().hex() in found(sqlite_county, "")[1]
