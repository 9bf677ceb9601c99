"""Characters by their radical and the strokes besides it: for what can neither be spelled nor
written. assets/pinyin/radicals.txt (packaging/make_characters.py says where it comes from)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from kiosk.services.ports import Radical

_FORM: Final = re.compile(r"(\D)(\d+)")


class Radicals:
    """Read anew at each question, and not kept: seldom asked, and a megabyte when taken apart."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> Sequence[Radical]:
        """In the usual order. Forms that cannot be told apart stand under the first radical."""
        return [_radical(line) for line in self._lines()]

    def characters(self, number: str) -> Mapping[int, str]:
        """Strokes besides the radical -> its characters, commonest first. {}: no such radical."""
        for line in self._lines():
            if line.startswith(f"{number}\t"):
                groups = (group.split(":") for group in line.split("\t")[2].split(" "))
                return {int(strokes): characters for strokes, characters in groups}
        return {}

    def _lines(self) -> list[str]:
        return self._path.read_text("utf-8").splitlines()


def _radical(line: str) -> Radical:
    number, forms, characters = line.split("\t")
    pairs = tuple((form, int(strokes)) for form, strokes in _FORM.findall(forms))
    return Radical(number, pairs, len(characters))
