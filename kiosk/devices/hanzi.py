"""What typed pinyin may mean in a name: the keyboard of those who can spell.

The reasons, and where the weights come from: docs/adr/0036-names-on-the-screen.md.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from kiosk.devices.name_ranks import NameRanks
from kiosk.devices.radicals import Radicals
from kiosk.devices.readings import Readings
from kiosk.devices.spelling import first_syllables, is_spelled, split
from kiosk.services.ports import Offer, Radical

MOST_WHOLE: Final = 2
_CHOSEN_FROM: Final = 3
"""Characters a syllable, when a whole name is put together."""


class PinyinHanzi:
    """folder: assets/pinyin."""

    def __init__(self, folder: Path) -> None:
        self._readings = Readings(folder)
        self._ranks = NameRanks(folder, self._readings)
        self._radicals = Radicals(folder / "radicals.txt")

    def learn(self, names: Iterable[str]) -> None:
        """From all names of the village, anew. May be called on any thread."""
        self._ranks.learn(names)

    def offer(self, letters: str, before: str) -> Sequence[Offer]:
        typed, is_surname = letters.lower(), not before
        if not typed:
            return ()
        offers = [Offer(whole, len(typed)) for whole in self._wholes(typed, before)]
        if is_surname:
            doubles = self._ranks.double_surnames(typed)
            # All that was typed: then the surname alone is likelier than a name of its syllables.
            is_all = any(double.used == len(typed) for double in doubles)
            offers = [*doubles, *offers] if is_all else [*offers, *doubles]
        heads = first_syllables(typed, self._readings.all_syllables)
        for head in heads:
            offers += self._ranks.offers(head, surname=is_surname)
        if not heads:
            offers += self._ranks.unfinished(typed, surname=is_surname)
        return tuple(dict.fromkeys(offers))

    def radicals(self) -> Sequence[Radical]:
        return self._radicals.all()

    def of_radical(self, number: str) -> Mapping[int, str]:
        return self._radicals.characters(number)

    def _wholes(self, typed: str, before: str) -> list[str]:
        """The village's first, then such as the likeliest characters make."""
        if before:
            if before != self._ranks.surname_of(before):
                return []
            found = [*self._known_givens(typed), *self._composed(typed, (2,))]
        else:
            found = [*self._known_names(typed), *self._composed_names(typed)]
        return list(dict.fromkeys(found))[:MOST_WHOLE]

    def _known_givens(self, typed: str) -> list[str]:
        known, syllables = self._ranks.village.given.get(typed[:1], ()), self._readings.syllables
        found = (name for name in known if is_spelled(name, typed, syllables))
        return [*itertools.islice(found, MOST_WHOLE)]

    def _known_names(self, typed: str) -> list[str]:
        """A surname of this village, and a given name of this village; whether anybody has both
        is not said."""
        doubles = self._ranks.double_surnames(typed)
        for size in range(1, len(typed)):
            whole = [double.text for double in doubles if double.used == size]
            surnames = [*whole, *self._ranks.surnames_here(typed[:size])][:MOST_WHOLE]
            givens = self._known_givens(typed[size:]) if surnames else []
            if givens:
                return [one + given for one, given in itertools.product(surnames, givens)]
        return []

    def _composed_names(self, typed: str) -> list[str]:
        for double in self._ranks.double_surnames(typed):
            givens = self._composed(typed[double.used :], (1, 2))
            if givens:
                return [double.text + given for given in givens]
        first, *parts = split(typed, self._readings.all_syllables) or [""]
        givens = self._composed("".join(parts), (1, 2))
        surnames = self._ranks.characters(first, surname=True)[:MOST_WHOLE]
        if not givens or not surnames:
            return []
        return [surnames[0] + given for given in givens] + [one + givens[0] for one in surnames]

    def _composed(self, typed: str, sizes: Sequence[int]) -> list[str]:
        """Given names of so many characters out of the likeliest ones."""
        parts = split(typed, self._readings.all_syllables)
        if len(parts) not in sizes:
            return []
        ranked = (self._ranks.characters(part, surname=False) for part in parts)
        columns = [[*enumerate(characters[:_CHOSEN_FROM])] for characters in ranked]
        ways = sorted(itertools.product(*columns), key=lambda way: sum(rank for rank, _ in way))
        return ["".join(character for _, character in way) for way in ways[:MOST_WHOLE]]
