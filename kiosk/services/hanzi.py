"""Characters of names: the port that offers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Offer:
    """What typed letters may mean."""

    text: str
    """A character, or a whole name."""
    used: int
    """How many of the letters it stands for; the others are still to be written."""


@dataclass(frozen=True, slots=True)
class Radical:
    """A part by which characters are filed."""

    number: str
    """1 to 214, with ' for its simplified form where that is drawn with fewer strokes."""
    forms: tuple[tuple[str, int], ...]
    """What it looks like, each with its number of strokes."""
    size: int
    """About how much is filed under it."""


class Hanzi(Protocol):
    """Characters for names, for a screen without a keyboard."""

    def offer(self, letters: str, before: str) -> Sequence[Offer]:
        """What pinyin without tones (v for u-umlaut) may mean after what stands already, likeliest
        first: whole names, then characters for the first syllable. (): no such syllable."""
        ...

    def radicals(self) -> Sequence[Radical]: ...

    def of_radical(self, number: str) -> Mapping[int, str]:
        """Strokes besides the radical -> characters, commonest first."""
        ...
