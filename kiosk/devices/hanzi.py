"""Characters by their pinyin, from pypinyin's table: the keyboard of those who can spell.

Ranked for names: surnames or name characters first (assets/pinyin), then the common characters of
GB 2312 level 1, level 2, the rest. The table is made once, at the first syllable.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

_LAST = 1 << 20
_LEVEL_1: Final = range(0xB0, 0xD8)
_LEVEL_2: Final = range(0xD8, 0xF8)


class PinyinHanzi:
    """folder: assets/pinyin, with surnames.txt and name_characters.txt, likeliest first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def characters(self, pinyin: str, *, surname: bool) -> Sequence[str]:
        """Characters read so, likeliest in a name first. pinyin: a syllable without tone, v for
        u-umlaut."""
        likely, other = (
            (self._surnames, self._name_characters)
            if surname
            else (self._name_characters, self._surnames)
        )

        def rank(found: tuple[str, int]) -> tuple[int, int, int, int]:
            character, place = found
            return (
                likely.get(character, _LAST),
                min(place, 1),  # a character's first reading before its rare ones
                _level(character),
                other.get(character, _LAST),
            )

        return [found[0] for found in sorted(self._readings.get(pinyin.lower(), ()), key=rank)]

    @cached_property
    def _readings(self) -> dict[str, list[tuple[str, int]]]:
        """Syllable -> characters, each with the place of this reading among its readings."""
        table: dict[str, list[tuple[str, int]]] = {}
        for code, readings in _pinyin().items():
            syllables = dict.fromkeys(_without_tone(reading) for reading in readings.split(","))
            for place, syllable in enumerate(syllables):
                table.setdefault(syllable, []).append((chr(int(code)), place))
        return table

    @cached_property
    def _surnames(self) -> dict[str, int]:
        return _ranks(self._folder / "surnames.txt")

    @cached_property
    def _name_characters(self) -> dict[str, int]:
        return _ranks(self._folder / "name_characters.txt")


def _pinyin() -> dict[str, str]:
    """pypinyin's table: code point -> readings, with tone marks.

    Its file is read without the package, which would load half a million words beside it: 45 MB
    and a third of a second that the kiosk has no use for (as in kiosk.store.names).
    """
    found = importlib.util.find_spec("pypinyin")
    if found is None or found.origin is None:
        return {}
    path = Path(found.origin).with_name("pinyin_dict.json")
    readings: dict[str, str] = json.loads(path.read_bytes())
    return readings


def _ranks(path: Path) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for index, character in enumerate(path.read_text("utf-8").strip()):
        ranks.setdefault(character, index)
    return ranks


def _without_tone(reading: str) -> str:
    """ "lǚ" -> "lv": what one types."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in parts if c.isascii() and c.isalpha())


def _level(character: str) -> int:
    """1 and 2: the levels of GB 2312; 3: any other character."""
    try:
        first = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 3
    if first in _LEVEL_1:
        return 1
    return 2 if first in _LEVEL_2 else 3
