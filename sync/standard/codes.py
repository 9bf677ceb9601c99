"""The code tables that every department shares. Keys are codes; names live in the strings."""

from __future__ import annotations

from typing import Final

#: GB/T 2261.1
SEXES: Final = (0, 1, 2, 9)
#: GB/T 4762
POLITICS: Final = tuple(f"{n:02d}" for n in range(1, 14))
#: GB/T 4658
EDUCATION: Final = ("10", "20", "30", "40", "60", "70", "80", "90")
#: GB/T 3304
ETHNIC_GROUPS: Final = tuple(f"{n:02d}" for n in range(1, 57))

#: Fields of voluntary service that people are asked about: six, because a screen shows six.
SERVICES: Final = ("clean", "elders", "patrol", "mediate", "culture", "phone")
#: What somebody says who will do anything.
ANY_SERVICE: Final = "any"
#: Skills that people are asked about.
SKILLS: Final = ("cook", "repair", "farm", "sing", "hair", "teach")

AREA_CODE_DIGITS: Final = 12
"""Province 2, city 2, county 2, town 3, village 3."""


def county_of(village: str) -> str:
    """The six digits of a village's county."""
    return village[:6]
