"""A village's journal goes to a county on loopback: 10,000 check-ins, and then one more."""

from __future__ import annotations

import random
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.village import Village, open_village
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import CheckedIn
from sync.standard.codes import SERVICES
from tests.bench.figures import Figure, Say, median, most
from tests.bench.villages import RunningClock, village_of

ROOT: Final = Path(__file__).parents[2]
CHECK_INS: Final = 10_000
RESIDENTS: Final = 500
LATER: Final = 50
VILLAGE: Final = "321199001001"


def measure(cache: Path, work: Path, say: Say) -> list[Figure]:
    folder = work / "exchange"
    shutil.copytree(village_of(cache, RESIDENTS, 2 * RESIDENTS, say), folder)
    clock = RunningClock(wall_ms())
    village = open_village(Config(folder), clock.now_ms)
    try:
        with county(work / "county") as url, Relay(url) as relay:
            return _figures(Life(village, clock), url, relay)
    finally:
        village.close()


class Life:
    """Anybody checks in, at any moment, for any service: what is alike would cost no bytes."""

    def __init__(self, village: Village, clock: RunningClock) -> None:
        self.village = village
        self._clock = clock
        self._dice = random.Random(4)
        query = "SELECT key FROM residents ORDER BY key"
        self._persons = [key for (key,) in village.store.database.rows(query)]

    def check_in(self) -> None:
        self._clock.ms += self._dice.randint(5_000, 1_000_000)
        person, service = self._dice.choice(self._persons), self._dice.choice(SERVICES)
        self.village.store.journal.append(CheckedIn(person, service))


def _figures(life: Life, url: str, relay: Relay) -> list[Figure]:
    journal, line = life.village.store.journal, Line(url)
    outcome = enrol(journal, line, _code(life.village), wall_ms)
    assert isinstance(outcome, Enrolled), outcome
    exchange = Exchange(journal, line, wall_ms)
    _sent(exchange, 2 * RESIDENTS)
    for _ in range(CHECK_INS):
        life.check_in()
    before = line.sent_bytes
    began_s = time.perf_counter()
    _sent(exchange, CHECK_INS)
    whole_s = time.perf_counter() - began_s
    per_entry = (line.sent_bytes - before) / CHECK_INS
    requests = line.requests
    one_ms = median(_one_later_ms(life, exchange) for _ in range(LATER))
    requests_each = (line.requests - requests) / LATER
    return [
        Figure("10,000 check-ins pushed", whole_s, "s", most(3.35)),
        Figure("  entries pushed", CHECK_INS / whole_s, "1/s"),
        Figure("  bytes up per entry", per_entry, "B", most(103)),
        Figure("one later check-in, until the receipt", one_ms, "ms", most(78)),
        Figure("  requests", requests_each, "", most(7)),
        Figure("  bytes on the line, both ways", _bytes_of_one(life, relay), "B", most(5000)),
    ]


def _code(village: Village) -> str:
    """As the officer at the county gets it."""
    county_folder = village.store.database.folder.parent / "county"
    command = _command(county_folder, "enrol", "--village", VILLAGE, "--name", "Bench")
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d{3} \d{3} \d{3}", said)
    assert found, said
    return found[0]


def _sent(exchange: Exchange, entries: int) -> None:
    outcome = exchange.round()
    assert isinstance(outcome, Synced), outcome
    assert outcome.sent == entries, outcome


def _one_later_ms(life: Life, exchange: Exchange) -> float:
    life.check_in()
    began_s = time.perf_counter()
    outcome = exchange.round(ask_anyway=False)
    took_ms = (time.perf_counter() - began_s) * 1000
    assert isinstance(outcome, Synced), outcome
    assert outcome.sent == 1
    return took_ms


def _bytes_of_one(life: Life, relay: Relay) -> float:
    """HTTP's heads too, on a connection that stands; TCP's own are not counted."""
    exchange = Exchange(life.village.store.journal, Line(relay.url), wall_ms)
    _one_later_ms(life, exchange)
    before = relay.count
    _one_later_ms(life, exchange)
    return relay.count - before


@contextmanager
def county(folder: Path, *options: str) -> Iterator[str]:
    """A county server in a process of its own. Gives its address."""
    command = _command(folder, "serve", "--port", "0", *options)
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


def _command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "sync.county", *arguments, "--data", str(folder)]


@dataclass
class Relay:
    """Stands in the line and counts what goes through, both ways."""

    to_url: str
    count: int = 0
    _socket: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Relay:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _serve(self) -> None:
        host, port = self.to_url.removeprefix("http://").split(":")
        while True:
            try:
                near, _ = self._socket.accept()
            except OSError:
                return
            far = socket.create_connection((host, int(port)))
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        while data := source.recv(65536):
            self.count += len(data)
            target.sendall(data)
        target.close()
