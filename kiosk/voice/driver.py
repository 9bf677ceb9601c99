"""A pyttsx3 driver that renders on the caller's own thread. Import it only after espeak-ng's
library has been loaded (kiosk.voice.worker does).

pyttsx3's own runs espeak-ng asynchronously and gives its runs 10 ms: on a busy machine one
rendering in forty came back cut short or empty (docs/adr/0010-voice.md).
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from typing import Any

from pyttsx3.drivers import _espeak
from pyttsx3.drivers.espeak import EspeakDriver

RATE = 22_050
"""espeak-ng's frames a second."""
BUFFER_MS = 1000


class DirectDriver(EspeakDriver):  # type: ignore[misc, unused-ignore]
    """Voices and properties are the parent's; there is no event loop to wait in."""

    def __init__(self, proxy: Any) -> None:
        if not EspeakDriver._moduleInitialized:
            # The parent would start it asynchronously; told that it runs, it leaves it alone.
            if _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS) != RATE:
                raise RuntimeError("espeak-ng does not start")
            EspeakDriver._defaultVoice = "gmw/en"
            EspeakDriver._moduleInitialized = True
        super().__init__(proxy)

    def save_to_file(self, text: str, filename: str) -> None:
        """The WAV file is whole when this returns."""
        try:
            self._start_synthesis(text)  # the parent's callback gathers the frames
            with wave.open(filename, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(self._data_buffer)
            self._proxy.notify("finished-utterance", completed=True)
        finally:
            self._speaking = False
            self._proxy.setBusy(False)

    def iterate(self) -> Iterator[None]:
        """Idle from the first step on: whatever pyttsx3 hands over is done before it returns."""
        self._proxy.setBusy(False)
        while True:
            yield

    def stop(self) -> None:
        """Nothing runs beside the caller."""


def buildDriver(proxy: Any) -> DirectDriver:
    return DirectDriver(proxy)
