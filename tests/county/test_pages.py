"""What people see of the county, and what it does with rubbish."""

from __future__ import annotations

import re

import pytest
import requests

from sync.county.overview import age_in_words
from sync.exchange.enrol import enrol
from sync.exchange.line import Line
from sync.exchange.round import Exchange
from sync.standard.activities import ActivitySet
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import DAY_MS, HOUR_MS
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered, Withdrew
from sync.standard.wire import MAX_PACKED_BYTES
from tests.county.running import DONGSHENG, NOW_MS
from tests.exchange.plain_ledger import PlainLedger


@pytest.fixture
def village(county):
    ledger, line = PlainLedger("kiosk-1"), Line(county.url)
    enrol(ledger, line, county.code(), lambda: NOW_MS)
    for n, person in enumerate(("anna", "bert", "carla")):
        personal = Personal(name=person, number=f"32119919500101150{n}")
        ledger.write(ResidentRegistered(person, personal))
        ledger.write(Consented(person, RECORD, "1"))
    ledger.write(Withdrew("carla", RECORD))
    visit = ledger.write(CheckedIn("anna")).text()
    for _ in range(90 * 60 - 1):
        ledger.stamp = type(ledger.stamp)(ledger.stamp.ms + 1000)
    ledger.write(CheckedOut(visit))
    for days in (1, 30):
        end_ms = NOW_MS - days * DAY_MS
        plan = {"start_ms": end_ms - HOUR_MS, "end_ms": end_ms, "is_open": True}
        ledger.write(ActivitySet(f"held-{days}", plan))
    ledger.write_line(b"rubbish")
    Exchange(ledger, line, lambda: NOW_MS).round()
    line.close()


def cells_of(page):
    row = re.search(f'<tr data-village="{DONGSHENG}">(.*?)</tr>', page, re.S).group(1)
    return [re.sub("<[^>]+>", " ", cell).split() for cell in re.findall("<td.*?</td>", row, re.S)]


@pytest.mark.usefixtures("village")
def test_the_console_counts_and_names_nobody(county):
    county.now_ms += 5 * 60_000
    page = requests.get(county.url, timeout=10).text
    name, kiosks, contact, entries, people, hours, near, over, reports = cells_of(page)
    assert name == ["village", "1", DONGSHENG]
    assert (kiosks, entries, people, hours, reports) == (["1"], ["12"], ["2"], ["1.5"], ["1"])
    assert (near, over) == (["0"], ["1"]), "one was held long ago, one yesterday is in time"
    assert "".join(contact) == age_in_words(NOW_MS, county.now_ms)
    assert "anna" not in page
    assert "3211991950" not in page


def test_an_empty_county_says_how_to_begin(county):
    assert "python -m sync.county enrol" in requests.get(county.url, timeout=10).text


def test_the_docs_page_needs_nothing_from_elsewhere(county):
    page = requests.get(f"{county.url}/docs", timeout=10).text
    assert not re.search(r"https?://|src=|<link", page)
    paths = requests.get(f"{county.url}/openapi.json", timeout=10).json()["paths"]
    assert {"/enrol", "/hello", "/push", "/pull"} <= set(paths)
    assert all(path in page for path in paths)


@pytest.mark.parametrize("path", ["/enrol", "/hello", "/push"])
@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"{}", b'{"code":7}', b"\x28\xb5\x2f\xfd"])
def test_rubbish_is_refused_with_a_signed_no(county, path, body):
    for sign in ("", "x", "a b c d", f"{DONGSHENG} kiosk {NOW_MS} {'A' * 86}"):
        answer = requests.post(county.url + path, body, headers={"X-Sign": sign}, timeout=10)
        assert answer.status_code in (401, 403, 422)
        assert len(answer.headers["X-Sign"]) == 86


def test_a_body_too_large_is_refused(county):
    answer = requests.post(county.url + "/push", b"\0" * (MAX_PACKED_BYTES + 1), timeout=30)
    assert answer.status_code == 413


def test_ages_are_words():
    ages = [0, 59_000, 60_000, 3_599_000, 3_600_000, 86_399_000, 86_400_000]
    words = [age_in_words(NOW_MS - age_ms, NOW_MS) for age_ms in ages]
    assert words[0] == words[1] != words[2]
    assert [word[:2] for word in words[3:6]] == ["59", words[4][:2], "23"]
    assert len(set(words)) == 6
    assert age_in_words(0, NOW_MS) not in words
