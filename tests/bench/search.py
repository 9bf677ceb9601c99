"""Finding a person by the initials of her name, among 100,000."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Final

from kiosk.config import Config
from kiosk.services.find_me import Unknown, find_by_initials
from kiosk.services.ports import Ports
from kiosk.store.names import spellings
from kiosk.village import open_village
from sync.standard.residents import Resident
from tests.bench.figures import Figure, most, percentile

SEARCHES: Final = 2000


def measure(folder: Path) -> list[Figure]:
    """folder: the village of 100,000."""
    village = open_village(Config(folder))
    try:
        residents = _some(village.ports, village.store.database.rows("SELECT key FROM residents"))
        whole = [_took_ms(village.ports, r, r.personal.number[-4:]) for r in residents]
        short = [_took_ms(village.ports, r, "") for r in residents]
    finally:
        village.close()
    return [
        Figure("search, initials + last 4, p50", percentile(whole, 50), "ms"),
        Figure("search, initials + last 4, p99", percentile(whole, 99), "ms", most(10)),
        Figure("search, initials alone, p99", percentile(short, 99), "ms", most(10)),
    ]


def _some(ports: Ports, keys: list[tuple[str]]) -> list[Resident]:
    chosen = random.Random(2).sample(keys, SEARCHES)
    found = [ports.residents.by_id(key) for (key,) in chosen]
    return [resident for resident in found if resident is not None]


def _took_ms(ports: Ports, resident: Resident, last4: str) -> float:
    initials = spellings(resident.personal.name)[0]
    began_s = time.perf_counter()
    outcome = find_by_initials(ports, initials, last4)
    took_ms = (time.perf_counter() - began_s) * 1000
    assert not isinstance(outcome, Unknown)
    return took_ms
