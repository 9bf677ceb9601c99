"""A village with two kiosks whose cables are out half of the time, and a clock for all of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.config import Config
from kiosk.services.ports import Ports
from kiosk.village import Village, open_village
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.clock import MINUTE_MS
from tests.county.running import DONGSHENG, County

ROUNDING = 15
CREDITED = 60
CLOSED_AFTER_H = 6


class Kiosk:
    def __init__(self, folder: Path, county: County) -> None:
        self.county = county
        self.village: Village = open_village(
            Config(folder), lambda: county.now_ms, lambda: county.now_ms
        )
        self.line = Line(county.url)
        journal = self.village.store.journal
        made = enrol(journal, self.line, county.code(DONGSHENG), lambda: county.now_ms)
        assert isinstance(made, Enrolled)
        self.exchange = Exchange(journal, self.line, lambda: county.now_ms)

    @property
    def ports(self) -> Ports:
        return self.village.ports

    def sync(self) -> None:
        """Until nothing is left: what the county decides comes with the round after."""
        for _ in range(3):
            assert isinstance(self.exchange.round(), Synced)

    def close(self) -> None:
        self.line.close()
        self.village.close()


@dataclass
class Truth:
    """What really happened, reckoned with nothing of the program's: minutes by person."""

    spans: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Start in milliseconds, minutes."""

    def add(self, person: str, start_ms: int, minutes: int) -> None:
        self.spans[person].append((start_ms, minutes))

    def minutes(self, person: str) -> int:
        """Each minute once, in the order of the visits; each visit down to a quarter of an hour."""
        counted: set[int] = set()
        total = 0
        for start_ms, minutes in sorted(self.spans[person]):
            first = start_ms // MINUTE_MS
            fresh = set(range(first, first + minutes)) - counted
            counted |= fresh
            total += len(fresh) // ROUNDING * ROUNDING
        return total
