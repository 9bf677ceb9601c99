"""A disk of 2 MB that fills, the kiosk's or the county's, while rounds go on: it is said, nothing
that was told is lost, and when there is room again all goes on by itself."""

from __future__ import annotations

import os
import queue
import subprocess
import threading

import pytest

from kiosk.county import ThroughStore
from kiosk.errors import DiskFull
from kiosk.store.store import open_store
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Refused, Synced
from sync.exchange.pace import Pace
from sync.exchange.round import Exchange
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn
from sync.standard.clock import MINUTE_MS
from sync.standard.wire import WHY_BUSY
from tests.county.running import NOW_MS, County
from tests.e2e.test_bad_ground import fill, small_disk
from tests.exchange.plain_ledger import PlainLedger

LONG = "p" * 2000
MOST = 2000


def now_ms():
    return NOW_MS


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", "size=2m") as mounted:
        yield mounted


@pytest.fixture
def made():
    """made(kiosk's folder, county's): (county, journal, line), which know each other."""
    ending = []

    def make(kiosk, county_folder):
        county = County(county_folder)
        county.start()
        store, line = open_store(kiosk, bytes(32), now_ms, os.urandom), Line(county.url)
        ending.extend((store.close, line.close, county.close))
        turn = threading.Lock()

        def on_store(call):
            with turn:
                return call()

        journal = ThroughStore(store.journal, on_store).ledger()
        assert isinstance(enrol(journal, line, county.code(), now_ms), Enrolled)
        return county, journal, line

    yield make
    for end in ending:
        end()


@pytest.fixture
def rounds():
    """rounds(journal, line): what comes of the worker's rounds, one after another."""
    workers = []

    def start(journal, line):
        outcomes = queue.Queue()
        pace = Pace(first_s=0.02, longest_s=0.02, idle_s=0.02)
        workers.append(Worker(journal, line, now_ms, lambda: 0.5, pace, outcomes.put))
        workers[-1].start()
        return outcomes

    yield start
    for worker in workers:
        assert worker.stop()


def until_full(journal):
    """What was told before the trouble."""
    for _ in range(MOST):
        try:
            yield from journal.append(CheckedIn(LONG))
        except DiskFull:
            return
    pytest.fail("there was room for everything")


def until(outcomes, expected):
    """The worker comes to this by itself."""
    while (outcome := outcomes.get(timeout=20)) != expected:
        assert outcome is None or isinstance(outcome, (Synced, Refused)), outcome
    return outcome


def test_a_county_with_a_full_disk_says_busy_and_keeps_what_it_gave_receipts_for(
    tmp_path, disk, made, rounds
):
    county, journal, line = made(tmp_path / "kiosk", disk / "county")
    reader, line_of_reader = PlainLedger("reader"), Line(county.url)
    assert isinstance(enrol(reader, line_of_reader, county.code(), now_ms), Enrolled)
    exchange = Exchange(journal, line, now_ms)
    journal.append(CheckedIn(LONG))
    assert isinstance(exchange.round(), Synced)
    fill(disk / "filler")
    for _ in range(MOST):
        journal.append(CheckedIn(LONG))
        outcome = exchange.round()
        if not isinstance(outcome, Synced):
            break
    assert outcome == Refused(WHY_BUSY), "its own, signed word"
    had = county.numbers()
    assert journal.acknowledged() == len(had) < journal.head().seq
    outcomes = rounds(journal, line)
    until(outcomes, Refused(WHY_BUSY))
    assert county.numbers() == had, "all of a batch or nothing"
    county.now_ms += 2 * MINUTE_MS
    assert Exchange(reader, line_of_reader, now_ms).round() == Synced(received=len(had))
    (disk / "filler").unlink()
    while journal.waiting():
        outcomes.get(timeout=20)
    assert county.numbers() == list(range(1, journal.head().seq + 1))
    assert len(county.view("visits")) == journal.head().seq
    line_of_reader.close()


def test_a_batch_too_large_for_the_county_s_disk_waits_for_more_room(tmp_path, disk, made, rounds):
    county, journal, line = made(tmp_path / "kiosk", disk / "county")
    journal.append(*(CheckedIn(LONG) for _ in range(500)))
    outcomes = rounds(journal, line)
    until(outcomes, Refused(WHY_BUSY))
    assert journal.acknowledged() <= len(county.numbers()) < 500
    subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
    while journal.waiting():
        outcomes.get(timeout=20)
    assert county.numbers() == list(range(1, 501))


def test_a_kiosk_with_a_full_disk_says_so_and_goes_on_when_there_is_room(
    tmp_path, disk, made, rounds
):
    county, journal, line = made(disk / "kiosk", tmp_path / "county")
    other, other_line = PlainLedger("other"), Line(county.url)
    assert isinstance(enrol(other, other_line, county.code(), now_ms), Enrolled)
    fill(disk / "filler")
    told = list(until_full(journal))
    for _ in range(100):
        other.write(CheckedIn(LONG))
    assert isinstance(Exchange(other, other_line, now_ms).round(), Synced)
    outcomes = rounds(journal, line)
    assert until(outcomes, None) is None, "the round ended where the receipt or page had no room"
    assert journal.head().seq == len(told)
    (disk / "filler").unlink()
    subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
    told += journal.append(CheckedIn("after"))
    while journal.waiting() or journal.entry_count() < len(told) + 100:
        outcomes.get(timeout=20)
    assert set(county.entries()) == {*told, *other.lines}
    assert county.numbers() == list(range(1, len(told) + 101))
    other_line.close()
