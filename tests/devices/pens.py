"""Hands that write: strokes as a finger makes them, from the middle lines of printed characters.

The lines (tests/data/strokes.json.gz) are drawn anew in every way that a hand goes astray: it
trembles, it sets strokes down beside their place, it takes them in another order, it does not lift.
Lengths are parts of the paper's side.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from kiosk.services.handwriting import Stroke

Line = list[tuple[float, float]]
_FILE: Final = Path(__file__).parents[1] / "data" / "strokes.json.gz"
_STEP: Final = 0.02
"""From one point to the next: a finger at an easy pace, 60 times a second."""
_SIDE: Final = 1024
"""Of the square that the lines are given in."""


@dataclass(frozen=True, slots=True)
class Hand:
    tremor: float = 0.0
    """How far the finger shakes, standard deviation."""
    astray: float = 0.0
    """How far a stroke is set down beside its place, standard deviation."""
    swaps: float = 0.0
    """Chance that a stroke comes before the one it follows."""
    joins: float = 0.0
    """Chance that the finger is not lifted before the next stroke."""
    slant: float = 0.0
    """How much the whole leans and is squeezed, standard deviation."""


CLEAN: Final = Hand()
UNSTEADY: Final = Hand(tremor=0.012, astray=0.015, slant=0.05)
SWAPPED: Final = Hand(tremor=0.006, swaps=0.25, slant=0.03)
JOINED: Final = Hand(tremor=0.006, joins=0.3, slant=0.03)
HEAVY: Final = Hand(tremor=0.025, astray=0.02, swaps=0.05, joins=0.05, slant=0.05)
"""On a paper of 150 mm the finger shakes by 3.8 mm and more, either way."""
WORST: Final = Hand(tremor=0.02, astray=0.02, swaps=0.15, joins=0.15, slant=0.05)
HANDS: Final = {
    "clean": CLEAN,
    "unsteady": UNSTEADY,
    "swapped": SWAPPED,
    "joined": JOINED,
    "heavy": HEAVY,
    "worst": WORST,
}


@cache
def _data() -> dict[str, object]:
    found: dict[str, object] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return found


def surnames() -> str:
    """The 408 of one character."""
    return str(_data()["surnames"])


def given() -> str:
    """The 500 characters that are most frequent in given names."""
    return str(_data()["given"])


def lines(character: str) -> list[Line]:
    medians = _data()["medians"]
    assert isinstance(medians, dict)
    return [[(x / _SIDE, y / _SIDE) for x, y in line] for line in medians[character]]


def write(character: str, hand: Hand, seed: int = 0) -> list[Stroke]:
    """Its strokes, each some points; the same for the same seed."""
    chance = Random(f"{character} {seed}")
    strokes = [_along(line) for line in lines(character)]
    strokes = _joined(_swapped(strokes, hand.swaps, chance), hand.joins, chance)
    lean, wide, high = (chance.gauss(0, hand.slant) for _ in range(3))
    return [_set_down(stroke, hand, (lean, wide, high), chance) for stroke in strokes]


def _along(line: Sequence[tuple[float, float]]) -> Line:
    """The line with a point every _STEP."""
    points = [line[0]]
    for (x, y), (to_x, to_y) in pairwise(line):
        count = max(1, round(math.hypot(to_x - x, to_y - y) / _STEP))
        points += [
            (x + (to_x - x) * n / count, y + (to_y - y) * n / count) for n in range(1, count + 1)
        ]
    return points


def _swapped(strokes: list[Line], swaps: float, chance: Random) -> list[Line]:
    for at in range(1, len(strokes)):
        if chance.random() < swaps:
            strokes[at - 1], strokes[at] = strokes[at], strokes[at - 1]
    return strokes


def _joined(strokes: list[Line], joins: float, chance: Random) -> list[Line]:
    found = [strokes[0]]
    for stroke in strokes[1:]:
        if chance.random() < joins:
            found[-1] = _along([*found[-1], stroke[0]]) + stroke[1:]
        else:
            found.append(stroke)
    return found


def _set_down(
    stroke: Sequence[tuple[float, float]],
    hand: Hand,
    whole: tuple[float, float, float],
    chance: Random,
) -> Stroke:
    lean, wide, high = whole
    off_x, off_y = chance.gauss(0, hand.astray), chance.gauss(0, hand.astray)
    shake_x = shake_y = 0.0
    points = []
    for x, y in stroke:
        # A finger does not jump: each shake keeps half of the one before.
        shake_x = _shaken(shake_x, hand.tremor, chance)
        shake_y = _shaken(shake_y, hand.tremor, chance)
        at_x = 0.5 + (x - 0.5) * (0.85 + wide) + (y - 0.5) * lean + off_x + shake_x
        at_y = 0.5 + (y - 0.5) * (0.85 + high) + off_y + shake_y
        points.append((min(1.0, max(0.0, at_x)), min(1.0, max(0.0, at_y))))
    return tuple(points)


def _shaken(before: float, tremor: float, chance: Random) -> float:
    return 0.5 * before + chance.gauss(0, tremor * 0.866)
