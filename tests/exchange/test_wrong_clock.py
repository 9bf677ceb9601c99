"""A kiosk whose clock says 1970, or three years from now, or one after the other between any two
entries: its entries keep their order, say that their time is doubtful, and come to the county."""

from __future__ import annotations

import os
from itertools import count

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis.strategies import booleans, lists, sampled_from, tuples

from kiosk.store.store import open_store
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import CheckedIn, Visit
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS, TOLERANCE_MS
from sync.standard.entry import decode
from tests.county.running import NOW_MS
from tests.county.running import sqlite_county as county

__all__ = ["county"]

RIGHT, OF_1970, OF_THAT_NIGHT, SLOW, FAST = (
    0,
    -NOW_MS,
    HOUR_MS - NOW_MS,
    -2 * HOUR_MS,
    1095 * DAY_MS,
)
"""What the kiosk's clock is wrong by."""
VILLAGES = count(321199002001)
STEPS = lists(
    tuples(sampled_from((RIGHT, RIGHT, OF_1970, OF_THAT_NIGHT, SLOW, FAST)), booleans()),
    min_size=4,
    max_size=12,
)
"""(how wrong the clock is now, whether a round follows the entry)"""


class Kiosk:
    def __init__(self, folder, county):
        self.folder, self.county = folder, county
        self.village = str(next(VILLAGES))
        self.wrong_by_ms = RIGHT
        self.line = Line(county.url)
        self.open()
        code = county.code(self.village)
        assert isinstance(enrol(self.journal, self.line, code, self.wall_ms), Enrolled)

    def open(self):
        self.store = open_store(self.folder, bytes(32), self.wall_ms, os.urandom)
        self.journal = self.store.journal
        self.exchange = Exchange(self.journal, self.line, self.wall_ms)

    def wall_ms(self):
        return self.county.now_ms + self.wrong_by_ms

    def close(self):
        self.line.close()
        self.store.close()


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
@example(steps=[(RIGHT, True), (OF_1970, True), (FAST, True), (SLOW, True), (RIGHT, True)])
@example(steps=[(RIGHT, False), (RIGHT, False), (OF_1970, True), (OF_THAT_NIGHT, False)])
def test_entries_keep_their_order_whatever_the_clock_says(county, tmp_path_factory, steps):
    kiosk = Kiosk(tmp_path_factory.mktemp("kiosk"), county)
    told, true_ms = [], []
    for at, (wrong_by_ms, is_round) in enumerate(steps):
        county.now_ms += MINUTE_MS
        kiosk.wrong_by_ms = wrong_by_ms
        if at == len(steps) // 2:
            kiosk.store.close()
            kiosk.open()
        true_ms.append(county.now_ms)
        told += kiosk.journal.append(CheckedIn(f"person-{at}"))
        if is_round:
            assert isinstance(kiosk.exchange.round(), Synced)
    assert isinstance(kiosk.exchange.round(), Synced)
    assert kiosk.journal.waiting() == 0
    kept = county.entries(kiosk.village)
    assert sorted(kept, key=lambda ref: ref.seq) == told
    stamps = [decode(ref, kept[ref]).origin.stamp for ref in told]
    for stamp, ms in zip(stamps, true_ms, strict=True):
        assert stamp.doubtful or abs(stamp.ms - ms) <= TOLERANCE_MS, "sure means right"
    if {wrong for wrong, _ in steps} == {RIGHT}:
        assert not any(stamp.doubtful for stamp in stamps)
    ours = kiosk.store.database.rows("SELECT key, row FROM visits")
    starts = {key: msgspec.json.decode(row, type=Visit).start_ms for key, row in ours}
    order = [starts[ref.text()] for ref in told]
    assert order == sorted(order), "as they count, none before the one before"
    assert order[-1] <= county.now_ms, "no time that is yet to come counts"
    assert dict(ours) == county.view("visits", kiosk.village)
    kiosk.close()
