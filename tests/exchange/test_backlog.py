"""A kiosk that was a month without a line: what it holds in memory and what stands in a request is
no more than after two days (I17)."""

from __future__ import annotations

import random

import pytest

from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import CheckedIn
from sync.standard.wire import BATCH_LINES, MAX_BATCH_LINES, MAX_PACKED_BYTES
from tests.county.running import NOW_MS
from tests.exchange.plain_ledger import PlainLedger

DAYS = 30
A_DAY = 660
"""Entries of a very busy village: 330 who come and go."""


class CountedLine(bytes):
    """A journal's line that is counted for as long as anybody holds it."""

    held = most = 0

    def __new__(cls, line):
        cls.held += 1
        cls.most = max(cls.most, cls.held)
        return super().__new__(cls, line)

    def __del__(self):
        CountedLine.held -= 1


class CountingLedger(PlainLedger):
    def lines_after(self, seq, limit, max_bytes):
        return [(n, CountedLine(line)) for n, line in super().lines_after(seq, limit, max_bytes)]


class WeighingLine(Line):
    """Notes the size of every request and answer."""

    def ask(self, method, path, body, sign):
        answer = super().ask(method, path, body, sign)
        self.sizes.append(max(len(body), len(answer.body)))
        return answer


@pytest.fixture
def weighing(county):
    line = WeighingLine(county.url)
    line.sizes = []
    yield line
    line.close()


@pytest.mark.parametrize("county", ["sqlite"], indirect=True)
def test_i17_a_backlog_of_thirty_days_weighs_no_more_than_one_of_two(county, join, weighing):
    sender, asker = join(CountingLedger("sender")), join()
    dice = random.Random(1)
    for _ in range(DAYS * A_DAY):
        sender.ledger.write(CheckedIn(f"{dice.getrandbits(64):016x}", "clean"))
    CountedLine.most = CountedLine.held
    assert Exchange(sender.ledger, weighing, lambda: NOW_MS).round() == Synced(sent=DAYS * A_DAY)
    assert CountedLine.most <= 2 * MAX_BATCH_LINES
    assert len(weighing.sizes) <= DAYS * A_DAY / BATCH_LINES + 4
    assert Exchange(asker.ledger, weighing, lambda: NOW_MS).round().received == DAYS * A_DAY
    assert max(weighing.sizes) < MAX_PACKED_BYTES / 15
    assert asker.ledger.lines == sender.ledger.lines == county.entries()
