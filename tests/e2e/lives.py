"""A kiosk and a county without a window, as processes that may end at any instant.

The programs' own parts, put together as kiosk.app and sync.county do it; only the finger on the
glass is left out, so that a new life costs a moment and not seconds. What they say, a line each:

    in VISIT          the person is told that she is checked in
    out VISIT         the person is told that her visit has ended
    round OUTCOME N   a round with the county is over; it has given its receipt for N entries
"""

from __future__ import annotations

import contextlib
import io
import random
import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from kiosk.config import Config
from kiosk.county import ThroughStore
from kiosk.devices.machine import wall_ms
from kiosk.services.check_in import CheckedInNow, CheckedOutNow, check_in, check_out
from kiosk.village import Village, open_village
from sync.county.serve import serve
from sync.exchange.line import Line
from sync.exchange.outcomes import Outcome
from sync.exchange.pace import Pace
from sync.exchange.ports import Ledger
from sync.exchange.worker import Worker
from sync.folders import make_folder
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered

Say = Callable[[str], None]
PEOPLE: Final = 10
_BETWEEN_ROUNDS: Final = 3
_LONGEST_WAIT_S: Final = 2.0
_HASTE: Final = Pace(first_s=0.02, longest_s=0.1, idle_s=0.1)


def settle(village: Village) -> None:
    """Everybody who will come."""
    for number in range(PEOPLE):
        person = f"person-{number}"
        village.store.journal.append(
            ResidentRegistered(person, Personal(number=f"number-{number}", name="Anna")),
            Consented(person, RECORD, "1"),
        )


def live_as_kiosk(folder: Path, url: str, say: Say, touches: int | None = None) -> None:
    """People come and go, so many of them or without end, and rounds with the county go on."""
    village = open_village(Config(folder))
    turn = threading.RLock()

    def on_store(call: Callable[[], Any]) -> Any:
        with turn:
            return call()

    ledger = ThroughStore(village.store.journal, on_store).ledger()
    met = threading.Event()
    worker = _worker(ledger, url, say, met)
    worker.start()
    try:
        for count, told in enumerate(islice(_touches(village, on_store), touches)):
            say(told)
            met.clear()
            worker.poke()
            if not count % _BETWEEN_ROUNDS:
                # Also a round that failed is over; only a county that hangs is left alone.
                met.wait(_LONGEST_WAIT_S)
    finally:
        worker.stop()
        village.close()


def _worker(ledger: Ledger, url: str, say: Say, met: threading.Event) -> Worker:
    def tell(outcome: Outcome | None) -> None:
        say(f"round {type(outcome).__name__} {ledger.acknowledged()}")
        met.set()

    return Worker(ledger, Line(url), wall_ms, random.random, _HASTE, tell)


def _touches(village: Village, on_store: Callable[[Callable[[], Any]], Any]) -> Iterator[str]:
    """Who is in goes, who is out comes; what each is told."""
    while True:
        for number in range(PEOPLE):
            yield on_store(lambda person=f"person-{number}": _touch(village, person))


def _touch(village: Village, person: str) -> str:
    open_now = village.ports.visits.open_of(person)
    if open_now:
        done = check_out(village.ports, open_now[0].visit)
        assert isinstance(done, CheckedOutNow)
        return f"out {done.visit.visit}"
    came = check_in(village.ports, person, "clean")
    assert isinstance(came, CheckedInNow)
    return f"in {came.visit.visit}"


def live_as_county(folder: Path, port: int, say: Say) -> None:
    """The server itself. Says its address."""
    make_folder(folder)
    with contextlib.redirect_stdout(_Said(say)):
        serve(folder, None, "127.0.0.1", port)


class _Said(io.TextIOBase):
    def __init__(self, say: Say) -> None:
        self._say = say

    def write(self, text: str) -> int:
        if text.strip():
            self._say(text.strip())
        return len(text)
