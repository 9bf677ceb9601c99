"""ID cards read off pictures, for the kiosk: asks the process that can (picture_reading)."""

from __future__ import annotations

import base64
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kiosk.devices.picture_reading import NEEDED
from kiosk.devices.workers import Message, Worker, WorkerFailed
from kiosk.services.card_picture import CardSeen, PictureFault, TextLine, read_card_lines

READ_LIMIT_S: Final = 40.0
"""Starting is four seconds of it; a slow machine reads a picture in ten."""
LOOK_LIMIT_S: Final = 10.0
"""A camera may take its time to open."""
IDLE_S: Final = 60.0
"""It takes half a gigabyte: the next one is soon read, or it is given back."""


def is_installed() -> bool:
    """Whether the extra `[ocr]` is there. Loads nothing."""
    return all(find_spec(name) is not None for name in NEEDED)


class CardPictures:
    """Every method blocks, within its limit; none raises."""

    def __init__(self, camera: str = "", *, idle_s: float = IDLE_S) -> None:
        """camera: as kiosk.devices.cameras.open_camera takes it."""
        self._camera = camera
        self._worker = Worker(("-m", "kiosk.devices.picture_reading"), idle_s=idle_s)

    @property
    def pid(self) -> int | None:
        """None while the process does not run."""
        return self._worker.pid

    def read_file(self, path: Path, today: date) -> CardSeen | PictureFault:
        return self._read({"file": str(path)}, today)

    def look(self) -> bytes | PictureFault:
        """What the camera sees now, a JPEG to aim by."""
        answer = self._ask({"look": self._camera}, LOOK_LIMIT_S)
        return answer if isinstance(answer, PictureFault) else base64.b64decode(answer["jpeg"])

    def read_look(self, today: date) -> CardSeen | PictureFault:
        """Reads what the last look saw."""
        return self._read({"frame": True}, today)

    def rest(self) -> None:
        """Lets the camera go and forgets what it saw."""
        if self._worker.pid is not None:
            self._ask({"rest": True}, LOOK_LIMIT_S)

    def close(self) -> None:
        self._worker.close()

    def _read(self, question: Message, today: date) -> CardSeen | PictureFault:
        answer = self._ask(question, READ_LIMIT_S)
        if isinstance(answer, PictureFault):
            return answer
        lines = [
            TextLine(text, score, ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])))
            for text, score, (a, b, c, d) in answer.get("lines", ())
        ]
        return read_card_lines(lines, today)

    def _ask(self, question: Message, limit_s: float) -> Message | PictureFault:
        if not is_installed():
            return PictureFault.NOT_INSTALLED
        try:
            answer = self._worker.ask(question, limit_s)
        except WorkerFailed:
            return PictureFault.TOOK_TOO_LONG
        return PictureFault(answer["fault"]) if "fault" in answer else answer
