"""Where a recogniser mishears a recording, the sentence is spoken in other ways, and the take that
is heard best is kept.

    python packaging/voice/choose.py                (after make.sh; in its environment)

The manifest names the take as soon as it is kept: this may be broken off and started again.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import render  # noqa: E402
from hearing import LEAST, Hearing  # noqa: E402

from kiosk.strings import load_strings  # noqa: E402
from kiosk.voice.fragments import needed, sentence_hash  # noqa: E402
from kiosk.voice.reading import reading_of  # noqa: E402


def main() -> int:
    strings = load_strings(ROOT / "assets" / "strings" / render.LANGUAGE)
    wants = needed(strings, reading_of(strings))
    hearing, studio = Hearing(strings), render.Studio()
    chosen = render.takes()
    for text in wants.sentences:
        if len(text) < LEAST or text in chosen:
            continue
        file = render.FOLDER / f"{sentence_hash(text)}.ogg"
        best = hearing.of(text, io.BytesIO(file.read_bytes())).wrong
        for take in render.TAKES:
            if not best:
                break
            sound = studio.sentence(text, take)
            wrong = hearing.of(text, io.BytesIO(sound)).wrong
            if wrong < best:
                print(f"{best} -> {wrong}, {take}: {text}", flush=True)
                best, chosen[text] = wrong, take
                file.write_bytes(sound)
                render.write_manifest((*wants.sentences, *wants.parts), wants.numbers, chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
