"""A village with two kiosks whose cables are out half of the time, and a clock for all of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import zxingcpp

from kiosk.config import ASSETS, Config
from kiosk.services.papers import CertificatePaper
from kiosk.services.ports import Ports
from kiosk.strings import load_strings
from kiosk.ui.certificate_sheet import certificate_picture
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from kiosk.village import Village, open_village
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.clock import MINUTE_MS
from tests.county.running import DONGSHENG, County

ROUNDING = 15
CREDITED = 60
HOURS = {
    "rounding_minutes": ROUNDING,
    "close_after_h": 6,
    "credit_minutes": {"": CREDITED},
}
"""The county's table."""


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


def read_from_paper(paper: CertificatePaper) -> str:
    """The text of its code, as a phone's camera sees it on the printed page."""
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    theme = Theme.load(Metrics(1080, 1920), ASSETS)
    (code,) = zxingcpp.read_barcodes(certificate_picture(paper, strings, theme, 150))
    return str(code.text)
