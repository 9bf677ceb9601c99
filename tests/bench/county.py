"""A county after a month without a line: hundreds of kiosks say hello and push at once, over HTTP,
into a server that is a process of its own. Packing is the kiosks' work and is done before; signing
and proving the county's signature is part of the time."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import Connection, func, select

from sync.county.areas import Area
from sync.county.devices import issue_code, redeem
from sync.county.serve import county_key, wall_ms
from sync.county.store import Store, open_store
from sync.county.tables import DEVICES, ENTRIES, REPORTS, VIEW_TABLES
from sync.exchange.plan import FIRST_LINES, next_lines
from sync.sealing import is_signed, pack, sign
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.clock import MINUTE_MS, Stamp
from sync.standard.entry import GENESIS, chain, encode
from sync.standard.facts import Fact
from sync.standard.origin import Head, Ref
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from sync.standard.wire import (
    MAX_BATCH_LINES,
    SIGN,
    VERSIONS,
    EnrolRequest,
    Greeting,
    Receipt,
    answer_text,
    request_text,
    write_batch,
)
from tests.bench.exchange import county
from tests.bench.figures import Figure, Say, least, most, percentile
from tests.county import postgres

KIOSKS: Final = 300
TENTH: Final = KIOSKS // 10
DAYS: Final = 30
A_DAY: Final = 130
"""Entries of a village: 60 visits, begun and ended, and people who register."""
ENTRIES_EACH: Final = DAYS * A_DAY
AT_ONCE: Final = 24
ROUND: Final = 52
"""Of so many entries, four register two people and the others are visits, begun and ended."""
DEVICE: Final = "kiosk"


@dataclass(frozen=True, slots=True)
class Kiosk:
    village: str
    key: SigningKey
    batches: Sequence[bytes]
    head: Head


def measure(work: Path, say: Say) -> list[Figure]:
    say(f"packing a month of {KIOSKS} kiosks")
    kiosks = [_kiosk(f"321199{number:06d}") for number in range(KIOSKS)]
    found = _figures("SQLite", work / "county-sqlite", None, kiosks)
    programs = postgres.programs()
    if programs is not None:
        with postgres.running(programs, is_measured=True) as cluster:
            found += _figures("PostgreSQL", work / "county-postgres", cluster, kiosks)
    return found


def _figures(
    name: str, folder: Path, cluster: postgres.Cluster | None, kiosks: Sequence[Kiosk]
) -> list[Figure]:
    some, all_of_them = (
        _drained(folder / str(len(part)), cluster.url(cluster.new()) if cluster else None, part)
        for part in (kiosks[:TENTH], kiosks)
    )
    note = f"{KIOSKS} kiosks with {ENTRIES_EACH:,} entries each, {AT_ONCE} at once"
    rate = KIOSKS * ENTRIES_EACH / all_of_them.whole_s
    return [
        Figure(f"county on {name}, entries", rate, "1/s", least(20_000), note=note),
        Figure("  the month drained", all_of_them.whole_s, "s", note="nothing lost"),
        Figure("  a push, p50", percentile(all_of_them.times_ms, 50), "ms"),
        Figure("  a push, p99", percentile(all_of_them.times_ms, 99), "ms"),
        Figure("  10 times the entries take", all_of_them.whole_s / some.whole_s, "x", most(11)),
    ]


@dataclass(frozen=True, slots=True)
class Drained:
    whole_s: float
    times_ms: list[float]
    """Of every push."""


def _drained(folder: Path, url: str | None, kiosks: Sequence[Kiosk]) -> Drained:
    store = open_store(folder, url)
    try:
        for kiosk in kiosks:
            _enrol(store, county_key(folder), kiosk)
        public = county_key(folder).verify_key.encode()
        with county(folder, *(("--database", url) if url else ())) as address:
            began_s = time.perf_counter()
            times_ms = _pushed(urlsplit(address).netloc, public, kiosks)
            whole_s = time.perf_counter() - began_s
        for kiosk in kiosks:
            store.read(partial(_is_whole, kiosk))
    finally:
        store.close()
    return Drained(whole_s, times_ms)


def _is_whole(kiosk: Kiosk, connection: Connection) -> None:
    """Every entry once, in its place, folded; and the chain over what is kept ends as it must."""
    query = select(ENTRIES.c.seq, ENTRIES.c.line).where(ENTRIES.c.village == kiosk.village)
    link = GENESIS
    for at, (seq, line) in enumerate(connection.execute(query.order_by(ENTRIES.c.seq)), 1):
        assert seq == at, (kiosk.village, at)
        link = chain(link, seq, line)
    assert link == kiosk.head.hash, kiosk.village
    query = select(DEVICES.c.last_seq, DEVICES.c.last_hash)
    row = connection.execute(query.where(DEVICES.c.village == kiosk.village)).one()
    assert tuple(row) == (ENTRIES_EACH, kiosk.head.hash), kiosk.village
    visits, reports = VIEW_TABLES[Visit.table], REPORTS
    for table, wanted in ((visits, ENTRIES_EACH // ROUND * (ROUND - 4) // 2), (reports, 0)):
        count = select(func.count()).select_from(table).where(table.c.village == kiosk.village)
        assert connection.execute(count).scalar_one() == wanted, (table.name, kiosk.village)


def _pushed(host: str, public: bytes, kiosks: Sequence[Kiosk]) -> list[float]:
    """Milliseconds of every push."""
    waiting, times_ms = iter(list(kiosks)), list[float]()
    wrong: list[str] = []
    lock = threading.Lock()

    def work() -> None:
        while not wrong:
            with lock:
                kiosk = next(waiting, None)
            if kiosk is None:
                return
            try:
                _push_all(host, public, kiosk, times_ms.append)
            except Exception as error:  # noqa: BLE001 - told below, on the thread that waits
                wrong.append(repr(error))

    threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong
    return times_ms


def _push_all(host: str, public: bytes, kiosk: Kiosk, took_ms: Callable[[float], None]) -> None:
    connection = http.client.HTTPConnection(host, timeout=120)
    head = kiosk.head
    greeting = Greeting(VERSIONS, head.epoch, head.seq, head.hash)
    _asked(connection, public, kiosk, "/hello", msgspec.json.encode(greeting))
    acknowledged = 0
    for body in kiosk.batches:
        began_s = time.perf_counter()
        said = _asked(connection, public, kiosk, "/push", body)
        took_ms((time.perf_counter() - began_s) * 1000)
        receipt = msgspec.json.decode(said, type=Receipt)
        assert receipt.ack > acknowledged, receipt
        acknowledged = receipt.ack
    assert acknowledged == head.seq
    connection.close()


def _asked(
    connection: http.client.HTTPConnection, public: bytes, kiosk: Kiosk, path: str, body: bytes
) -> bytes:
    """The answer, which the county has signed."""
    now_ms = wall_ms()
    text = request_text("POST", path, kiosk.village, DEVICE, now_ms, body)
    signature = sign(kiosk.key, text)
    signed = f"{kiosk.village} {DEVICE} {now_ms} {signature}"
    connection.request("POST", path, body, {SIGN: signed})
    answer = connection.getresponse()
    said = answer.read()
    assert answer.status == 200, (answer.status, said[:200])
    assert is_signed(public, answer_text(200, signature, said), answer.headers[SIGN])
    return said


def _enrol(store: Store, key: SigningKey, kiosk: Kiosk) -> None:
    area, secret, now_ms = Area(kiosk.village, "Bench"), key.encode(), wall_ms()
    dice = int(kiosk.village[-3:])
    code = store.write(lambda c: issue_code(c, area, now_ms, secret, dice))
    public = kiosk.key.verify_key.encode()
    asked = EnrolRequest(code, DEVICE, public)
    assert isinstance(store.write(lambda c: redeem(c, asked, now_ms, secret)), tuple)


def _kiosk(village: str) -> Kiosk:
    """Batches as large as a kiosk makes them on a good line."""
    stamp, head = Stamp(1_780_000_000_000), Head(DEVICE, 1, 0, GENESIS)
    batches: list[bytes] = []
    facts = itertools.islice(_facts(village), ENTRIES_EACH)
    size = FIRST_LINES
    while some := list(itertools.islice(facts, size)):
        lines = []
        for fact in some:
            stamp = Stamp(stamp.ms + MINUTE_MS)
            lines.append(encode(fact, stamp))
            head = Head(DEVICE, 1, head.seq + 1, chain(head.hash, head.seq + 1, lines[-1]))
        batches.append(pack(write_batch(head, lines)))
        size = next_lines(size, 0.0, MAX_BATCH_LINES)
    return Kiosk(village, SigningKey.generate(), batches, head)


def _facts(village: str) -> itertools.chain[Fact]:
    rounds = (_round(village, number) for number in itertools.count())
    return itertools.chain.from_iterable(rounds)


def _round(village: str, number: int) -> list[Fact]:
    """Two people more, and visits of those who are known."""
    facts: list[Fact] = []
    for one in (2 * number, 2 * number + 1):
        personal = Personal(f"{village[-4:]}{one:014d}", name="Bench", sex=2, phone="13800000000")
        person = _person(village, one)
        facts += [ResidentRegistered(person, personal), Consented(person, RECORD, "1")]
    visits = (ROUND - len(facts)) // 2
    first = number * ROUND + len(facts) + 1
    facts += [CheckedIn(_person(village, max(0, 2 * number - n)), "clean") for n in range(visits)]
    return facts + [CheckedOut(Ref(DEVICE, 1, first + n).text()) for n in range(visits)]


def _person(village: str, number: int) -> str:
    return f"01JD{village[-4:]}{number:018d}"
