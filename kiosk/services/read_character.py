"""Read one character that a finger writes, into six that may be meant."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.services.handwriting import Handwriting, Stroke

MOST_CANDIDATES: Final = 6
_REACH: Final = 3
"""A point becomes the mean of itself and so many on either side."""
_SPACE: Final = 0.015
"""Of the paper's side, from one point to the next."""
_EVERY: Final = 3
"""Of the means one in so many: those between say nothing more, and lengthen the way to the
engine."""
_KNOWN: Final = 4
_USUAL: Final = 2
"""So many places a character comes forward. More than these would push what reads best off the
six: this way the first three always stay among them."""
WORTH_READING: Final = MOST_CANDIDATES + _KNOWN
"""From an engine: nothing behind these can come forward into the six."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What may stand at this place of a name."""

    known: Collection[str] = ()
    """How the names that are known here go on after what stands already."""
    usual: Collection[str] = ()
    """At the first place surnames, then what names are made of."""


def read_character(
    handwriting: Handwriting, strokes: Sequence[Stroke], likely: Likely
) -> tuple[str, ...]:
    """At most six, likeliest first; () where nothing could be read."""
    found = handwriting.candidates([steady(stroke) for stroke in strokes if stroke])
    return rank(found, likely)[:MOST_CANDIDATES]


def rank(found: Sequence[str], likely: Likely) -> tuple[str, ...]:
    """What was read, in the order in which it is offered: a name that is known here first, then
    what names are made of, but what reads best is never far behind."""
    places = {character: place for place, character in reversed([*enumerate(found)])}

    def cost(character: str) -> int:
        bonus = _USUAL if character in likely.usual else 0
        return places[character] - (_KNOWN if character in likely.known else bonus)

    return tuple(sorted(dict.fromkeys(found), key=cost))


def steady(stroke: Stroke) -> Stroke:
    """Without the tremor: docs/identify.md says what that is worth. A dot stays a dot."""
    spaced = _spaced(stroke)
    count = len(spaced)
    if count <= 2 * _REACH:
        return stroke
    places = (*range(0, count - 1, _EVERY), count - 1)
    return tuple(_mean(spaced[max(0, at - _REACH) : at + _REACH + 1]) for at in places)


def _spaced(stroke: Stroke) -> Stroke:
    """However slow the finger and however often the glass reports it."""
    kept = [stroke[0]]
    for point in stroke[1:-1]:
        if math.dist(point, kept[-1]) >= _SPACE:
            kept.append(point)
    return (*kept, *stroke[1:][-1:])


def _mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    count = len(points)
    return sum(x for x, _ in points) / count, sum(y for _, y in points) / count
