"""The exchange in the background: one thread that never gives up and never holds anybody up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from sync.exchange.keys import enrolment
from sync.exchange.line import Line
from sync.exchange.outcomes import (
    DeviceBehind,
    Forked,
    NoContact,
    NotEnrolled,
    Outcome,
    Refused,
    Synced,
)
from sync.exchange.pace import Pace
from sync.exchange.ports import Ledger
from sync.exchange.round import Exchange
from sync.exchange.status import Status, status_of
from sync.exchange.troubles import note_trouble

_log: Final = logging.getLogger(__name__)
CALM: Final = Pace()


class Worker:
    """dice: a number 0..1 at each call. tell: called on the worker's thread after each round."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        now_ms: Callable[[], int],
        dice: Callable[[], float],
        pace: Pace = CALM,
        tell: Callable[[Outcome | None], None] = lambda _: None,
    ) -> None:
        self._ledger = ledger
        self._stopping = threading.Event()
        self._exchange = Exchange(ledger, line, now_ms, self._stopping.is_set)
        self._line = line
        self._now_ms = now_ms
        self._dice = dice
        self._pace = pace
        self._tell = tell
        self._wake = threading.Event()
        self._failures = 0
        self._rounds = 0
        self._is_busy = False
        self._is_urgent = False
        self._trouble = ""
        self._thread = threading.Thread(target=self._live, name="exchange", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def poke(self) -> None:
        """A new entry was written. While the county cannot be had, the back-off still holds: on
        a dead line every check-in would else cost a try."""
        if not self._failures:
            self._wake.set()

    def try_now(self) -> None:
        """The officer asks for it, the kiosk was enrolled, or the cable came back."""
        self._is_urgent = True
        self._wake.set()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Ends the thread. False when it still hangs in a call; it then touches nothing more."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        self._line.close()
        return not self._thread.is_alive()

    def status(self) -> Status:
        """Reads the ledger as it stands: call it where the given ledger may be called."""
        return status_of(
            self._ledger, is_busy=self._is_busy, trouble=self._trouble, rounds=self._rounds
        )

    def _live(self) -> None:
        greet = True
        while not self._stopping.is_set():
            self._is_urgent = False
            wait_s = self._once(greet)
            is_poked = self._wake.wait(wait_s)
            self._wake.clear()
            greet = self._is_urgent or not is_poked

    def _once(self, greet: bool) -> float:
        """One round and how long to wait after it. Whatever happens, there is a next one."""
        outcome: Outcome | None = None
        self._is_busy = True
        try:
            outcome = self._exchange.round(greet)
        except Exception as error:  # noqa: BLE001 - a dead worker would be a silent lie (I18)
            _log.warning("exchange.fault %s", type(error).__name__)
        self._is_busy = False
        self._trouble = trouble_of(outcome)
        self._note_trouble()
        self._failures = 0 if isinstance(outcome, Synced) else self._failures + 1
        self._rounds += 1
        try:
            self._tell(outcome)
        except Exception as error:  # noqa: BLE001 - the listener's fault is not the worker's
            _log.warning("exchange.listener_fault %s", type(error).__name__)
        return self._pace.wait_s(outcome, self._failures, self._dice())

    def _note_trouble(self) -> None:
        """For the officer's page. A kiosk that was never enrolled has no trouble with a county."""
        try:
            if not self._trouble or self._stopping.is_set():
                return
            if enrolment(self._ledger) is not None:
                note_trouble(self._ledger, self._trouble, self._now_ms())
        except Exception as error:  # noqa: BLE001 - what cannot be noted is shown while it lasts
            _log.warning("exchange.note_fault %s", type(error).__name__)


def trouble_of(outcome: Outcome | None) -> str:
    """What stands in the way, as a code."""
    match outcome:
        case None:
            return "fault"
        case NoContact(why):
            return why.value
        case Refused(why):
            return f"refused.{why}"
        case Forked():
            return "forked"
        case DeviceBehind():
            return "device_behind"
        case NotEnrolled(is_revoked):
            return "revoked" if is_revoked else "unknown"
    return ""
