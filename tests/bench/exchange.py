"""A village's journal goes to a county on loopback: 10,000 check-ins, and then one more."""

from __future__ import annotations

import itertools
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.village import Village, open_village
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import CheckedIn
from sync.standard.clock import DAY_MS, EARLIEST_MS
from sync.standard.codes import SERVICES
from sync.standard.identity import new_id
from tests.bench.figures import Figure, median, most
from tests.bench.peers import MORANGO, POUCH, Peers, Record
from tests.bench.villages import RunningClock

ROOT: Final = Path(__file__).parents[2]
CHECK_INS: Final = 10_000
PERSONS: Final = 800
WARM: Final = 2000
LATER: Final = 50
RUNS: Final = 3
"""As many as a peer has."""
VILLAGE, WARMING_UP = "321199001001", "321199001009"
AGO_MS: Final = 75 * DAY_MS
"""When the check-ins begin: none of them may be in the future, whatever the dice say."""
KNOWN: Final = {POUCH: 3.35, MORANGO: 32.2}
"""Seconds that the peers took for 10,000, where none is measured in the same run."""
Comer = tuple[int, str, str]
"""Milliseconds since the one before, person, what for."""


def measure(work: Path, peers: Peers) -> list[Figure]:
    peers.run_loopback()
    os.sync()  # What the one before left to the disk would be written in our time.
    folder = work / "county"
    with county(folder) as url, Relay(url) as relay:
        with Bed(work / "warming-up", WARMING_UP, peers) as bed:
            bed.write(WARM)
            bed.enrol(url, folder)
            sent(Exchange(bed.journal, Line(url), wall_ms), WARM)
        times = []
        for number in range(RUNS + 1):
            with Bed(work / f"exchange-{number}", f"{VILLAGE[:-1]}{number}", peers) as bed:
                bed.write(CHECK_INS)
                bed.enrol(url, folder)
                if number < RUNS:
                    times.append(_timed(bed, url))
                else:
                    counted = _counted(bed, relay)
    return _figures(times, counted, peers)


class Timed(NamedTuple):
    whole_s: float
    later_ms: float


class Counted(NamedTuple):
    bytes_up: float
    later_requests: float
    later_bytes: float


class Bed:
    """A kiosk's books, and people who check in: those of the peers' file, or else anybody, at any
    moment, for any service, since what is alike would cost no bytes."""

    def __init__(self, folder: Path, village: str, peers: Peers) -> None:
        self.folder = folder
        self._code = village
        self._clock = RunningClock(wall_ms() - AGO_MS)
        self._village: Village = open_village(Config(folder), self._clock.now_ms)
        persons = [new_id(EARLIEST_MS, n.to_bytes(10, "big")) for n in range(PERSONS)]
        records = peers.records()
        self._comers = _recorded(records, persons) if records else _anybody(persons)
        self.journal = self._village.store.journal

    def __enter__(self) -> Bed:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._village.close()

    def write(self, check_ins: int, at_once: int = 1) -> None:
        """In the past: so before the first contact with the county, whose time no later stamp
        falls behind. at_once: so many have one time and one transaction, which is quicker made."""
        for _ in range(check_ins // at_once):
            comers = list(itertools.islice(self._comers, at_once))
            self._clock.ms += comers[0][0]
            self.journal.append(*(CheckedIn(person, service) for _, person, service in comers))

    def write_now(self) -> None:
        self._clock.ms = wall_ms()
        _, person, service = next(self._comers)
        self.journal.append(CheckedIn(person, service))

    def code(self, county_folder: Path) -> str:
        """As the officer at the county gets it."""
        command = _command(county_folder, "enrol", "--village", self._code, "--name", "Bench")
        said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        found = re.search(r"\d{3} \d{3} \d{3}", said)
        assert found, said
        return found[0]

    def enrol(self, url: str, county_folder: Path) -> None:
        # Right again: a clock that the first answer proves wrong costs a request more, once.
        self._clock.ms = wall_ms()
        line = Line(url)
        outcome = enrol(self.journal, line, self.code(county_folder), wall_ms)
        assert isinstance(outcome, Enrolled), outcome
        line.close()


def _anybody(persons: list[str]) -> Iterator[Comer]:
    dice = random.Random(4)
    while True:
        yield dice.randint(5_000, 1_000_000), dice.choice(persons), dice.choice(SERVICES)


def _recorded(records: Sequence[Record], persons: list[str]) -> Iterator[Comer]:
    """Over and over, if need be."""
    known: dict[str, str] = {}
    nobody_yet = iter(persons)
    for before, record in itertools.pairwise(itertools.cycle(records)):
        if record.person not in known:
            known[record.person] = next(nobody_yet)
        later_ms = max(1000, record.at_ms - before.at_ms)
        yield later_ms, known[record.person], record.service


def _timed(bed: Bed, url: str) -> Timed:
    """With nothing in the line, as the peers are timed."""
    line = Line(url)
    exchange = Exchange(bed.journal, line, wall_ms)
    began_s = time.perf_counter()
    sent(exchange, CHECK_INS)
    whole_s = time.perf_counter() - began_s
    one_ms = median(_one_later_ms(bed, exchange) for _ in range(LATER))
    line.close()
    return Timed(whole_s, one_ms)


def _counted(bed: Bed, relay: Relay) -> Counted:
    line = Line(relay.url)
    exchange = Exchange(bed.journal, line, wall_ms)
    up = relay.up
    sent(exchange, CHECK_INS)
    per_entry = (relay.up - up) / CHECK_INS
    before, requests = relay.up + relay.down, line.requests
    for _ in range(LATER):
        _one_later_ms(bed, exchange)
    bytes_each = (relay.up + relay.down - before) / LATER
    requests_each = (line.requests - requests) / LATER
    line.close()
    return Counted(per_entry, requests_each, bytes_each)


def _figures(times: Sequence[Timed], counted: Counted, peers: Peers) -> list[Figure]:
    wall = {**KNOWN, **peers.beside("wall_s")}
    tenth = most(min(wall[POUCH] / 10, wall[MORANGO] / 100))
    spread = f"{min(run.whole_s for run in times):.2f} to {max(run.whole_s for run in times):.2f} s"
    whole_s, later_ms = Timed(*map(median, zip(*times, strict=True)))
    bytes_up, requests, later_bytes = counted
    near = peers.beside
    return [
        Figure("10,000 check-ins", whole_s, "s", tenth, beside=near("wall_s"), note=spread),
        Figure("  entries pushed", CHECK_INS / whole_s, "1/s"),
        Figure("  bytes up per entry", bytes_up, "B", most(30), beside=near("bytes_up")),
        Figure("one later check-in", later_ms, "ms", most(15), beside=near("later_ms")),
        Figure("  requests", requests, "", most(1), beside=near("later_requests")),
        Figure("  bytes, both ways", later_bytes, "B", most(700), beside=near("later_bytes")),
    ]


def sent(exchange: Exchange, entries: int) -> None:
    outcome = exchange.round()
    assert isinstance(outcome, Synced), outcome
    assert outcome.sent == entries, outcome


def _one_later_ms(bed: Bed, exchange: Exchange) -> float:
    """Until the receipt is on the disk."""
    bed.write_now()
    began_s = time.perf_counter()
    outcome = exchange.round(ask_anyway=False)
    took_ms = (time.perf_counter() - began_s) * 1000
    assert isinstance(outcome, Synced), outcome
    assert outcome.sent == 1
    return took_ms


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
    """Stands in the line and counts what goes through: HTTP whole, its heads too; TCP's own heads
    are not counted."""

    to_url: str
    up: int = 0
    down: int = 0
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
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for ends in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:
        while data := source.recv(65536):
            if is_up:
                self.up += len(data)
            else:
                self.down += len(data)
            target.sendall(data)
        target.close()
