"""What a kiosk may see: hello's answer and the pages of its village's scope."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, and_, select

from sync.county.devices import Device
from sync.county.journal import scope_head
from sync.county.people_keys import sealed_keys
from sync.county.push import clamps_on, reports_on
from sync.county.tables import CLAMPS, ENTRIES
from sync.county.village_keys import find_village_key
from sync.sealing import seal_to
from sync.standard.entry import GENESIS
from sync.standard.origin import Ref
from sync.standard.sealed import people_in
from sync.standard.wire import (
    MAX_BATCH_BYTES,
    MAX_BATCH_LINES,
    VERSIONS,
    VILLAGE,
    Greeted,
    Greeting,
    write_page,
)

FEATURES: Final[tuple[str, ...]] = ()
"""What this county can do beyond its version."""


def greet(
    connection: Connection, device: Device, greeting: Greeting, now_ms: int, secret: bytes
) -> Greeted:
    """secret: the county's own key."""
    shared = b""
    told, news = device.last_seq, 0
    if greeting.epoch == device.epoch:
        common = min(greeting.seq, device.last_seq)
        shared = _hash_at(connection, device, common)
        told, news = greeting.told, max(0, common - greeting.told)
    village_key = b""
    if greeting.v[1] >= 2 and not greeting.is_keyed:
        key = find_village_key(connection, device.village, secret)
        village_key = seal_to(device.public_key, key) if key else b""
    return Greeted(
        VERSIONS,
        now_ms,
        device.epoch,
        device.last_seq,
        device.last_hash,
        shared,
        {VILLAGE: scope_head(connection, device.village).no},
        is_marked(connection, device, greeting.at, greeting.mark),
        reports_on(connection, device, device.epoch, told + 1, news),
        clamps_on(connection, device, device.epoch, told + 1, news),
        village_key,
        FEATURES,
    )


def is_marked(connection: Connection, device: Device, at: int, mark: str) -> bool:
    """Whether the village's scope, up to that number, is what the kiosk has."""
    if not mark:
        return True
    kept = connection.execute(
        select(ENTRIES.c.mark).where(ENTRIES.c.village == device.village, ENTRIES.c.no == at)
    ).scalar_one_or_none()
    return bool(kept == mark)


def page_after(connection: Connection, device: Device, after: int, own: bool, now_ms: int) -> bytes:
    """The village's entries after this number. The village is the enrolment's, nobody's wish.

    own: with the asker's own entries, for a kiosk whose disk was restored."""
    found = connection.execute(
        select(ENTRIES.c.mark, ENTRIES.c.device, ENTRIES.c.epoch, ENTRIES.c.seq, ENTRIES.c.line)
        .where(ENTRIES.c.village == device.village, ENTRIES.c.no > after)
        .order_by(ENTRIES.c.no)
        .limit(MAX_BATCH_LINES)
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
    same = and_(
        *(
            getattr(ENTRIES.c, c) == getattr(CLAMPS.c, c)
            for c in ("village", "device", "epoch", "seq")
        )
    )
    rows = connection.execute(
        select(ENTRIES.c.no, CLAMPS.c.ms)
        .join(CLAMPS, same)
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
