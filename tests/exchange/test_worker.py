"""The worker: never gives up, never lies, always ends."""

from __future__ import annotations

import os
import socket
import threading

import pytest

from sync.county.tables import DEVICES
from sync.exchange.line import Line, Why
from sync.exchange.outcomes import Forked, NoContact, Synced
from sync.exchange.pace import Pace
from sync.exchange.status import State
from sync.exchange.troubles import troubles_seen
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn
from tests.county.running import NOW_MS
from tests.exchange.plain_ledger import PlainLedger

PATIENCE_S = float(os.environ.get("PATIENCE_S", "20"))
QUICK = Pace(first_s=0.01, longest_s=0.05, idle_s=600.0)


class Told:
    """Collects outcomes, and waits for one that is wished for."""

    def __init__(self):
        self.outcomes = []
        self._news = threading.Condition()

    def __call__(self, outcome):
        with self._news:
            self.outcomes.append(outcome)
            self._news.notify_all()

    def wait_for(self, wished, timeout_s=PATIENCE_S):
        with self._news:
            assert self._news.wait_for(lambda: any(map(wished, self.outcomes)), timeout_s)

    def forget(self):
        with self._news:
            self.outcomes.clear()


@pytest.fixture
def employ():
    """employ(ledger, line): a started worker and what it told."""
    workers = []

    def make(ledger, line, pace=QUICK):
        told = Told()
        workers.append(Worker(ledger, line, lambda: NOW_MS, lambda: 0.5, pace, told))
        workers[-1].start()
        return workers[-1], told

    yield make
    for worker in workers:
        assert worker.stop()


def is_synced(outcome):
    return isinstance(outcome, Synced)


def test_i18_the_backlog_drains_by_itself_once_the_county_is_there(county, join, employ):
    kiosk = join()
    county.stop()
    for n in range(30):
        kiosk.ledger.write(CheckedIn(f"person-{n}"))
    worker, told = employ(kiosk.ledger, kiosk.line)
    told.wait_for(lambda o: isinstance(o, NoContact))
    status = worker.status()
    assert (status.state, status.waiting) in ((State.WAITING, 30), (State.SENDING, 30))
    assert status.trouble == Why.NO_NETWORK
    county.start()
    told.wait_for(is_synced)
    assert county.entries() == kiosk.ledger.lines
    assert worker.status().state is State.ALL_SENT
    assert worker.status().trouble == ""


def test_i18_the_worker_arms_again_after_any_exception(county, join, employ):
    kiosk = join()
    faults = [MemoryError(), RuntimeError("lost"), KeyError("x")]

    class Stumbling(PlainLedger):
        def waiting(self):
            if faults and threading.current_thread().name == "exchange":
                raise faults.pop()
            return super().waiting()

    ledger = Stumbling("kiosk-1")
    vars(ledger).update(vars(kiosk.ledger))
    ledger.write(CheckedIn("person"))
    _, told = employ(ledger, kiosk.line)
    told.wait_for(is_synced)
    assert told.outcomes[:3] == [None, None, None]
    assert len(county.entries()) == 1


def test_a_poke_sends_the_new_entry_with_one_request(county, join, employ):
    kiosk = join()
    worker, told = employ(kiosk.ledger, kiosk.line)
    told.wait_for(is_synced)
    told.forget()
    before = kiosk.line.requests
    kiosk.ledger.write(CheckedIn("person"))
    worker.poke()
    told.wait_for(lambda o: o == Synced(sent=1))
    assert kiosk.line.requests == before + 1
    assert len(county.entries()) == 1


def test_a_poke_does_not_break_the_back_off(county, join, employ):
    kiosk = join()
    county.stop()
    worker, told = employ(kiosk.ledger, kiosk.line, Pace(first_s=600.0))
    told.wait_for(lambda o: isinstance(o, NoContact))
    told.forget()
    worker.poke()
    county.start()
    worker.try_now()
    told.wait_for(is_synced)
    assert told.outcomes == [Synced()]


def test_stop_ends_while_the_county_says_nothing(employ, join):
    kiosk = join()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        line = Line(f"http://127.0.0.1:{silent.getsockname()[1]}", read_s=0.3)
        worker, told = employ(kiosk.ledger, line)
        told.wait_for(lambda o: o == NoContact(Why.TIMEOUT))
        assert worker.stop(5.0)


def test_a_kiosk_that_is_not_enrolled_says_so(employ):
    line = Line("http://127.0.0.1:9")
    ledger = PlainLedger("kiosk-1")
    ledger.write(CheckedIn("person"))
    worker, told = employ(ledger, line)
    told.wait_for(bool)
    assert worker.status().state is State.NOT_ENROLLED
    assert worker.status().trouble == "not_enrolled", "that is what stands in the way"
    assert worker.status().waiting == 1
    assert troubles_seen(ledger) == ()


def test_the_back_off_grows_from_5_s_to_15_min_and_falls_back():
    pace = Pace()
    failed = NoContact(Why.TIMEOUT)
    longest = [pace.wait_s(failed, n, 1.0) for n in range(1, 40)]
    assert longest[:4] == [5.0, 10.0, 20.0, 40.0]
    assert longest[-1] == 900.0
    assert longest == sorted(longest)
    assert pace.wait_s(failed, 3, 0.0) == 10.0
    assert pace.wait_s(None, 1, 1.0) == 5.0
    assert pace.wait_s(Forked(2, 1), 1, 1.0) == 0.0
    assert 240.0 <= pace.wait_s(Synced(), 0, 0.0) <= pace.wait_s(Synced(), 0, 1.0) <= 361.0


def test_what_stood_in_the_way_is_kept_across_a_restart(county, join, employ):
    kiosk = join()
    county.stop()
    worker, told = employ(kiosk.ledger, kiosk.line)
    told.wait_for(lambda _: len(told.outcomes) >= 2)
    assert worker.stop()
    county.start()
    again, told = employ(kiosk.ledger, Line(county.url))
    told.wait_for(is_synced)
    assert again.status().trouble == "", "nothing stands in the way now"
    (seen,) = troubles_seen(kiosk.ledger)
    assert (seen.code, seen.last_ms) == (Why.NO_NETWORK, NOW_MS)
    assert seen.count >= 2


def test_a_county_that_does_not_know_the_kiosk_is_told(county, join, employ):
    kiosk = join()
    county.store.write(lambda c: c.execute(DEVICES.delete()))
    worker, told = employ(kiosk.ledger, kiosk.line)
    told.wait_for(bool)
    assert worker.status().trouble == "unknown"
    assert worker.status().rounds >= 1


def test_a_ledger_that_cannot_note_a_trouble_does_not_stop_the_worker(county, join, employ):
    kiosk = join()

    class Full(PlainLedger):
        def set_setting(self, key, value):
            if key == "exchange.troubles":
                raise OSError("full")
            super().set_setting(key, value)

    ledger = Full("kiosk-1")
    vars(ledger).update(vars(kiosk.ledger))
    county.stop()
    _, told = employ(ledger, kiosk.line)
    told.wait_for(lambda o: o == NoContact(Why.NO_NETWORK))
    county.start()
    told.wait_for(is_synced)
