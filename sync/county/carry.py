"""The county's side of the stick: what came from the villages, and what goes back to them.

Batches, hello and pages are those of the network; only the letter is another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from sync.county.deeds import prepare, take_packed, take_said
from sync.county.devices import Device, find_device
from sync.county.gate import Gate
from sync.county.pull import greet, page_after
from sync.county.strings import say
from sync.sealing import is_parcel_signed, open_parcel, pack, seal_parcel
from sync.standard.carry import DOWN, MAX_PIECES_BYTES, UP, Down, Unusable, Up, Wrong, parcel_name
from sync.standard.wire import VILLAGE, WHY_GAP, Greeted, Receipt, Refusal
from sync.stick import parcels_on, read_parcel, write_parcel


@dataclass(frozen=True, slots=True)
class Taken:
    """A village's parcel. fresh: entries that are new at the county; reported: kept, but not to
    be folded. refused: wire.WHY_* of a batch that did not fit, which the way back mends; "" when
    all fitted. is_known: it brought entries, and the county had them all."""

    village: str
    fresh: int
    reported: int
    refused: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What goes back to a village is on the stick for good."""

    village: str
    entries: int


@dataclass(frozen=True, slots=True)
class Left:
    """This parcel was left as it is; nothing was changed. name: the file, "" for the stick."""

    name: str
    why: Wrong


def carry_in(gate: Gate, stick: Path) -> Iterator[Taken | Left]:
    """Takes in every kiosk's parcel, one after another."""
    for name, opened in _opened(gate, stick):
        if isinstance(opened, Wrong):
            yield Left(name, opened)
        else:
            yield _take(gate, opened)[0]


def carry_out(gate: Gate, stick: Path) -> Iterator[Written | Left]:
    """Answers every kiosk's parcel on the stick. Takes it in first: so a receipt is never missing,
    and doing it twice changes nothing."""
    for name, opened in _opened(gate, stick):
        if isinstance(opened, Wrong):
            yield Left(name, opened)
            continue
        _, receipts = _take(gate, opened)
        try:
            yield _answer(gate, stick, opened, receipts)
        except Unusable as unusable:
            yield Left(name, unusable.why)


def sentence_of(done: Taken | Written | Left) -> str:
    """What the clerk is told."""
    match done:
        case Written(village, entries):
            return say("carry.written", village=village, entries=entries)
        case Left("", why):
            return say("carry.left", code=why, sentence=say(f"carry.{why}"))
        case Left(name, why):
            return say("carry.left_file", name=name, code=why, sentence=say(f"carry.{why}"))
        case Taken(refused=why) if why == WHY_GAP:
            return say("carry.refused_gap", village=done.village)
        case Taken(refused=why) if why:
            return say("carry.refused_other", village=done.village, why=why)
        case Taken(is_known=True):
            return say("carry.known", village=done.village)
        case Taken(fresh=0):
            return say("carry.asked", village=done.village)
    return say("carry.taken", village=done.village, fresh=done.fresh, reported=done.reported)


def _opened(gate: Gate, stick: Path) -> Iterator[tuple[str, Up | Wrong]]:
    try:
        names = parcels_on(stick, UP)
    except Unusable as unusable:
        yield "", unusable.why
        return
    if not names:
        yield "", Wrong.NOTHING
    for name in names:
        try:
            yield name, _open(gate, read_parcel(stick, name))
        except Unusable as unusable:
            yield name, unusable.why


def _open(gate: Gate, content: bytes) -> Up:
    """A parcel that an enrolled kiosk made for this county. Raises Unusable."""
    signature, body = open_parcel(gate.key, UP, content)
    try:
        up = msgspec.msgpack.decode(body, type=Up)
    except msgspec.MsgspecError as error:
        raise Unusable(Wrong.NOT_OURS) from error
    device = gate.store.read(lambda connection: find_device(connection, up.village, up.device))
    if device is None or device.is_revoked:
        raise Unusable(Wrong.OTHER_VILLAGE)
    if not is_parcel_signed(device.public_key, UP, gate.key.verify_key.encode(), signature, body):
        raise Unusable(Wrong.NOT_OURS)
    return up


def _take(gate: Gate, up: Up) -> tuple[Taken, list[Receipt]]:
    for page in up.said:
        take_said(gate, up.village, page)
    receipts: list[Receipt] = []
    refused = ""
    for packed in up.batches:
        answer = take_packed(gate, up.village, up.device, packed)
        if isinstance(answer, Refusal):
            refused = answer.why
            break
        receipts.append(answer)
    fresh = sum(receipt.village[1] - receipt.village[0] for receipt in receipts)
    reported = sum(len(receipt.reports) for receipt in receipts)
    is_known = bool(receipts) and not fresh and not refused
    return Taken(up.village, fresh, reported, refused, is_known), receipts


def _answer(gate: Gate, stick: Path, up: Up, receipts: list[Receipt]) -> Written:
    now_ms = gate.now_ms()
    device = gate.store.read(lambda connection: find_device(connection, up.village, up.device))
    if device is None:
        raise Unusable(Wrong.OTHER_VILLAGE)
    prepare(gate, device, up.greeting, now_ms)

    def read(connection: Connection) -> tuple[Device, Greeted, list[bytes], int]:
        device = find_device(connection, up.village, up.device)
        if device is None:
            raise Unusable(Wrong.OTHER_VILLAGE)
        greeted = greet(connection, device, up.greeting, now_ms, gate.key.encode())
        # From 0 also when this answer makes the kiosk begin again.
        is_anew = greeted.village_key or greeted.life != up.greeting.life
        start = up.greeting.at if greeted.is_same_scope and not is_anew else 0
        pages, upto = _pages(connection, device, start, greeted.scopes[VILLAGE], now_ms)
        return device, greeted, pages, max(0, upto - start)

    device, greeted, pages, entries = gate.store.read(read)
    down = Down(
        up.village, up.device, up.greeting, greeted, receipts, pages, is_reminded=bool(up.said)
    )
    content = seal_parcel(gate.key, DOWN, device.public_key, msgspec.msgpack.encode(down))
    write_parcel(stick, parcel_name(up.village, up.device, DOWN), content)
    return Written(up.village, entries)


def _pages(
    connection: Connection, device: Device, after: int, head: int, now_ms: int
) -> tuple[list[bytes], int]:
    """With the asker's own entries, which alone prove that the pages follow on what it has."""
    pages: list[bytes] = []
    size = 0
    while after < head:
        page = page_after(connection, device, after, True, now_ms)
        packed = pack(page)
        size += len(packed)
        if size > MAX_PIECES_BYTES:
            break
        pages.append(packed)
        after = msgspec.json.decode(page.partition(b"\n")[0], type=_Upto).upto
    return pages, after


class _Upto(msgspec.Struct):
    upto: int
