"""A check-in through the service: who is she, the entry on the disk, her hours."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Final

from kiosk.config import Config
from kiosk.services.check_in import CheckedInNow, check_in
from kiosk.village import open_village
from tests.bench.figures import Figure, most, percentile
from tests.bench.machine import commits_ms

CHECK_INS: Final = 2000


def measure(folder: Path, raw: Path) -> list[Figure]:
    """folder: a large village's. raw: where the machine's own commits are made."""
    took_ms, raw_ms = _check_ins(folder, raw)
    figures = []
    for percent, aim in ((50, None), (99, most(20))):
        value, limit = percentile(took_ms, percent), percentile(raw_ms, percent)
        name, of = f"check-in committed, p{percent}", f"raw SQLCipher, p{percent}"
        figures.append(Figure(name, value, "ms", aim, value / limit, of))
    return figures


def _check_ins(folder: Path, raw: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of each check-in and of a raw commit right before it: whatever else burdens
    the disk burdens both."""
    village = open_village(Config(folder))
    took_ms: list[float] = []
    raw_ms: list[float] = []
    try:
        query = "SELECT key FROM residents ORDER BY key"
        persons = [key for (key,) in village.store.database.rows(query)]
        random.Random(1).shuffle(persons)
        for person, ms in zip(persons[:CHECK_INS], commits_ms(raw, encrypted=True), strict=False):
            raw_ms.append(ms)
            began_s = time.perf_counter()
            outcome = check_in(village.ports, person, "clean")
            took_ms.append((time.perf_counter() - began_s) * 1000)
            assert isinstance(outcome, CheckedInNow)
    finally:
        village.close()
    return took_ms, raw_ms
