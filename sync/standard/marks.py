"""A person's mark (记号): one of twelve pictures, beside her masked name and on her village card.

It helps her to see which of several is herself. It follows from her id alone, so it is the same on
every kiosk and for ever; it proves nothing and tells nothing about her.
"""

from __future__ import annotations

import hashlib
from typing import Final

MARKS: Final = (
    "lotus",
    "chrysanthemum",
    "lantern",
    "umbrella",
    "teapot",
    "fan",
    "clock",
    "boat",
    "train",
    "house",
    "sun",
    "moon",
)
"""Never change, reorder or add: printed cards carry them."""


def mark_of(person: str) -> str:
    """One of MARKS, from the person's id.

    Hashed, because ids that were made one after the other begin alike.
    """
    digest = hashlib.sha256(b"mark\0" + person.encode()).digest()
    return MARKS[int.from_bytes(digest[:8]) % len(MARKS)]
