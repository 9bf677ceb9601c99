"""What hands write, read back: how often it is among the first five, and how long that takes."""

from __future__ import annotations

import time
from typing import Final

from kiosk.config import ASSETS
from kiosk.devices.handwriting import DINKIT, WorkerHandwriting, engines
from kiosk.services.read_character import Likely, read_character
from tests.bench.figures import Aim, Figure, least, most, percentile
from tests.devices.pens import HANDS, Hand, given, surnames, write

FIRST: Final = 5
AIMS: Final = {"clean": least(99), "heavy": least(90)}
SETS: Final = {"surnames": surnames, "given": given}


def measure() -> list[Figure]:
    figures = []
    for engine in engines():
        reader = WorkerHandwriting([engine])
        reader.candidates([((0.2, 0.5), (0.8, 0.5))])
        for hand_name, hand in HANDS.items():
            for name, characters in SETS.items():
                aim = AIMS.get(hand_name) if engine == DINKIT else None
                figures += _of(reader, hand, name, characters(), f"{engine}, {hand_name}", aim)
        reader.close()
    return figures


def _of(
    reader: WorkerHandwriting, hand: Hand, name: str, characters: str, what: str, aim: Aim | None
) -> list[Figure]:
    usual = "surnames" if name == "surnames" else "name_characters"
    likely = Likely(usual=frozenset((ASSETS / "pinyin" / f"{usual}.txt").read_text("utf-8")))
    read = 0
    took_ms = []
    for character in characters:
        strokes = write(character, hand)
        began_s = time.perf_counter()
        found = read_character(reader, strokes, likely)
        took_ms.append((time.perf_counter() - began_s) * 1000)
        read += character in found[:FIRST]
    what = f"{what}, {name}"
    return [
        Figure(f"{what}: among the first {FIRST}", 100 * read / len(characters), "%", aim),
        Figure(f"{what}: a query, p50", percentile(took_ms, 50), "ms", most(10)),
        Figure(f"{what}: a query, p99", percentile(took_ms, 99), "ms", most(10)),
    ]
