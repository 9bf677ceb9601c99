"""How likely a character is in a name: as its surname, or within the given name.

Weighed by how common the character is (kiosk.devices.readings), by lists of surnames and of name
characters (assets/pinyin), and by the names of this village.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from kiosk.devices.readings import UNUSUAL, Readings
from kiosk.services.ports import Offer

KNOWN_BY: Final = 2
"""A given name is offered whole when at least so many have it: nobody learns who lives here."""
_GIVEN_LENGTH: Final = 2
_MOST_UNFINISHED: Final = 24
_SURNAMES: Final = 20.0, 10.0
_NAME_CHARACTERS: Final = 10.0, 3.0
"""What a list's first and last character are worth, beside 0 to 2.25 for being common."""
_SEEN: Final = 4.0
"""What each doubling of those who have it here is worth."""
_SURNAME_SEEN: Final = 12.0
"""And a surname that is here at all: families are few in a village."""


@dataclass(frozen=True, slots=True)
class Village:
    """Counted, and nobody's name kept."""

    surnames: Mapping[str, int] = field(default_factory=dict)
    characters: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """First letter -> whole given names that KNOWN_BY people have, commonest first."""


class NameRanks:
    """folder: assets/pinyin."""

    def __init__(self, folder: Path, readings: Readings) -> None:
        self._folder = folder
        self._readings = readings
        self._ranked: dict[tuple[str, bool], list[str]] = {}
        self._offered: dict[tuple[str, bool], list[Offer]] = {}
        self.village = Village()

    def learn(self, names: Iterable[str]) -> None:
        surnames: Counter[str] = Counter()
        characters: Counter[str] = Counter()
        given: Counter[str] = Counter()
        for name in names:
            surname = self.surname_of(name)
            rest = name[len(surname) :]
            surnames[surname] += 1
            characters.update(rest)
            if len(rest) == _GIVEN_LENGTH:
                given[rest] += 1
        known: dict[str, list[str]] = defaultdict(list)
        for name, count in given.most_common():
            if count >= KNOWN_BY:
                for letter in {s[0] for s in self._readings.syllables(name[0])}:
                    known[letter].append(name)
        self.village, self._ranked, self._offered = Village(surnames, characters, known), {}, {}

    def characters(self, syllable: str, *, surname: bool) -> list[str]:
        """Likeliest first."""
        ranked, key = self._ranked, (syllable, surname)
        if key not in ranked:
            weights = self._readings.characters(syllable)
            scores = {c: self._score(c, weight, surname) for c, weight in weights.items()}
            ranked[key] = sorted(scores, key=lambda c: (-scores[c], c))
        return ranked[key]

    def offers(self, syllable: str, *, surname: bool) -> Sequence[Offer]:
        """The same as what is offered for the syllable; kept, for a page of keys asks often."""
        offered, key = self._offered, (syllable, surname)
        if key not in offered:
            found = self.characters(syllable, surname=surname)
            offered[key] = [Offer(character, len(syllable)) for character in found]
        return offered[key]

    def unfinished(self, typed: str, *, surname: bool) -> Sequence[Offer]:
        """For a syllable of which more is still to come, or a letter that stands for one."""
        sizes = range(len(typed), 0, -1)
        return next((found for n in sizes if (found := self._begun(typed[:n], surname))), ())

    def _begun(self, typed: str, surname: bool) -> Sequence[Offer]:
        """Of standard characters; the others wait for the whole syllable."""
        offered, key = self._offered, (f"{typed}-", surname)
        if key not in offered:
            scores: dict[str, float] = {}
            for syllable in self._readings.all_syllables:
                if syllable.startswith(typed):
                    for c, weight in self._readings.characters(syllable).items():
                        if weight >= 0:
                            scores[c] = max(self._score(c, weight, surname), scores.get(c, 0.0))
            likely = sorted(scores, key=lambda c: (-scores[c], c))[:_MOST_UNFINISHED]
            offered[key] = [Offer(c, len(typed)) for c in likely]
        return offered[key]

    def surnames_here(self, syllable: str) -> list[str]:
        counts = self.village.surnames
        ranked = self.characters(syllable, surname=True)
        return [c for c in ranked if counts.get(c, 0) >= KNOWN_BY]

    def double_surnames(self, typed: str) -> list[Offer]:
        """Surnames of two characters that the letters begin with."""
        found = [Offer(s, len(one)) for one, s in self._spelled_doubles if typed.startswith(one)]
        return sorted(found, key=lambda offer: (-offer.used, offer.text))

    def surname_of(self, name: str) -> str:
        return name[:2] if name[:2] in self._doubles else name[:1]

    def _score(self, character: str, weight: int, surname: bool) -> float:
        """A reading that hardly anybody knows makes no name likely."""
        if surname:
            likely = _listed(character, self._surnames, *_SURNAMES)
            seen = _seen(character, self.village.surnames)
            likely += seen + _SURNAME_SEEN if seen else 0.0
        else:
            likely = _listed(character, self._name_characters, *_NAME_CHARACTERS)
            likely += _seen(character, self.village.characters)
        return weight / 4 + (likely / 4 if weight == UNUSUAL else likely)

    @cached_property
    def _surnames(self) -> dict[str, int]:
        return _ranks(self._folder / "surnames.txt")

    @cached_property
    def _doubles(self) -> frozenset[str]:
        listed = tomllib.loads((self._folder / "surnames.toml").read_text("utf-8"))["surnames"]
        return frozenset(surname for surname in listed if len(surname) > 1)

    @cached_property
    def _spelled_doubles(self) -> list[tuple[str, str]]:
        """(letters, surname), each surname once for every way in which it may be read."""
        syllables = self._readings.syllables
        ways = ((itertools.product(*map(syllables, s)), s) for s in self._doubles)
        return [("".join(way), surname) for readings, surname in ways for way in readings]

    @cached_property
    def _name_characters(self) -> dict[str, int]:
        return _ranks(self._folder / "name_characters.txt")


def _listed(character: str, ranks: Mapping[str, int], first: float, last: float) -> float:
    """From `first` for the head of the list down to `last` for its end, fast and then slowly, as
    names thin out; 0 off it."""
    rank = ranks.get(character)
    return 0.0 if rank is None else first - (first - last) * math.sqrt(rank / len(ranks))


def _seen(character: str, counts: Mapping[str, int]) -> float:
    return _SEEN * math.log2(1 + counts.get(character, 0))


def _ranks(path: Path) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for index, character in enumerate(path.read_text("utf-8").strip()):
        ranks.setdefault(character, index)
    return ranks
