"""The kiosk's line to its county: the worker of sync.exchange over the store's own thread."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final, cast

from kiosk.devices.machine import wall_ms
from sync.exchange.line import Line
from sync.exchange.outcomes import Outcome
from sync.exchange.ports import Ledger
from sync.exchange.worker import Worker

URL_SETTING: Final = "county_url"

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


def make_worker(
    ledger: Ledger, url: str, on_store: OnStore, tell: Callable[[Outcome | None], None]
) -> Worker:
    """tell: called on the worker's thread after each round."""
    through = ThroughStore(ledger, on_store).ledger()
    return Worker(through, Line(url), wall_ms, random.random, tell=tell)
