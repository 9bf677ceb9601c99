"""Work in the background: lanes of threads, and one queued signal home.

`store` is one thread, the only writer; `network` is two, so that a long push does not keep a
hello waiting. What comes back arrives on the GUI thread, once, within a time limit.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.errors import TookTooLong

log = logging.getLogger(__name__)

Job = Callable[[], Any]
Came = Callable[[Any], None]
"""Hears the outcome, or the exception that came instead of one."""


class Lane(StrEnum):
    STORE = "store"
    NETWORK = "network"
    HAND = "hand"
    """Reads what a finger writes: the window asks again with every stroke."""


THREADS = {Lane.STORE: 1, Lane.NETWORK: 2, Lane.HAND: 1}


class Lanes(QObject):
    """Create it on the GUI thread."""

    _home = Signal(int, object)

    def __init__(self, limit_s: float = 20.0) -> None:
        super().__init__()
        self._limit_s = limit_s
        self._pools = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=lane)
            for lane, count in THREADS.items()
        }
        self._waiting: dict[int, tuple[Came, QTimer]] = {}
        self._number = 0
        self._ended: set[Lane] = set()
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def run(self, lane: Lane, job: Job, came: Came, *, limit_s: float | None = None) -> None:
        """Calls `came` exactly once, on the GUI thread: with what `job` returned, with the
        exception it raised, or with TookTooLong after `limit_s`. What comes later is dropped:
        the entry it wrote stands, and asking again finds it. Nothing is run once the lane has
        ended: the window is closing."""
        if lane in self._ended:
            return
        self._number += 1
        number = self._number
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(partial(self._give_up, number))
        self._waiting[number] = (came, timer)
        timer.start(round((self._limit_s if limit_s is None else limit_s) * 1000))
        future = self._pools[lane].submit(job)
        future.add_done_callback(partial(self._send_home, number))

    def begin_on_store(self, job: Job) -> Future[Any]:
        """For the start: opens the books while the window's fonts are loaded."""
        return self._pools[Lane.STORE].submit(job)

    def wait_on_store(self, job: Job) -> Any:
        """For other threads: runs on the store's thread, returns its outcome or raises.
        Raises TookTooLong."""
        if threading.current_thread().name.startswith(Lane.STORE):
            return job()
        try:
            return self.begin_on_store(job).result(self._limit_s)
        except TimeoutError as error:
            raise TookTooLong("store") from error

    @property
    def is_idle(self) -> bool:
        """Nothing is awaited."""
        return not self._waiting

    def end(self, lane: Lane) -> None:
        """Lets what runs there come to its end and drops what has not begun. Blocks."""
        self._ended.add(lane)
        self._pools[lane].shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Ends every lane."""
        self._waiting.clear()
        for lane in self._pools:
            self.end(lane)

    def _send_home(self, number: int, future: Future[Any]) -> None:
        """On the lane's thread."""
        if future.cancelled():
            return
        error = future.exception()
        self._home.emit(number, error if error is not None else future.result())

    def _arrive(self, number: int, outcome: Any) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            log.warning("an outcome came too late")
            return
        came, timer = waiting
        timer.stop()
        timer.deleteLater()
        came(outcome)

    def _give_up(self, number: int) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is not None:
            waiting[1].deleteLater()
            waiting[0](TookTooLong())


def inline(job: Job, came: Came) -> None:
    """The lane of tests and tours: does the work at once, here."""
    try:
        outcome = job()
    except Exception as error:  # noqa: BLE001 - whatever it is, the flow's owner hears of it
        came(error)
        return
    came(outcome)
