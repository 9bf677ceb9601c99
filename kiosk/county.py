"""The kiosk's line to its county: the worker of sync.exchange over the store's own thread."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from kiosk.devices.machine import wall_ms
from sync.exchange.ports import Ledger
from sync.exchange.status import Status

URL_SETTING: Final = "county_url"

if TYPE_CHECKING:
    from sync.exchange.worker import Worker

OnStore = Callable[[Callable[[], Any]], Any]
"""Runs a call on the store's thread, waits for it, returns what it returns or raises."""


def keep_url(ledger: Ledger, url: str) -> None:
    ledger.set_setting(URL_SETTING, url)


def read_url(ledger: Ledger) -> str:
    return ledger.get_setting(URL_SETTING) or ""


class ThroughStore:
    """The journal for other threads: every method runs on the store's thread, whole."""

    def __init__(self, ledger: Ledger, on_store: OnStore) -> None:
        self._ledger, self._on_store = ledger, on_store

    def ledger(self) -> Ledger:
        return cast(Ledger, self)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._ledger, name)

        def call(*args: Any, **named: Any) -> Any:
            return self._on_store(lambda: method(*args, **named))

        return call


class County:
    """The exchange with the county, which may begin, and begin anew, at any time."""

    def __init__(
        self,
        ledger: Ledger,
        url: str,
        on_store: OnStore,
        tell: Callable[[], None],
    ) -> None:
        """url: "" for the address that the enrolment noted, if any. tell: called on another
        thread after each round."""
        self._ledger, self._url, self._on_store, self._tell = ledger, url, on_store, tell
        self._worker: Worker | None = None
        self.is_started = False

    def start(self) -> None:
        """At the start of the program, and again when the officer enrolled the kiosk. Loads the
        network library: not on the window's thread."""
        from sync.exchange.line import Line
        from sync.exchange.worker import Worker

        self.stop()
        url = self._on_store(self.address)
        if url:
            through = ThroughStore(self._ledger, self._on_store).ledger()
            self._worker = Worker(
                through, Line(url), wall_ms, random.random, tell=lambda _: self._tell()
            )
            self._worker.start()
        self.is_started = True

    def stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def poke(self) -> None:
        """Entries may have been written."""
        if self._worker is not None:
            self._worker.poke()

    def sync_now(self) -> None:
        if self._worker is not None:
            self._worker.try_now()

    def address(self) -> str:
        """On the store's thread. "": there is no county to talk to."""
        return self._url or read_url(self._ledger)

    def status(self) -> Status | None:
        """On the store's thread. None: there is no county to talk to."""
        return self._worker.status() if self._worker is not None else None
