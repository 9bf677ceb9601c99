"""Waiting for what the window comes to by itself: for whoever plays a person in front of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

LOOK_EVERY_MS: Final = 10
"""Not everything that is waited for is an event of the window's own thread."""
_SLEEPING: Final = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def comes(is_so: Callable[[], bool], patience_ms: int) -> bool:
    """Lets the window live until it is so; False when it was not in time.

    Sleeps between two events: asking again and again would take the core from the threads that
    are at work on it (processEvents with a time does not sleep, whatever its flags say).
    """
    deadline, ticker = QDeadlineTimer(patience_ms), QTimer(interval=LOOK_EVERY_MS)
    ticker.start()
    QApplication.processEvents()
    while not is_so():
        if deadline.hasExpired():
            return False
        QApplication.processEvents(_SLEEPING)
    return True
