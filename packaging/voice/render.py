"""Renders what is missing from assets/voice/zh_CN, and takes out what is not needed any more.

packaging/voice/make.sh calls it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import sound

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.strings import load_strings  # noqa: E402
from kiosk.voice.fragments import MANIFEST, needed, sentence_hash  # noqa: E402
from kiosk.voice.kokoro import MODEL_SHA256, RATE, SPEED, Kokoro  # noqa: E402
from kiosk.voice.reading import reading_of  # noqa: E402

LANGUAGE = "zh_CN"
FOLDER = ROOT / "assets" / "voice" / LANGUAGE
SLOWER = 1.25
"""Sentences: 180 characters a minute, pauses included."""
NUMBERS_SLOWER = 1.15
"""Number words stand together without pauses, and are slower by themselves."""
TAKES = {"brisk": (1.0, 1.39), "slow": (0.8, 1.11), "quick": (1.1, 1.53)}
"""Other ways to speak a sentence, as long in the end: the model's speed, and how much it is
lengthened. The manifest names the sentences that choose.py found to be heard better so."""
COMMA_S = 0.3
STOP, GOES_ON = "\u3002", "\uff0c"
HEAD = {
    "voice": "Kokoro-82M v1.0 int8, zf_xiaoxiao",
    "licence": "Apache-2.0",
    "tool": f"packaging/voice/render.py 1: model {MODEL_SHA256[:12]}, speed {SPEED}, "
    f"lengthened {SLOWER} (numbers {NUMBERS_SLOWER}), commas {COMMA_S} s, "
    f"RMS {sound.LEVEL_DB} dB, Vorbis {sound.COMPRESSION}",
}


class Studio:
    """The voice, and what is done to what it says."""

    def __init__(self) -> None:
        self._kokoro = Kokoro(ROOT / "assets" / "voice" / "neural", threads=1)
        self._respelt = tomllib.loads((FOLDER / "respelt.toml").read_text("utf-8"))

    def sentence(self, text: str, take: str = "", end: str = STOP) -> bytes:
        """An Ogg file. take: one of TAKES, or the usual one. end: how the voice falls."""
        speed, slower = TAKES.get(take, (SPEED, SLOWER))
        return self._file(text if not text[-1].isalnum() else text + end, speed, slower)

    def number(self, text: str) -> bytes:
        return self._file(text, SPEED, NUMBERS_SLOWER)

    def _file(self, spoken: str, speed: float, slower: float) -> bytes:
        for wrong, right in self._respelt.items():
            spoken = spoken.replace(wrong, right)
        if unknown := self._kokoro.unknown(spoken):
            raise ValueError(f"the model has no sound for {unknown}")
        samples = self._kokoro.speak(spoken, speed)
        return sound.ogg(sound.finished(samples, RATE, slower, COMMA_S), RATE)


def main() -> int:
    strings = load_strings(ROOT / "assets" / "strings" / LANGUAGE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    wants = needed(strings, reading_of(strings))
    kept, chosen = _kept(), takes()
    studio = Studio()
    ways: list[tuple[str, Callable[[str], bytes]]] = []
    ways += [
        (text, lambda text: studio.sentence(text, chosen.get(text, ""))) for text in wants.sentences
    ]
    ways += [(text, lambda text: studio.sentence(text, end=GOES_ON)) for text in wants.parts]
    ways += [(text, studio.number) for text in wants.numbers]
    for at, (text, render) in enumerate(ways):
        file = FOLDER / f"{sentence_hash(text)}.ogg"
        if file.name not in kept or not file.exists():
            print(f"{at + 1} of {len(ways)}: {text}", flush=True)
            file.write_bytes(render(text))
    sentences = (*wants.sentences, *wants.parts)
    write_manifest(sentences, wants.numbers, {t: chosen[t] for t in wants.sentences if t in chosen})
    files = {f"{sentence_hash(text)}.ogg" for text, _ in ways}
    for orphan in [file for file in FOLDER.glob("*.ogg") if file.name not in files]:
        orphan.unlink()
    return 0


def takes() -> dict[str, str]:
    """Sentence -> its take, where it is not the usual one."""
    manifest = _manifest()
    texts = manifest.get("sentences", {})
    return {texts[key]: take for key, take in manifest.get("takes", {}).items() if key in texts}


def _kept() -> set[str]:
    """Files made by this same recipe: all others are rendered anew."""
    manifest = _manifest()
    if any(manifest.get(key) != value for key, value in HEAD.items()):
        return set()
    return {f"{key}.ogg" for table in ("sentences", "numbers") for key in manifest[table]}


def _manifest() -> dict[str, Any]:
    try:
        return tomllib.loads((FOLDER / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return {}


def write_manifest(
    sentences: Iterable[str], numbers: Iterable[str], chosen: Mapping[str, str]
) -> None:
    """chosen: as `takes` gives it."""
    tables = {
        "sentences": {text: text for text in sentences},
        "numbers": {text: text for text in numbers},
        "takes": dict(sorted(chosen.items())),
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in HEAD.items()]
    for name, values in tables.items():
        lines += ["", f"[{name}]"]
        lines += [
            f"{sentence_hash(text)} = {json.dumps(value, ensure_ascii=False)}"
            for text, value in values.items()
        ]
    (FOLDER / MANIFEST).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
