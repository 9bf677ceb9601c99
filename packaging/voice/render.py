"""Renders what is missing from assets/voice/zh_CN, and takes out what is not needed any more.

packaging/voice/make.sh calls it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import sound

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.strings import load_strings  # noqa: E402
from kiosk.voice.fragments import MANIFEST, needed, sentence_hash  # noqa: E402
from kiosk.voice.kokoro import MODEL_SHA256, RATE, SPEED, Kokoro  # noqa: E402
from kiosk.voice.reading import reading_of  # noqa: E402

LANGUAGE = "zh_CN"
SLOWER = 1.25
"""Sentences: 180 characters a minute, pauses included."""
NUMBERS_SLOWER = 1.15
"""Number words stand together without pauses, and are slower by themselves."""
COMMA_S = 0.3
STOP, GOES_ON = "\u3002", "\uff0c"
HEAD = {
    "voice": "Kokoro-82M v1.0 int8, zf_xiaoxiao",
    "licence": "Apache-2.0",
    "tool": f"packaging/voice/render.py 1: model {MODEL_SHA256[:12]}, speed {SPEED}, "
    f"lengthened {SLOWER} (numbers {NUMBERS_SLOWER}), commas {COMMA_S} s, "
    f"RMS {sound.LEVEL_DB} dB, Vorbis {sound.COMPRESSION}",
}


def main() -> int:
    strings = load_strings(ROOT / "assets" / "strings" / LANGUAGE)
    folder = ROOT / "assets" / "voice" / LANGUAGE
    folder.mkdir(parents=True, exist_ok=True)
    wants = needed(strings, reading_of(strings))
    keep = _kept(folder)
    kokoro = Kokoro(ROOT / "assets" / "voice" / "neural", threads=1)
    respelt = tomllib.loads((folder / "respelt.toml").read_text("utf-8"))
    texts = [(text, _closed(text, STOP), SLOWER) for text in wants.sentences]
    texts += [(text, _closed(text, GOES_ON), SLOWER) for text in wants.parts]
    texts += [(text, text, NUMBERS_SLOWER) for text in wants.numbers]
    for at, (text, spoken, slower) in enumerate(texts):
        file = folder / f"{sentence_hash(text)}.ogg"
        if file.name in keep and file.exists():
            continue
        print(f"{at + 1} of {len(texts)}: {text}", flush=True)
        for wrong, right in respelt.items():
            spoken = spoken.replace(wrong, right)
        if unknown := kokoro.unknown(spoken):
            raise ValueError(f"the model has no sound for {unknown}")
        samples = sound.finished(kokoro.speak(spoken), RATE, slower, COMMA_S)
        file.write_bytes(sound.ogg(samples, RATE))
    tables = {"sentences": (*wants.sentences, *wants.parts), "numbers": wants.numbers}
    (folder / MANIFEST).write_text(_manifest(tables), "utf-8")
    files = {f"{sentence_hash(text)}.ogg" for text, _, _ in texts}
    for orphan in [file for file in folder.glob("*.ogg") if file.name not in files]:
        orphan.unlink()
    return 0


def _kept(folder: Path) -> set[str]:
    """Files made by this same recipe: all others are rendered anew."""
    try:
        manifest = tomllib.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return set()
    if any(manifest.get(key) != value for key, value in HEAD.items()):
        return set()
    return {f"{key}.ogg" for table in ("sentences", "numbers") for key in manifest[table]}


def _closed(text: str, end: str) -> str:
    """With a mark at its end: it decides how the voice falls."""
    return text if not text[-1].isalnum() else text + end


def _manifest(tables: dict[str, tuple[str, ...]]) -> str:
    lines = [f"{key} = {json.dumps(value)}" for key, value in HEAD.items()]
    for name, texts in tables.items():
        lines += ["", f"[{name}]"]
        lines += [
            f"{sentence_hash(text)} = {json.dumps(text, ensure_ascii=False)}" for text in texts
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
