"""A person's sign: two of twenty-four pictures that she alone knows, asked where it is private.

Their order does not matter, so there are 276 signs. What keeps them from being tried out is not the
sealing but the lock after five wrong tries, and the journal's own key (docs/adr/0023).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

PICTURES: Final = (
    "kitten",
    "pumpkin",
    "bicycle",
    "fish",
    "corn",
    "ox",
    "bucket",
    "grapes",
    "dog",
    "eggplant",
    "drum",
    "butterfly",
    "rooster",
    "watermelon",
    "hammer",
    "rabbit",
    "chilli",
    "tree",
    "pig",
    "mushroom",
    "duck",
    "carrot",
    "elephant",
    "peanut",
)
"""In the order in which they are shown: neighbours are of different kinds and colours. A sealed
sign holds the words themselves, so none may ever be renamed."""
CHOSEN: Final = 2


def is_sign(pictures: Iterable[str]) -> bool:
    """Exactly CHOSEN different ones of PICTURES."""
    chosen = frozenset(pictures)
    return len(chosen) == CHOSEN and chosen <= frozenset(PICTURES)


def spelled(pictures: Iterable[str]) -> str:
    """The text that is sealed: the same whatever was touched first."""
    return "+".join(sorted(frozenset(pictures)))
