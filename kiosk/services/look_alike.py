"""People who look the same on a page where names are masked: what else tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from sync.standard.identity import mask_name
from sync.standard.residents import Resident

ANIMALS: Final = (
    "rat",
    "ox",
    "tiger",
    "rabbit",
    "dragon",
    "snake",
    "horse",
    "goat",
    "monkey",
    "rooster",
    "dog",
    "pig",
)


def tell_apart(people: Sequence[Resident]) -> list[str]:
    """Of each the animal of her year, one of ANIMALS, where another of them has the same masked
    name and home group; else ""."""
    looks = [(mask_name(each.personal.name), each.personal.group) for each in people]
    count = Counter(looks)
    pairs = zip(people, looks, strict=True)
    return [animal_of(each.personal.birth) if count[look] > 1 else "" for each, look in pairs]


def animal_of(birth: str) -> str:
    """Of the moon's year, which begins weeks after the sun's. birth: as ISO 8601; "" gives ""."""
    if not birth:
        return ""
    from lunar_python import Solar  # not before two people look the same

    day = date.fromisoformat(birth)
    return ANIMALS[Solar.fromYmd(day.year, day.month, day.day).getLunar().getYearZhiIndex()]
