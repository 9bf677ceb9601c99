"""What a kiosk may see: hello's answer and the pages of its village's scope."""

from __future__ import annotations

from typing import Final

from nacl.signing import SigningKey
from sqlalchemy import Connection, select

from sync.certifying import give_warrant
from sync.county.areas import county_name
from sync.county.devices import Device
from sync.county.journal import edition_of, scope_head
from sync.county.people_keys import sealed_keys
from sync.county.push import MOST_NEWS, clamps_on, reports_on
from sync.county.tables import CLAMPS, ENTRIES, VILLAGES, is_same_entry
from sync.county.village_keys import find_village_key
from sync.sealing import seal_to
from sync.standard.certificates import Warrant
from sync.standard.entry import GENESIS
from sync.standard.origin import Ref
from sync.standard.pages import write_page
from sync.standard.sealed import people_in
from sync.standard.wire import (
    BATCH_LINES,
    FILES,
    LONG,
    MAX_BATCH_BYTES,
    VERSIONS,
    VILLAGE,
    Greeted,
    Greeting,
)

MOST_PAGE_LINES: Final = 10_000
FEATURES: Final[tuple[str, ...]] = (FILES, LONG)
"""What this county can do beyond its version."""


def greet(
    connection: Connection, device: Device, greeting: Greeting, now_ms: int, secret: bytes
) -> Greeted:
    """secret: the county's own key."""
    is_same_epoch, common = greeting.epoch == device.epoch, min(greeting.seq, device.last_seq)
    shared = _hash_at(connection, device, common) if is_same_epoch else b""
    speaks_two = greeting.v[1] >= 2
    news = _news(connection, device, greeting.told, common) if speaks_two and is_same_epoch else ()
    village_key = b""
    if speaks_two and not greeting.is_keyed:
        key = find_village_key(connection, device.village, secret)
        village_key = seal_to(device.public_key, key) if key else b""
    reports, clamped, told = news or ([], [], 0)
    return Greeted(
        VERSIONS,
        now_ms,
        device.epoch,
        device.last_seq,
        device.last_hash,
        shared,
        {VILLAGE: scope_head(connection, device.village).no},
        is_marked(connection, device, greeting.at, greeting.mark),
        reports,
        clamped,
        told,
        village_key,
        *(edition_of(connection, device.village) if speaks_two else ("", 0)),
        FEATURES,
        b"" if greeting.is_warranted else _warrant(connection, device, now_ms, secret),
    )


def _warrant(connection: Connection, device: Device, now_ms: int, secret: bytes) -> bytes:
    name = connection.execute(
        select(VILLAGES.c.name).where(VILLAGES.c.village == device.village)
    ).scalar_one_or_none()
    village = (device.village, name or "", county_name(device.village))
    return give_warrant(
        SigningKey(secret), Warrant(*village, device.device, device.public_key, now_ms)
    )


def is_restored(connection: Connection, device: Device, greeting: Greeting) -> bool:
    """Whether this kiosk has what the county gave and has not any more, and nobody said so yet."""
    known = edition_of(connection, device.village)[1]
    head = scope_head(connection, device.village).no
    has_more = greeting.at > head or not is_marked(connection, device, greeting.at, greeting.mark)
    return has_more and greeting.life == known


def _news(
    connection: Connection, device: Device, told: int, common: int
) -> tuple[list[tuple[int, str]], list[tuple[int, int]], int]:
    """What was odd after `told`, what counts otherwise, and up to where that is all of it."""
    among = (connection, device, device.epoch, told + 1, common - told)
    reports, clamped = reports_on(*among), clamps_on(*among)
    ends = [news[-1][0] for news in (reports, clamped) if len(news) == MOST_NEWS]
    upto = min(ends, default=common)
    return (
        [(seq, code) for seq, code in reports if seq <= upto],
        [(seq, ms) for seq, ms in clamped if seq <= upto],
        upto,
    )


def is_marked(connection: Connection, device: Device, at: int, mark: str) -> bool:
    """Whether the village's scope, up to that number, is what the kiosk has."""
    if not mark:
        return True
    kept = connection.execute(
        select(ENTRIES.c.mark).where(ENTRIES.c.village == device.village, ENTRIES.c.no == at)
    ).scalar_one_or_none()
    return bool(kept == mark)


def page_after(
    connection: Connection,
    device: Device,
    after: int,
    own: bool,
    now_ms: int,
    lines: int = BATCH_LINES,
) -> bytes:
    """The village's entries after this number. The village is the enrolment's, nobody's wish.

    own: with the asker's own entries, for a kiosk whose disk was restored. lines: at most."""
    found = connection.execute(
        select(ENTRIES.c.mark, ENTRIES.c.device, ENTRIES.c.epoch, ENTRIES.c.seq, ENTRIES.c.line)
        .where(ENTRIES.c.village == device.village, ENTRIES.c.no > after)
        .order_by(ENTRIES.c.no)
        .limit(min(max(lines, 1), MOST_PAGE_LINES))
    )
    rows: list[tuple[Ref | None, bytes]] = []
    size, mark = 0, ""
    for row in found:
        is_left_out = row.device == device.device and not own
        size += 0 if is_left_out else len(row.line) + 1
        if rows and size > MAX_BATCH_BYTES:
            break
        ref = None if is_left_out else Ref(row.device, row.epoch, row.seq)
        mark = row.mark
        rows.append((ref, b"" if is_left_out else row.line))
    head = scope_head(connection, device.village).no
    clamped = _clamped(connection, device.village, after, after + len(rows))
    keys = sealed_keys(connection, device.village, people_in(line for _, line in rows))
    return write_page(now_ms, after, mark, head, rows, keys, clamped)


def _clamped(connection: Connection, village: str, after: int, upto: int) -> list[tuple[int, int]]:
    """(number, milliseconds) of those entries that count as earlier than they were stamped."""
    rows = connection.execute(
        select(ENTRIES.c.no, CLAMPS.c.ms)
        .join(CLAMPS, is_same_entry(ENTRIES, CLAMPS))
        .where(ENTRIES.c.village == village, ENTRIES.c.no > after, ENTRIES.c.no <= upto)
        .order_by(ENTRIES.c.no)
    )
    return [(row.no, row.ms) for row in rows]


def _hash_at(connection: Connection, device: Device, seq: int) -> bytes:
    if seq < 1:
        return GENESIS
    if seq == device.last_seq:
        return device.last_hash
    kept = connection.execute(
        select(ENTRIES.c.hash).where(
            ENTRIES.c.village == device.village,
            ENTRIES.c.device == device.device,
            ENTRIES.c.epoch == device.epoch,
            ENTRIES.c.seq == seq,
        )
    ).scalar_one_or_none()
    return kept or b""
