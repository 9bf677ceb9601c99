"""Taking in a kiosk's batch: one transaction, nothing twice, nothing lost, nothing refused that
is only odd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, bindparam, select, update

from sync.county.decisions import decide, write_out
from sync.county.devices import Device
from sync.county.journal import append, entries_of, hashes_of, scope_head
from sync.county.judges import judge
from sync.county.moving import bring
from sync.county.people_keys import PeopleKeys
from sync.county.sealed import open_again
from sync.county.tables import CLAMPS, DEVICES, ENTRIES, REPORTS
from sync.standard.entry import GENESIS, Entry
from sync.standard.origin import Ref
from sync.standard.sealed import MOST_NAMED, KeysCame
from sync.standard.wire import (
    MAX_BATCH_LINES,
    VERSIONS,
    WHY_CHAIN,
    WHY_EPOCH,
    WHY_FORK,
    WHY_FORM,
    WHY_GAP,
    WHY_VERSION,
    BatchHeader,
    Receipt,
    Refusal,
)

MOST_NEWS: Final = MAX_BATCH_LINES
"""Of one kind in one answer: no more than a batch has lines."""


def _news(table: Table, what: Column[Any]) -> Select[Any]:
    return (
        select(table.c.seq, what)
        .where(
            table.c.village == bindparam("of"),
            table.c.device == bindparam("by"),
            table.c.epoch == bindparam("in"),
            table.c.seq.between(bindparam("first"), bindparam("last")),
        )
        .order_by(table.c.seq)
        .limit(MOST_NEWS)
    )


_REPORTS: Final = _news(REPORTS, REPORTS.c.code)
_CLAMPS: Final = _news(CLAMPS, CLAMPS.c.ms)
_MOVE: Final = update(DEVICES).where(
    DEVICES.c.village == bindparam("of"), DEVICES.c.device == bindparam("by")
)


def take_batch(
    connection: Connection,
    device: Device,
    header: BatchHeader,
    lines: Sequence[bytes],
    now_ms: int,
    secret: bytes,
) -> Receipt | Refusal:
    """device: as read in this transaction. lines: entries header.first and on. secret: the
    county's own key."""
    known = 0 if header.epoch > device.epoch else device.last_seq
    fresh = lines[min(known - header.first + 1, len(lines)) :]
    refusal = _refusal(connection, device, header, lines, known, now_ms)
    if refusal is not None:
        return refusal
    before = after = scope_head(connection, device.village, lock=True)
    hashes = hashes_of(GENESIS if known == 0 else device.last_hash, known, fresh)
    if fresh and hashes[-1] != header.head:
        return Refusal(WHY_CHAIN, now_ms)
    people_keys = PeopleKeys(connection, device.village, secret)
    openable = people_keys.take(header.keys) if header.keys else set()
    entries: list[Entry] = []
    if fresh:
        ref = Ref(device.device, header.epoch, known + 1)
        after, read = append(
            connection, device.village, ref, before, fresh, hashes, now_ms, people_keys
        )
        entries += entries_of(read)
    if openable:
        entries += _open_again(connection, device.village, people_keys, openable)
    ack = max(known, header.first + len(lines) - 1)
    _move_head(connection, device, header, ack if fresh else None, now_ms)
    judge(connection, device.village, entries, now_ms, people_keys)
    bring(connection, device.village, people_keys)
    head = write_out(connection, device.village, now_ms, secret)
    sent = (connection, device, header.epoch, header.first, header.n)
    numbers, marks = (before.no, after.no), (before.mark, after.mark)
    newest = head.no if head.no > after.no else 0
    return Receipt(ack, now_ms, numbers, marks, reports_on(*sent), newest, clamps_on(*sent))


def _refusal(
    connection: Connection,
    device: Device,
    header: BatchHeader,
    lines: Sequence[bytes],
    known: int,
    now_ms: int,
) -> Refusal | None:
    """known: the newest seq of the batch's epoch that is here."""
    if not VERSIONS[0] <= header.v <= VERSIONS[1]:
        return Refusal(WHY_VERSION, now_ms)
    if header.device != device.device:
        return Refusal(WHY_FORM, now_ms)
    if header.epoch < device.epoch:
        return Refusal(WHY_EPOCH, now_ms)
    if header.first > known + 1:
        return Refusal(WHY_GAP, now_ms, known + 1)
    if not _agrees(connection, device, header, lines[: known - header.first + 1]):
        return Refusal(WHY_FORK, now_ms)
    return None


def _open_again(
    connection: Connection, village: str, people_keys: PeopleKeys, people: set[str]
) -> list[Entry]:
    """What these people's keys open that was here before them. The village's kiosks are told: they
    may have those entries without the keys as well."""
    opened = open_again(connection, village, people_keys, people)
    named = sorted({person for e in opened if (person := getattr(e.fact, "person", ""))})
    for at in range(0, len(named), MOST_NAMED):
        some = tuple(named[at : at + MOST_NAMED])
        decide(connection, village, f"keys_came.{some[0]}", KeysCame(some))
    return opened


def _agrees(
    connection: Connection, device: Device, header: BatchHeader, lines: Sequence[bytes]
) -> bool:
    """Whether what is sent again is, byte for byte, what is here."""
    if not lines:
        return True
    kept = connection.execute(
        select(ENTRIES.c.line, ENTRIES.c.hash)
        .where(
            ENTRIES.c.village == device.village,
            ENTRIES.c.device == device.device,
            ENTRIES.c.epoch == header.epoch,
            ENTRIES.c.seq.between(header.first, header.first + len(lines) - 1),
        )
        .order_by(ENTRIES.c.seq)
    ).all()
    if [row.line for row in kept] != list(lines):
        return False
    return len(lines) < header.n or bool(kept[-1].hash == header.head)


def reports_on(
    connection: Connection, device: Device, epoch: int, first: int, n: int
) -> list[tuple[int, str]]:
    """What is odd among n entries from first on, also when it was said before and got lost."""
    rows = connection.execute(_REPORTS, _among(device, epoch, first, n))
    return [(row.seq, row.code) for row in rows]


def clamps_on(
    connection: Connection, device: Device, epoch: int, first: int, n: int
) -> list[tuple[int, int]]:
    """What counts as earlier than it was stamped, among n entries from first on."""
    rows = connection.execute(_CLAMPS, _among(device, epoch, first, n))
    return [(row.seq, row.ms) for row in rows]


def _among(device: Device, epoch: int, first: int, n: int) -> dict[str, Any]:
    last = first + n - 1
    return {
        "of": device.village,
        "by": device.device,
        "in": epoch,
        "first": first,
        "last": last,
    }


def _move_head(
    connection: Connection, device: Device, header: BatchHeader, ack: int | None, now_ms: int
) -> None:
    """ack: None when the batch held nothing new."""
    moved = (
        {}
        if ack is None
        else {
            "epoch": header.epoch,
            "last_seq": ack,
            "last_hash": header.head,
        }
    )
    at = {"of": device.village, "by": device.device, "last_contact_ms": now_ms}
    connection.execute(_MOVE, {**at, **moved})
