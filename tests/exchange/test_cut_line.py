"""A line that is cut at a byte, on its way up or down: the next round heals, everything is at the
county once (I1, I2), with no new write and no restart (I18).

A round of hello, push and pull has some 2,000 bytes, and each offset costs two rounds over a real
journal and a real county; the ordinary run takes every 37th, and every 149th
with PostgreSQL, to which a cut is nothing else. EVERY_OFFSET=1 takes them all.
"""

from __future__ import annotations

import os
import threading
from itertools import count

import pytest

from kiosk.store.store import open_store
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import NoContact, Synced
from sync.exchange.pace import Pace
from sync.exchange.round import Exchange
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn
from tests.county.running import NOW_MS
from tests.exchange.cutting import DOWN, UP, CuttingLine

EVERY_OFFSET = bool(os.environ.get("EVERY_OFFSET"))


@pytest.fixture
def cutting(county):
    line = CuttingLine(county.port)
    yield line
    line.close()


@pytest.fixture
def journal(tmp_path):
    store = open_store(tmp_path / "kiosk", bytes(32), lambda: NOW_MS, os.urandom)
    yield store.journal
    store.close()


@pytest.fixture
def line(cutting, journal, county):
    made = Line(cutting.url)
    assert isinstance(enrol(journal, made, county.code(), lambda: NOW_MS), Enrolled)
    yield made
    made.close()


@pytest.mark.parametrize("way", [UP, DOWN])
def test_i1_i2_a_round_cut_at_any_byte_heals(county, cutting, journal, line, join, way):
    other = join()
    told = []
    step = 1 if EVERY_OFFSET else 149 if county.cluster else 37
    for passed in count(0, step):
        told += journal.append(CheckedIn(f"person-{passed}"))
        other.ledger.write(CheckedIn(f"person-{passed}"))
        other.exchange.round(ask_anyway=False)
        exchange = Exchange(journal, line, lambda: NOW_MS)
        cutting.cut_after(way, passed)
        outcome = exchange.round()
        assert journal.acknowledged() <= len(county.numbers()) - len(told)
        is_cut = cutting.is_cut
        cutting.heal()
        if is_cut:
            assert isinstance(outcome, NoContact), passed
            assert isinstance(exchange.round(), Synced), passed
        assert journal.waiting() == 0
        assert county.numbers() == list(range(1, 2 * len(told) + 1)), passed
        if not is_cut:
            break
    assert passed > 300, "a whole round is longer than that"
    assert set(told) < set(county.entries())
    assert len(county.view("visits")) == journal.entry_count() == 2 * len(told)


@pytest.mark.parametrize("way", [UP, DOWN])
def test_i18_the_worker_gets_over_a_cut_by_itself(county, cutting, journal, line, way):
    ended = threading.Event()
    pace = Pace(first_s=0.01, longest_s=0.01)

    def tell(outcome):
        if isinstance(outcome, NoContact):
            cutting.heal()
        elif isinstance(outcome, Synced):
            ended.set()

    for at, passed in enumerate((0, 100, 300, 500), 1):
        journal.append(CheckedIn(f"person-{passed}"))
        ended.clear()
        cutting.cut_after(way, passed)
        worker = Worker(journal, line, lambda: NOW_MS, lambda: 0.5, pace, tell)
        worker.start()
        assert ended.wait(20)
        assert worker.stop()
        assert county.numbers() == list(range(1, at + 1))
