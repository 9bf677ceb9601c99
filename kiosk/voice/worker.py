"""The process that speaks through pyttsx3: `python -m kiosk.voice.worker --voice sit/cmn`.

It renders and never plays: pyttsx3's own `say` shells out to a blocking aplay and cannot be cut.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
import tempfile
from typing import Any, NoReturn

from kiosk.voice.serving import serve

WORDS_PER_HAN_CHARACTER = 0.87
"""espeak-ng's rate is in English words. Measured with sit/cmn: rate 157 says 180 characters a
minute on average, pauses included; above 180 words it becomes no faster (about 215 characters)."""


def main() -> NoReturn:
    options = argparse.ArgumentParser()
    options.add_argument("--voice", default="sit/cmn")
    options.add_argument("--characters-per-min", type=int, default=180)
    chosen = options.parse_args()
    serve(lambda: Engine(chosen.voice, chosen.characters_per_min))


class Engine:
    """pyttsx3 over the espeak-ng that comes in a Python package, so that no system package is
    needed. Debian's own (1.51) mispronounces Mandarin."""

    def __init__(self, voice: str, characters_per_min: int) -> None:
        """Raises RuntimeError, OSError or ValueError when the engine or the voice is not there."""
        import espeakng_loader

        # Loaded first and by its soname, this library is the one that pyttsx3 then finds.
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        import pyttsx3

        from kiosk.voice import driver

        sys.modules["pyttsx3.drivers.direct"] = driver
        self._engine = pyttsx3.init("direct")
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", round(characters_per_min * WORDS_PER_HAN_CHARACTER))
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)
        self._error, self._is_whole = "", False
        # pyttsx3's external loop: with a driver that is never busy, each call is done at once.
        self._engine.startLoop(False)
        self._engine.iterate()
        self.voice = str(self._engine.getProperty("voice"))
        if self.voice != voice:
            raise RuntimeError("no such voice")

    def render(self, text: str) -> bytes:
        """A WAV file. Raises RuntimeError when pyttsx3 reports an error, ValueError for an empty
        sentence, OSError.

        The file stands in memory only: what is said may name a person.
        """
        if not text.strip():
            raise ValueError("nothing to say")
        self._error, self._is_whole = "", False
        with _MemoryFile() as file:
            self._engine.save_to_file(text, file.path)
            if self._error or not self._is_whole:
                raise RuntimeError(self._error or "not rendered")
            return file.read()

    def _on_finished(self, completed: bool, **_: Any) -> None:
        self._is_whole = completed

    def _on_error(self, exception: Exception, **_: Any) -> None:
        self._error = type(exception).__name__


class _MemoryFile:
    """A file with a path that never reaches a disk; where the system has none, a temporary one."""

    def __enter__(self) -> _MemoryFile:
        if sys.platform == "linux":
            self._fd = os.memfd_create("sentence")
            self.path = f"/proc/self/fd/{self._fd}"
        else:
            self._fd, self.path = tempfile.mkstemp(suffix=".wav")
        return self

    def read(self) -> bytes:
        with open(self.path, "rb") as file:
            return file.read()

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)
        if sys.platform != "linux":
            os.unlink(self.path)


if __name__ == "__main__":
    main()
