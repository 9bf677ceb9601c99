"""What reads handwriting, in a process of its own: dinkit, else zinnia with Debian's model, else
nothing (docs/adr/0034)."""

from __future__ import annotations

import ctypes
import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk.devices.workers import Worker, WorkerFailed
from kiosk.services.handwriting import Stroke

log = logging.getLogger(__name__)

DINKIT: Final = "dinkit"
ZINNIA: Final = "zinnia"
ZINNIA_LIBRARY: Final = "libzinnia.so.0"
MODEL: Final = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
"""Of the Debian package tegaki-zinnia-simplified-chinese."""
SIDE: Final = 1000
"""Of the paper, in the engines' points."""
_LIMIT_S: Final = 1.0
_START_LIMIT_S: Final = 5.0
"""The first question waits for the process as well."""
_MOST_FAILURES: Final = 3
"""One after the other; then that engine is not asked again."""
_IDLE_S: Final = 300.0


def engines() -> list[str]:
    """Those that are on this machine, the better one first."""
    found = [DINKIT] if importlib.util.find_spec("dinkit") is not None else []
    return [*found, ZINNIA] if _has_zinnia() else found


def _has_zinnia() -> bool:
    try:
        ctypes.CDLL(ZINNIA_LIBRARY)
    except OSError:
        return False
    return MODEL.exists()


class WorkerHandwriting:
    """kiosk.services.handwriting.Handwriting. engines: names, the one to be asked first. module:
    what is started with a name."""

    def __init__(self, engines: Sequence[str], module: str = "kiosk.devices.handwriting_worker"):
        self._workers = [Worker(("-m", module, name), idle_s=_IDLE_S) for name in engines]
        self._failures = 0

    @property
    def is_there(self) -> bool:
        return bool(self._workers)

    @property
    def pid(self) -> int | None:
        """Of the process that reads; None where it does not run."""
        return self._workers[0].pid if self._workers else None

    def candidates(self, strokes: Sequence[Stroke]) -> Sequence[str]:
        points = [[[_to_points(x), _to_points(y)] for x, y in stroke] for stroke in strokes]
        if not points or not self._workers:
            return ()
        worker = self._workers[0]
        try:
            limit_s = _LIMIT_S if worker.pid else _START_LIMIT_S
            found = worker.ask({"strokes": points}, limit_s)["found"]
        except (WorkerFailed, KeyError) as error:
            self._failed(type(error).__name__)
            return ()
        self._failures = 0
        return [str(character) for character in found]

    def close(self) -> None:
        for worker in self._workers:
            worker.close()

    def _failed(self, why: str) -> None:
        """The next question starts it anew; one that fails again and again gives way."""
        self._failures += 1
        log.warning("handwriting was not read: %s", why)
        if self._failures >= _MOST_FAILURES:
            self._failures = 0
            self._workers.pop(0).close()


def _to_points(part: float) -> int:
    return min(SIDE, max(0, round(part * SIDE)))
