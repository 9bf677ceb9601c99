"""A line like 2G's, only quicker so that nobody waits: what is too much for it is sent in smaller
batches, and in larger ones when it is better again (I17, I18)."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Answered, Line
from sync.exchange.outcomes import NoContact, Synced
from sync.exchange.plan import FIRST_LINES, GROWTH
from sync.exchange.round import Exchange
from sync.sealing import unpack
from sync.standard.attendance import CheckedIn
from sync.standard.wire import MAX_UNPACKED_BYTES, read_batch
from tests.county.running import NOW_MS
from tests.exchange.plain_ledger import PlainLedger
from tests.exchange.slow_line import CLEAR, DOWN, UP, SlowLine, Weather

PATIENCE_S = 0.2
SLOW = Weather(rtt_s=0.02, up=20_000, down=40_000)
"""The first batch takes 0.5 s, a quarter of it 0.13 s."""


class NotingLine(Line):
    """Notes of every push how many lines it has, and whether it was answered."""

    def __init__(self, url):
        super().__init__(url, connect_s=5.0, read_s=30.0)
        self.pushes = []
        self.at_first_answer = lambda: None

    def ask(self, method, path, body, sign):
        answer = super().ask(method, path, body, sign)
        if path == "/push":
            is_answered = isinstance(answer, Answered)
            if is_answered and not self.answered():
                self.at_first_answer()
            self.pushes.append((read_batch(unpack(body, MAX_UNPACKED_BYTES))[0].n, is_answered))
        return answer

    def be_patient(self, read_s=30.0):
        """While the line is good a busy machine is not taken for a slow one."""
        self._limits_s = (30.0, read_s)

    def answered(self):
        return [lines for lines, is_answered in self.pushes if is_answered]


@pytest.fixture
def slow(county):
    with SlowLine(county.port, CLEAR) as line:
        yield line


@pytest.fixture
def line(slow):
    made = NotingLine(slow.url)
    yield made
    made.close()


def test_i17_i18_batches_shrink_on_a_slow_line_grow_on_a_better_one_and_all_arrive(
    county, slow, line
):
    ledger, dice = PlainLedger("kiosk"), random.Random(2)
    assert isinstance(enrol(ledger, line, county.code(), lambda: NOW_MS), Enrolled)
    exchange = Exchange(ledger, line, lambda: NOW_MS)
    assert exchange.round() == Synced()
    for _ in range(1500):
        ledger.write(CheckedIn(f"{dice.getrandbits(128):032x}"))
    slow.weather = SLOW
    line.be_patient(PATIENCE_S)

    def clear_up():
        slow.weather = CLEAR
        line.be_patient()

    line.at_first_answer = clear_up
    outcomes = [exchange.round()]
    while isinstance(outcomes[-1], NoContact) and len(outcomes) < 50:
        outcomes.append(exchange.round())
    assert isinstance(outcomes[-1], Synced)
    assert line.pushes[0] == (FIRST_LINES, False)
    for (lines, is_answered), (after, _) in pairwise(line.pushes):
        assert after <= (lines * GROWTH if is_answered else lines // 2)
    fitting = line.answered()[0]
    assert max(line.answered()) >= 2 * fitting
    assert county.entries() == ledger.lines
    assert county.numbers() == list(range(1, 1501))
    assert ledger.waiting() == 0
    assert slow.passed(UP) > slow.passed(DOWN) > 0
