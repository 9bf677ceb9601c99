"""The process that speaks with a neural voice: `python -m kiosk.voice.neural --assets DIR`.

Its libraries come with the extra `[voice]` alone, and are loaded in this process alone.
"""

from __future__ import annotations

import argparse
import io
import os
import wave
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from kiosk.voice.kokoro import PARTS, RATE, VOICE, Kokoro
from kiosk.voice.serving import serve
from kiosk.voice.slowing import lengthened

NEEDED = ("numpy", "onnxruntime", "misaki", "jieba", "pypinyin", "cn2an", *PARTS)
THREADS = 2
NICENESS = 5
"""Painting the screen goes before rendering ahead."""
SLOWER = 1.25
"""As the recordings: some 180 characters a minute, pauses included."""
AUDIBLE = 0.01
EDGE_S = 0.02
LOUDNESS = 0.1
"""Root mean square of what is audible, of 1."""
CEILING = 0.95
PAUSES_S = {"。": 0.45, "！": 0.45, "？": 0.45, "；": 0.3, "，": 0.3, "：": 0.3, "、": 0.2}
"""After a piece that ends in it; the silence that the model makes is cut off."""


def is_installed() -> bool:
    """Whether the extra is there. Loads nothing."""
    return all(find_spec(name) is not None for name in NEEDED)


def main() -> NoReturn:
    options = argparse.ArgumentParser()
    options.add_argument("--assets", type=Path, required=True, help="holds tokens.json and voices")
    chosen = options.parse_args()
    os.nice(NICENESS)
    serve(lambda: Engine(chosen.assets))


class Engine:
    def __init__(self, assets: Path) -> None:
        """Raises ImportError, RuntimeError or OSError when something of it is not there."""
        self._kokoro = Kokoro(assets, THREADS)
        self._numpy: Any = import_module("numpy")
        self.voice = VOICE
        self.render("\u597d")  # dictionaries and the session's memory are made by the first use

    def render(self, text: str) -> bytes:
        """A WAV file, without silence at its ends but the pause that its last mark asks for.
        Raises ValueError when there is nothing in it to say."""
        samples = self._levelled(self._kokoro.speak(text))
        pause = self._numpy.zeros(round(PAUSES_S.get(text.strip()[-1], 0.0) * RATE))
        return _wav(self._numpy.concatenate([lengthened(samples, SLOWER, RATE), pause]))

    def _levelled(self, samples: Any) -> Any:
        """Trimmed, at LOUDNESS."""
        np = self._numpy
        audible = np.flatnonzero(np.abs(samples) > AUDIBLE)
        if not len(audible):
            raise ValueError("silence")
        edge = int(EDGE_S * RATE)
        samples = samples[max(0, audible[0] - edge) : audible[-1] + edge]
        rms = float(np.sqrt(np.mean(np.square(samples))))
        return samples * min(LOUDNESS / rms, CEILING / float(np.max(np.abs(samples))))


def _wav(samples: Any) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


if __name__ == "__main__":
    main()
