"""How characters are read, and how common they are when read so."""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import Final

UNUSUAL: Final = -2
_RARE: Final = -1


class Readings:
    """pypinyin's table, weighed by assets/pinyin/usage.txt. Loaded at the first question."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[str, ...]] = {}

    def characters(self, syllable: str) -> dict[str, int]:
        """Character -> how common it is so read: 9 (commonest) to 0 (of the table of standard
        characters), -1 for the rest, -2 for a rare one's rare reading."""
        return self._by_syllable.get(syllable, {})

    def syllables(self, character: str) -> tuple[str, ...]:
        """Without tones, likeliest first; v for u-umlaut."""
        if character not in self._known:
            table = self._by_syllable
            found = (syllable for syllable, weights in table.items() if character in weights)
            likely = sorted(found, key=lambda syllable: -table[syllable][character])
            self._known[character] = tuple(likely)
        return self._known[character]

    @cached_property
    def all_syllables(self) -> frozenset[str]:
        """Those of the standard characters; the table has others, of dialects and sighs."""
        return frozenset(self._usage)

    @cached_property
    def _by_syllable(self) -> dict[str, dict[str, int]]:
        table: dict[str, dict[str, int]] = {
            syllable: dict(weights) for syllable, weights in self._usage.items()
        }
        for code, readings in _pinyin().items():
            syllables = dict.fromkeys(_without_tone(one) for one in readings.split(","))
            for place, syllable in enumerate(syllables):
                known = table.get(syllable)
                if known is not None:
                    known.setdefault(chr(int(code)), UNUSUAL if place else _RARE)
        return table

    @cached_property
    def _usage(self) -> dict[str, dict[str, int]]:
        """Syllable -> character -> 9 to 0; made by packaging/make_characters.py."""
        usage = {}
        for line in (self._folder / "usage.txt").read_text("utf-8").splitlines():
            syllable, weights = line.split(" ")
            usage[syllable] = dict(zip(weights[::2], map(int, weights[1::2]), strict=True))
        return usage


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


def _without_tone(reading: str) -> str:
    """ "lǚ" -> "lv": what one types."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in parts if c.isascii() and c.isalpha())
