"""The same journal over a line like 2G's: a round trip of 600 ms, 40 kbit/s up and 80 down, one
segment in a hundred stalls for 1.5 s."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from kiosk.devices.machine import wall_ms
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from tests.bench.exchange import Bed, county
from tests.bench.figures import Figure, median, most
from tests.bench.peers import SLOW_ENTRIES, Peers
from tests.exchange.slow_line import DOWN, LIKE_2G, UP, SlowLine

SEEDS: Final = (1, 2, 3)
ONES: Final = 5
"""Single check-ins for each seed and way."""


def measure(work: Path, peers: Peers) -> list[Figure]:
    peers.run_slow_line()
    many_s: list[float] = []
    kept_s: list[float] = []
    fresh_s: list[float] = []
    carried: list[float] = []
    folder = work / "slow-county"
    with county(folder) as url:
        for seed in SEEDS:
            with (
                Bed(work / f"slow-{seed}", f"32119900100{seed}", peers) as bed,
                SlowLine(int(url.rsplit(":", 1)[1]), LIKE_2G, seed) as slow,
            ):
                bed.write(SLOW_ENTRIES)
                bed.enrol(url, folder)
                line = Line(slow.url)
                exchange = Exchange(bed.journal, line, wall_ms)
                many_s.append(_sent_s(exchange, SLOW_ENTRIES))
                carried.append(slow.passed(UP) + slow.passed(DOWN))
                for _ in range(ONES):
                    bed.write_now()
                    kept_s.append(_sent_s(exchange, 1))
                for _ in range(ONES):
                    bed.write_now()
                    line.close()
                    fresh_s.append(_sent_s(exchange, 1))
                line.close()
    one = peers.beside("slow_one_s")
    return [
        Figure(
            "2G-like line: 1,000 check-ins after a start",
            median(many_s),
            "s",
            most(10),
            beside=peers.beside("slow_many_s"),
            note=_worst(many_s),
        ),
        Figure("  bytes both ways", median(carried), "B", beside=peers.beside("slow_many_bytes")),
        Figure("  one later", median(kept_s), "s", most(1.4), beside=one, note=_worst(kept_s)),
        Figure(
            "  one later, on a new connection",
            median(fresh_s),
            "s",
            most(1.4),
            beside=one,
            note=_worst(fresh_s),
        ),
    ]


def _worst(values: list[float]) -> str:
    return f"worst of {len(values)}: {max(values):.2f} s"


def _sent_s(exchange: Exchange, entries: int) -> float:
    began_s = time.perf_counter()
    outcome = exchange.round(ask_anyway=False)
    took_s = time.perf_counter() - began_s
    assert isinstance(outcome, Synced), outcome
    assert outcome.sent == entries, outcome
    return took_s
