"""Taking in a kiosk's batch: one transaction, nothing twice, nothing lost, nothing refused that
is only odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import Connection, select, update

from sync.county.bulk import put_rows
from sync.county.devices import Device
from sync.county.tables import DEVICES, ENTRIES, REPORTS, SCOPES
from sync.county.views import VillageShelf, fold_all
from sync.standard.entry import GENESIS, MAX_LINE_BYTES, Entry, Unreadable, chain, decode
from sync.standard.origin import Ref
from sync.standard.wire import (
    VERSION,
    VILLAGE,
    WHY_CHAIN,
    WHY_EPOCH,
    WHY_FORK,
    WHY_FORM,
    WHY_GAP,
    WHY_VERSION,
    BatchHeader,
    Receipt,
    Refusal,
    next_mark,
)

_KIND_CHARACTERS = 80


def take_batch(
    connection: Connection, device: Device, header: BatchHeader, lines: Sequence[bytes], now_ms: int
) -> Receipt | Refusal:
    """device: as read in this transaction. lines: entries header.first and on."""
    if header.v != VERSION:
        return Refusal(WHY_VERSION, now_ms)
    if header.device != device.device:
        return Refusal(WHY_FORM, now_ms)
    if header.epoch < device.epoch:
        return Refusal(WHY_EPOCH, now_ms)
    is_new_epoch = header.epoch > device.epoch
    known = 0 if is_new_epoch else device.last_seq
    if header.first > known + 1:
        return Refusal(WHY_GAP, now_ms, known + 1)
    had = min(known - header.first + 1, len(lines))
    if not _agrees(connection, device, header, lines[:had]):
        return Refusal(WHY_FORK, now_ms)
    fresh = lines[had:]
    before = after = scope_head(connection, device.village, lock=True)
    if fresh:
        base = GENESIS if is_new_epoch else device.last_hash
        hashes = _chained(base, known, fresh)
        if hashes[-1] != header.head:
            return Refusal(WHY_CHAIN, now_ms)
        ref = Ref(device.device, header.epoch, known + 1)
        after = _append(connection, device.village, ref, before, fresh, hashes)
    ack = max(known, header.first + len(lines) - 1)
    _move_head(connection, device, header, ack if fresh else None, now_ms)
    reports = _reports(connection, device.village, header)
    return Receipt(ack, now_ms, (before.no, after.no), (before.mark, after.mark), reports)


@dataclass(frozen=True, slots=True)
class ScopeHead:
    no: int
    mark: str


def scope_head(connection: Connection, village: str, *, lock: bool = False) -> ScopeHead:
    query = select(SCOPES.c.head, SCOPES.c.mark).where(
        SCOPES.c.village == village, SCOPES.c.scope == VILLAGE
    )
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return ScopeHead(*row) if row else ScopeHead(0, "")


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


def _chained(base: bytes, known: int, lines: Sequence[bytes]) -> list[bytes]:
    hashes: list[bytes] = []
    for seq, line in enumerate(lines, known + 1):
        base = chain(base, seq, line)
        hashes.append(base)
    return hashes


def _append(
    connection: Connection,
    village: str,
    first: Ref,
    before: ScopeHead,
    lines: Sequence[bytes],
    hashes: Sequence[bytes],
) -> ScopeHead:
    """Stores the lines, folds what can be folded, reports the rest. The scope's new head."""
    read = [
        decode(Ref(first.device, first.epoch, first.seq + i), line) for i, line in enumerate(lines)
    ]
    marks = list(accumulate((_ref(e) for e in read), next_mark, initial=before.mark))[1:]
    rows = [
        (
            village,
            first.device,
            first.epoch,
            first.seq + i,
            before.no + 1 + i,
            marks[i],
            _kind(entry),
            hashes[i],
            line,
        )
        for i, (entry, line) in enumerate(zip(read, lines, strict=True))
    ]
    put_rows(connection, ENTRIES, rows)
    _report(connection, village, _fold(connection, village, read, lines))
    return _raise_scope(connection, village, ScopeHead(before.no + len(lines), marks[-1]))


def _raise_scope(connection: Connection, village: str, to: ScopeHead) -> ScopeHead:
    connection.execute(
        update(SCOPES)
        .where(SCOPES.c.village == village, SCOPES.c.scope == VILLAGE)
        .values(head=to.no, mark=to.mark)
    )
    return to


def _fold(
    connection: Connection,
    village: str,
    read: Sequence[Entry | Unreadable],
    lines: Sequence[bytes],
) -> list[tuple[Ref, str]]:
    """What was odd: (identity, code)."""
    shelf = VillageShelf(connection, village)
    odd = [(e.ref, f"unreadable.{e.reason}") for e in read if isinstance(e, Unreadable)]
    odd += [(e.origin.ref, code) for e, code in fold_all(_entries(read), shelf)]
    odd += [(_ref(e), "long") for e, s in zip(read, lines, strict=True) if len(s) > MAX_LINE_BYTES]
    shelf.flush()
    return odd


def _entries(read: Sequence[Entry | Unreadable]) -> list[Entry]:
    return [entry for entry in read if isinstance(entry, Entry)]


def _ref(entry: Entry | Unreadable) -> Ref:
    return entry.origin.ref if isinstance(entry, Entry) else entry.ref


def _kind(entry: Entry | Unreadable) -> str:
    if isinstance(entry, Entry):
        return str(entry.fact.__struct_config__.tag)
    return entry.kind[:_KIND_CHARACTERS].replace("\0", "")


def _report(connection: Connection, village: str, odd: Sequence[tuple[Ref, str]]) -> None:
    codes = dict(reversed(odd))
    rows = [(village, ref.device, ref.epoch, ref.seq, code) for ref, code in codes.items()]
    put_rows(connection, REPORTS, rows)


def _reports(connection: Connection, village: str, header: BatchHeader) -> list[tuple[int, str]]:
    """What is odd in this batch, also when its first answer was lost."""
    rows = connection.execute(
        select(REPORTS.c.seq, REPORTS.c.code)
        .where(
            REPORTS.c.village == village,
            REPORTS.c.device == header.device,
            REPORTS.c.epoch == header.epoch,
            REPORTS.c.seq.between(header.first, header.first + header.n - 1),
        )
        .order_by(REPORTS.c.seq)
    )
    return [(row.seq, row.code) for row in rows]


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
    connection.execute(
        update(DEVICES)
        .where(DEVICES.c.village == device.village, DEVICES.c.device == device.device)
        .values(last_contact_ms=now_ms, **moved)
    )
