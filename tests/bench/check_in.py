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

CHECK_INS: Final = 2000


def measure(folder: Path, cipher_ms: list[float]) -> list[Figure]:
    """folder: a large village's. cipher_ms: raw inserts with commit, on the same disk."""
    took_ms = check_in_ms(folder)
    figures = []
    for percent, aim in ((50, None), (99, most(20))):
        value, limit = percentile(took_ms, percent), percentile(cipher_ms, percent)
        name, of = f"check-in committed, p{percent}", f"raw SQLCipher, p{percent}"
        figures.append(Figure(name, value, "ms", aim, value / limit, of))
    return figures


def check_in_ms(folder: Path) -> list[float]:
    village = open_village(Config(folder))
    try:
        query = "SELECT key FROM residents ORDER BY key"
        persons = [key for (key,) in village.store.database.rows(query)]
        random.Random(1).shuffle(persons)
        took_ms = []
        for person in persons[:CHECK_INS]:
            began_s = time.perf_counter()
            outcome = check_in(village.ports, person, "clean")
            took_ms.append((time.perf_counter() - began_s) * 1000)
            assert isinstance(outcome, CheckedInNow)
        return took_ms
    finally:
        village.close()
