"""What a kiosk may see: hello's answer and the pages of its village's scope."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sync.county.devices import Device
from sync.county.push import scope_head
from sync.county.tables import ENTRIES
from sync.standard.entry import GENESIS
from sync.standard.origin import Ref
from sync.standard.wire import (
    MAX_BATCH_BYTES,
    MAX_BATCH_LINES,
    VERSIONS,
    VILLAGE,
    Greeted,
    Greeting,
    write_page,
)


def greet(connection: Connection, device: Device, greeting: Greeting, now_ms: int) -> Greeted:
    shared = b""
    if greeting.epoch == device.epoch:
        shared = _hash_at(connection, device, min(greeting.seq, device.last_seq))
    return Greeted(
        VERSIONS,
        now_ms,
        device.epoch,
        device.last_seq,
        device.last_hash,
        shared,
        {VILLAGE: scope_head(connection, device.village).no},
        is_marked(connection, device, greeting.at, greeting.mark),
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
    return write_page(now_ms, after, mark, head, rows)


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
