"""Work in the background: lanes of threads, and one queued signal home.

`store` is one thread, the only one that touches the journal; `network` has two. What a job returns
or raises comes back on the window's thread, once, or TookTooLong does. A job that is late still
ends: an entry that reached the journal stays there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.errors import TookTooLong

LIMIT_S: Final = 20.0

Then = Callable[[Any], None]
"""Takes what the job returned, or the exception that it raised."""


class Answer(QObject):
    """Calls back once: with the job's outcome or, before that, because time ran out."""

    def __init__(self, then: Then, limit_s: float, lanes: QObject) -> None:
        super().__init__(lanes)
        self._then: Then | None = then
        self._timer = QTimer(self, singleShot=True, interval=int(limit_s * 1000))
        self._timer.timeout.connect(partial(self.give, TookTooLong()))
        self._timer.start()

    def give(self, outcome: Any) -> None:
        then, self._then = self._then, None
        if then is None:
            return
        self._timer.stop()
        self.deleteLater()
        then(outcome)


class Lanes(QObject):
    """Made on the window's thread."""

    _came = Signal(object, object)

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        super().__init__()
        self._limit_s = limit_s
        self._store = ThreadPoolExecutor(1, "store")
        self._network = ThreadPoolExecutor(2, "network")
        self._came.connect(self._give, Qt.ConnectionType.QueuedConnection)

    def on_store(self, job: Callable[[], Any], then: Then) -> None:
        self._run(self._store, job, then)

    def on_network(self, job: Callable[[], Any], then: Then) -> None:
        self._run(self._network, job, then)

    def begin_on_store(self, job: Callable[[], Any]) -> Future[Any]:
        """For the start: opens the books while the window's fonts are loaded."""
        return self._store.submit(job)

    def wait_on_store(self, job: Callable[[], Any]) -> Any:
        """For other threads than the window's: runs on the store's thread and returns its
        outcome or raises. Raises TookTooLong."""
        if threading.current_thread().name.startswith("store"):
            return job()
        try:
            return self._store.submit(job).result(self._limit_s)
        except TimeoutError as error:
            raise TookTooLong("store") from error

    def close(self, last: Callable[[], Any] | None = None) -> None:
        """Ends the lanes; what the store has begun it ends first, then does `last`."""
        self._network.shutdown(wait=False, cancel_futures=True)
        if last is not None:
            self._store.submit(last)
        self._store.shutdown(wait=True)

    def _run(self, lane: ThreadPoolExecutor, job: Callable[[], Any], then: Then) -> None:
        answer = Answer(then, self._limit_s, self)
        lane.submit(job).add_done_callback(partial(self._home, answer))

    def _home(self, answer: Answer, done: Future[Any]) -> None:
        """On the lane's thread: only the signal may touch what belongs to the window."""
        if not done.cancelled():
            self._came.emit(answer, done.exception() or done.result())

    @Slot(object, object)
    def _give(self, answer: Answer, outcome: Any) -> None:
        answer.give(outcome)
