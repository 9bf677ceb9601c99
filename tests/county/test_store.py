"""The county's store: the same promises on SQLite and on PostgreSQL, under many writers at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Sequence, func, select, text
from sqlalchemy.exc import DBAPIError

from sync.county.bulk import put_rows
from sync.county.devices import Device, find_device
from sync.county.push import take_batch
from sync.county.store import Store, Unopenable, open_store
from sync.county.tables import BLINDS, CODES, DEVICES, ENTRIES, GIVEN, META, SCOPES, VIEW_TABLES
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.entry import GENESIS, chain
from sync.standard.origin import Ref
from sync.standard.wire import VERSION, VILLAGE, BatchHeader, Receipt, next_mark
from tests.county.running import DATABASES, DONGSHENG, NOW_MS
from tests.exchange.plain_ledger import PlainLedger

WRITERS = 8
BATCHES = 12
EACH = 15
SERIALIZABLE = {"default_transaction_isolation": "serializable"}


@pytest.fixture(params=[*DATABASES, "postgresql, serializable"])
def url(request, tmp_path) -> str:
    """Serializable: as the distributed engines are, which say 40001 to writers that meet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'other.sqlite'}"
    cluster = request.getfixturevalue("cluster")
    return cluster.url(cluster.new(), **(SERIALIZABLE if "serializable" in request.param else {}))


@pytest.fixture
def store(url, tmp_path) -> Iterator[Store]:
    opened = open_store(tmp_path, url)
    yield opened
    opened.close()


def at_once(*work) -> None:
    """Runs all of it at the same time; an error in any is an error."""
    errors: list[BaseException] = []
    gate = threading.Barrier(len(work))

    def run(one) -> None:
        gate.wait(20)
        try:
            one()
        except BaseException as error:  # noqa: BLE001 - raised below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    if errors:
        raise errors[0]


def bind(store: Store, *devices: str) -> None:
    rows = [(DONGSHENG, name, bytes(32), 1, 0, GENESIS, NOW_MS, False) for name in devices]

    def add(connection: Connection) -> None:
        put_rows(connection, DEVICES, rows)
        put_rows(connection, SCOPES, [(DONGSHENG, VILLAGE, 0, "")])

    store.write(add)


def push(store: Store, ledger: PlainLedger, first: int, count: int) -> Receipt:
    lines = [line for _, line in ledger.lines_after(first - 1, count, 1 << 30)]
    head = ledger.hashes[first + len(lines) - 1]
    header = BatchHeader(VERSION, ledger.device, 1, first, len(lines), head)

    def take(connection: Connection):
        device = find_device(connection, DONGSHENG, ledger.device, lock=True)
        assert isinstance(device, Device)
        return take_batch(connection, device, header, lines, NOW_MS, bytes(32))

    receipt = store.write(take)
    assert isinstance(receipt, Receipt), receipt
    return receipt


def ledger_of(device: str, entries: int) -> PlainLedger:
    """Check-ins, and check-outs that lie a batch behind."""
    ledger, begun = PlainLedger(device), list[Ref]()
    while ledger.head().seq < entries:
        begun.append(ledger.write(CheckedIn(f"person-{len(begun)}", "clean")))
        if len(begun) > EACH:
            ledger.write(CheckedOut(begun[-EACH].text()))
    return ledger


def count_of(store: Store, table) -> int:
    return store.read(lambda c: c.execute(select(func.count()).select_from(table)).scalar_one())


def test_eight_writers_of_one_village_leave_no_gap_and_lose_nothing(store):
    ledgers = [ledger_of(f"kiosk-{n}", BATCHES * EACH) for n in range(WRITERS)]
    bind(store, *(ledger.device for ledger in ledgers))
    receipts: list[Receipt] = []

    def write(ledger: PlainLedger) -> None:
        for batch in range(BATCHES):
            receipts.append(push(store, ledger, batch * EACH + 1, EACH))

    at_once(*(lambda ledger=ledger: write(ledger) for ledger in ledgers))
    rows = store.read(lambda c: c.execute(select(ENTRIES).order_by(ENTRIES.c.no)).all())
    assert [row.no for row in rows] == list(range(1, WRITERS * BATCHES * EACH + 1))
    mark = ""
    links = dict.fromkeys((ledger.device for ledger in ledgers), GENESIS)
    for row in rows:
        mark = next_mark(mark, Ref(row.device, row.epoch, row.seq))
        links[row.device] = chain(links[row.device], row.seq, row.line)
        assert (row.mark, row.hash) == (mark, links[row.device])
    assert links == {ledger.device: ledger.hashes[BATCHES * EACH] for ledger in ledgers}
    spans = sorted(receipt.village for receipt in receipts)
    assert spans == [(at, at + EACH) for at in range(0, len(rows), EACH)]
    visits = sum(len(ledger.views()) for ledger in ledgers)
    assert count_of(store, VIEW_TABLES["visits"]) == visits


def test_the_same_batch_from_two_sides_at_once_is_taken_once(store):
    ledger = ledger_of("kiosk", BATCHES * EACH)
    bind(store, "kiosk")

    def write() -> None:
        for batch in range(BATCHES):
            assert push(store, ledger, batch * EACH + 1, EACH).ack >= (batch + 1) * EACH

    at_once(*[write] * 4)
    assert count_of(store, ENTRIES) == BATCHES * EACH
    query = select(DEVICES.c.last_hash)
    assert store.read(lambda c: c.execute(query).scalar_one()) == ledger.hashes[BATCHES * EACH]


def test_many_may_open_an_empty_database_at_once(url, tmp_path):
    def open_and_count() -> None:
        opened = open_store(tmp_path, url)
        assert count_of(opened, ENTRIES) == 0
        opened.close()

    at_once(*[open_and_count] * 6)


def test_an_errors_text_holds_no_line(store):
    row = (DONGSHENG, "kiosk", 1, 1, 1, "m", "k", bytes(32), b"Wang Xiuying 321199195001011500")
    with pytest.raises(DBAPIError) as caught:
        store.write(lambda c: put_rows(c, ENTRIES, [row, row]))
    assert "Wang" not in str(caught.value)
    assert count_of(store, ENTRIES) == 0


def test_a_restarted_database_is_waited_for(cluster, tmp_path):
    store = open_store(tmp_path, cluster.url(cluster.new()))
    bind(store, "kiosk")
    for _ in range(3):
        cluster.cut_connections()
        assert count_of(store, DEVICES) == 1
        cluster.cut_connections()
        store.write(lambda c: put_rows(c, ENTRIES, []))
    ledger = ledger_of("kiosk", EACH)
    cluster.cut_connections()
    assert push(store, ledger, 1, EACH).ack == EACH
    store.close()


def test_a_receipt_means_the_disk_whatever_the_server_is_set_to(cluster, tmp_path):
    store = open_store(tmp_path, cluster.url(cluster.new(), synchronous_commit="off"))
    for work in (store.read, store.write):
        assert work(lambda c: c.execute(text("SHOW synchronous_commit")).scalar_one()) == "on"
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://county:hush@localhost/x",
        "not a url",
        "postgresql://county:hush@127.0.0.1:1/x",
        "postgresql://county:hush@/x?host=/nowhere",
        "sqlite:////nowhere/at/all",
    ],
)
def test_what_cannot_be_opened_is_told_without_the_password(url, tmp_path):
    with pytest.raises(Unopenable) as caught:
        open_store(tmp_path, url)
    assert str(caught.value)
    assert "hush" not in str(caught.value)


def test_tables_hold_on_distributed_engines():
    """Keys and indexes begin with the village, nothing points elsewhere, no sequence orders."""
    for table in META.sorted_tables:
        keys = [table.primary_key.columns, *(index.columns for index in table.indexes)]
        firsts = {next(iter(columns)).name for columns in keys}
        assert table in (CODES, BLINDS, GIVEN) or firsts == {"village"}, table.name
        assert not table.foreign_keys
        assert all(column.autoincrement is not True for column in table.c)
        assert not any(isinstance(column.default, Sequence) for column in table.c)


def test_no_word_that_distributed_engines_lack():
    code = "".join(path.read_text("utf-8") for path in Path("sync/county").glob("*.py"))
    assert not re.search(r"advisory|\bLISTEN\b|\bNOTIFY\b|nextval|SERIAL\b|TEMP TABLE", code)
