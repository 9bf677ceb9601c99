"""The process that looks through a camera for a QR code (zxing-cpp): `python -m`, JSON lines.

Asked {"source", "limit_s"}, it answers {"text"}, "" when no code came within the limit, or {"gone"}
when there is no camera. The camera stays open between two questions and closes with the process.
No frame leaves it, and none is kept.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib import import_module
from itertools import takewhile
from typing import Any, Final

from kiosk.devices.cameras import Frame, NoCamera, open_camera
from kiosk.devices.workers import Message, serve

LONGEST_CODE: Final = 1000
"""A card's has 44 characters; nobody needs to hear a longer one out."""


def code_in(frame: Frame) -> str:
    """The text of a QR code in the picture, "" where there is none."""
    zxing: Any = import_module("zxingcpp")
    found = zxing.read_barcode(frame, formats=zxing.BarcodeFormat.QRCode)
    return found.text[:LONGEST_CODE] if found is not None else ""


PAUSE_S: Final = 0.05
"""Between two frames: a card is held up for seconds, and an old machine has two cores."""


class _Looking:
    def __init__(self) -> None:
        self._open: tuple[str, Iterator[Frame]] | None = None

    def answer(self, question: Message) -> Message:
        source, end = question["source"], time.monotonic() + question["limit_s"]
        try:
            frames = self._frames(source)
            for frame in takewhile(lambda _: time.monotonic() < end, frames):
                if text := code_in(frame):
                    return {"text": text}
                time.sleep(PAUSE_S)
        except NoCamera:
            self._open = None
            return {"gone": True}
        return {"text": ""}

    def _frames(self, source: str) -> Iterator[Frame]:
        if self._open is None or self._open[0] != source:
            self._open = source, open_camera(source).frames()
        return self._open[1]


if __name__ == "__main__":
    serve(_Looking().answer)
