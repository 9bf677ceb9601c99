"""Has an offline recogniser write down sampled sentences, and counts what it heard right.

python packaging/voice/check.py [HOW_MANY]      (after make.sh; in its environment)
"""

from __future__ import annotations

import io
import random
import sys
import tomllib
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hearing import LEAST, Hearing  # noqa: E402

from kiosk.strings import load_strings  # noqa: E402
from kiosk.voice.fragments import needed, sentence_hash  # noqa: E402
from kiosk.voice.reading import reading_of  # noqa: E402
from kiosk.voice.worker import Engine  # noqa: E402

LANGUAGE = "zh_CN"
SEED = 4


def main() -> int:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    strings = load_strings(ROOT / "assets" / "strings" / LANGUAGE)
    folder = ROOT / "assets" / "voice" / LANGUAGE
    sentences = needed(strings, reading_of(strings)).sentences
    long = [text for text in sentences if len(text) >= LEAST]
    texts = random.Random(SEED).sample(long, min(how_many, len(long)))
    espeak, hearing = Engine("sit/cmn", 180), Hearing(strings)

    def recorded(text: str) -> BinaryIO:
        return io.BytesIO((folder / f"{sentence_hash(text)}.ogg").read_bytes())

    for name, speak in (
        (tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["voice"], recorded),
        ("espeak-ng sit/cmn", lambda text: io.BytesIO(espeak.render(text))),
    ):
        wrong, characters = 0, 0
        for text in texts:
            heard = hearing.of(text, speak(text))
            wrong += heard.wrong
            characters += heard.of
            if heard.wrong:
                print(f"  {heard.wrong} of {heard.of}: {text} -> {heard.text}", flush=True)
        right = 100 * (1 - wrong / characters)
        print(f"{name}: {right:.1f} % of {characters} characters right in {len(texts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
