"""Looks through a camera for a village card's code, only while somebody is asked who she is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kiosk.devices.cameras import cameras_here, is_installed
from kiosk.devices.workers import Worker, WorkerFailed

LOOK_S: Final = 30.0
"""Then the camera goes off: she has taken another way, or left."""
_TURN_S: Final = 0.5
"""How long one question looks: so soon the camera is off when nobody wants it."""
_START_S: Final = 10.0
"""OpenCV and a slow camera take seconds to begin."""


def can_look(source: str = "") -> bool:
    """Whether the extra `[camera]` and a camera are there. Loads nothing."""
    has_camera = Path(source).exists() if source else bool(cameras_here())
    return has_camera and is_installed() and find_spec("zxingcpp") is not None


class CodeCamera:
    """source: as open_camera. found: told each text once a look, from a thread of its own."""

    def __init__(self, source: str, found: Callable[[str], None], look_s: float = LOOK_S) -> None:
        self._found, self._source, self._look_s = found, source, look_s
        self._wanted: threading.Event | None = None
        """Set: this look is over."""
        self._thread: threading.Thread | None = None

    @property
    def is_looking(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def look(self) -> bool:
        """Begins, or goes on for as long again. Returns at once; False: there is no camera."""
        self.rest()
        if not can_look(self._source):
            return False
        self._wanted = over = threading.Event()
        before = self._thread
        self._thread = threading.Thread(
            target=self._run, args=(over, before), name="code camera", daemon=True
        )
        self._thread.start()
        return True

    def rest(self) -> None:
        """The camera goes off in a moment. Returns at once; nothing is told any more."""
        if self._wanted is not None:
            self._wanted.set()

    def close(self, limit_s: float = 5.0) -> None:
        """Waits until it is off."""
        self.rest()
        if self._thread is not None:
            self._thread.join(limit_s)

    def _run(self, over: threading.Event, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()  # one process at a time holds the camera
        timer = threading.Timer(self._look_s, over.set)
        timer.daemon = True
        timer.start()
        worker = Worker(("-m", "kiosk.devices.code_reading"))
        told: set[str] = set()
        try:
            while not over.is_set():
                question = {"source": self._source, "limit_s": _TURN_S}
                answer = worker.ask(question, _TURN_S + _START_S)
                text = str(answer.get("text", ""))
                if "gone" in answer:
                    return
                if text and text not in told and not over.is_set():
                    told.add(text)
                    self._found(text)
        except WorkerFailed:
            return  # she takes another way; the next look starts a new one
        finally:
            timer.cancel()
            worker.close()
