"""The county under a month of backlogs: many kiosks push at once, over HTTP, into a server that
is a process of its own. Signing and packing is the kiosks' work and is done before."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from nacl.signing import SigningKey

from sync.county.areas import Area
from sync.county.devices import issue_code, redeem
from sync.county.overview import figures as overview
from sync.county.serve import county_key, wall_ms
from sync.county.store import Store, open_store
from sync.sealing import pack, sign
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import MINUTE_MS, Stamp
from sync.standard.entry import GENESIS, chain, encode
from sync.standard.facts import Fact
from sync.standard.origin import Head, Ref
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from sync.standard.wire import SIGN, EnrolRequest, request_text, write_batch
from tests.bench.exchange import county
from tests.bench.figures import Figure, least, percentile
from tests.county import postgres

KIOSKS: Final = 20
ENTRIES: Final = 10_000
"""Of each kiosk: the backlog."""
BATCH: Final = 1000
AT_ONCE: Final = 8
ROUND: Final = 50
"""Of so many entries, two register somebody and the others are visits, begun and ended."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    village: str
    key: SigningKey
    batches: Sequence[bytes]


def measure(work: Path) -> list[Figure]:
    kiosks = [_kiosk(f"321199{number:06d}") for number in range(KIOSKS)]
    found = _figures("SQLite", work / "county-sqlite", None, kiosks)
    programs = postgres.programs()
    if programs is not None:
        with postgres.running(programs) as cluster:
            url = cluster.url(cluster.new())
            found += _figures("PostgreSQL", work / "county-postgres", url, kiosks)
    return found


def _figures(name: str, folder: Path, url: str | None, kiosks: Sequence[Kiosk]) -> list[Figure]:
    store = open_store(folder, url)
    try:
        for kiosk in kiosks:
            _enrol(store, county_key(folder), kiosk)
        database = ("--database", url) if url else ()
        with county(folder, *database) as address:
            began_s = time.perf_counter()
            times_ms = _pushed(address, kiosks)
            whole_s = time.perf_counter() - began_s
        counted = sum(row.entries for row in store.read(overview))
    finally:
        store.close()
    assert counted == KIOSKS * ENTRIES, counted
    note = f"{KIOSKS} kiosks, {AT_ONCE} at once, {BATCH} a batch"
    rate = Figure(f"county on {name}, entries", counted / whole_s, "1/s", least(20_000), note=note)
    return [rate, Figure("  a push, p99", percentile(times_ms, 99), "ms")]


def _pushed(address: str, kiosks: Sequence[Kiosk]) -> list[float]:
    """Milliseconds of every push."""
    host, waiting, times_ms = urlsplit(address).netloc, iter(list(kiosks)), list[float]()
    wrong: list[str] = []
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                kiosk = next(waiting, None)
            if kiosk is None or wrong:
                return
            _push_all(host, kiosk, times_ms.append, wrong.append)

    threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong
    return times_ms


def _push_all(
    host: str, kiosk: Kiosk, took_ms: Callable[[float], None], failed: Callable[[str], None]
) -> None:
    connection = http.client.HTTPConnection(host, timeout=60)
    for body in kiosk.batches:
        now_ms = wall_ms()
        text = request_text("POST", "/push", kiosk.village, "kiosk", now_ms, body)
        signed = f"{kiosk.village} kiosk {now_ms} {sign(kiosk.key, text)}"
        began_s = time.perf_counter()
        connection.request("POST", "/push", body, {SIGN: signed})
        answer = connection.getresponse()
        said = answer.read()
        took_ms((time.perf_counter() - began_s) * 1000)
        if answer.status != 200:
            failed(f"{answer.status} {said[:200]!r}")
            return
    connection.close()


def _enrol(store: Store, key: SigningKey, kiosk: Kiosk) -> None:
    area, secret, now_ms = Area(kiosk.village, "Bench"), key.encode(), wall_ms()
    dice = int(kiosk.village[-3:])
    code = store.write(lambda c: issue_code(c, area, now_ms, secret, dice))
    public = kiosk.key.verify_key.encode()
    asked = EnrolRequest(code, "kiosk", public)
    assert isinstance(store.write(lambda c: redeem(c, asked, now_ms, secret)), tuple)


def _kiosk(village: str) -> Kiosk:
    stamp, seq, link = Stamp(1_790_000_000_000), 0, GENESIS
    batches: list[bytes] = []
    facts = itertools.islice(_facts(), ENTRIES)
    while some := list(itertools.islice(facts, BATCH)):
        lines = []
        for fact in some:
            stamp, seq = Stamp(stamp.ms + MINUTE_MS), seq + 1
            lines.append(encode(fact, stamp))
            link = chain(link, seq, lines[-1])
        batches.append(pack(write_batch(Head("kiosk", 1, seq, link), lines)))
    return Kiosk(village, SigningKey.generate(), batches)


def _facts() -> itertools.chain[Fact]:
    return itertools.chain.from_iterable(map(_round, itertools.count()))


def _round(number: int) -> list[Fact]:
    """A person more, and visits of those who are known."""
    person, first = f"01JD{number:018d}", number * ROUND
    personal = Personal(number=f"{number:018d}", name="Bench", sex=2, phone="13800000000")
    facts: list[Fact] = [ResidentRegistered(person, personal), Consented(person, RECORD, "1")]
    visits = (ROUND - len(facts)) // 2
    facts += [CheckedIn(f"01JD{max(0, number - n):018d}", "clean") for n in range(visits)]
    begun = (Ref("kiosk", 1, first + 3 + n).text() for n in range(visits))
    return facts + [CheckedOut(visit) for visit in begun]
