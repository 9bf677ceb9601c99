"""A round by stick: out go the batches of the network, in come the county's receipts and pages.

What was carried out is not received: only what the county signed, coming back by stick or by
line, makes an entry acknowledged. No round of the network may run meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from sync.exchange.batch import Cargo, keys_to_send, pack_batch
from sync.exchange.greet import greeting_of, hear, open_epoch
from sync.exchange.keys import (
    Enrolment,
    device_key,
    enrolment,
    is_reminding,
    note_reminding,
    note_sending_again,
    send_after,
)
from sync.exchange.loading import note_loaded
from sync.exchange.outcomes import DeviceBehind, Forked
from sync.exchange.plan import OpenEpoch, Plan, SendAfter, TakeBack, plan
from sync.exchange.ports import Ledger
from sync.exchange.pull import Place, begin_again, beside, move, place
from sync.exchange.remind import said_pages
from sync.sealing import Unpackable, is_parcel_signed, open_parcel, seal_parcel, unpack
from sync.standard import wire
from sync.standard.carry import DOWN, MAX_PIECES_BYTES, UP, Down, Unusable, Up, Wrong, parcel_name
from sync.standard.origin import Head, Ref
from sync.standard.pages import PageHeader, read_page
from sync.standard.wire import Greeting
from sync.stick import read_parcel, write_parcel

_MOST_KEYS: Final = 20_000


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """It is on the stick for good. left: entries that did not fit and go next time."""

    entries: int
    left: int


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """acknowledged: own entries that the county is now known to have; received: others' entries;
    reported: those that the county keeps but could not fold; waiting: without a receipt still.
    is_again: the county lost entries, so that they must be carried out once more."""

    acknowledged: int
    received: int
    reported: int
    waiting: int
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class StickWrong:
    """It could not be done, and nothing was changed."""

    why: Wrong


def carry_out(ledger: Ledger, stick: Path) -> CarriedOut | StickWrong:
    """Writes all that the county has no receipt for. What the ledger raises goes through."""
    home = enrolment(ledger)
    if home is None:
        return StickWrong(Wrong.NOT_ENROLLED)
    head, after = ledger.head(), send_after(ledger)
    batches, last = _batches(ledger, after)
    said = [*said_pages(ledger)] if is_reminding(ledger) else []
    up = Up(home.village, head.device, greeting_of(ledger), batches, said)
    body = msgspec.msgpack.encode(up)
    content = seal_parcel(device_key(ledger), UP, home.county_key, body)
    try:
        write_parcel(stick, parcel_name(home.village, head.device, UP), content)
    except Unusable as unusable:
        return StickWrong(unusable.why)
    return CarriedOut(last - after, head.seq - last)


def _batches(ledger: Ledger, after: int) -> tuple[list[bytes], int]:
    """Packed batches and the last seq in them. Keys go along until they have come back with a
    page: no receipt names them."""
    batches: list[bytes] = []
    size = 0
    keys = list(keys_to_send(ledger, _MOST_KEYS).items())
    while (rows := ledger.lines_after(after, wire.BATCH_LINES, wire.MAX_BATCH_BYTES)) or keys:
        cargo = Cargo(after, rows, dict(keys[: wire.MAX_BATCH_KEYS]))
        packed = pack_batch(ledger, cargo)
        size += len(packed or b"")
        if packed is None or size > MAX_PIECES_BYTES:
            break
        batches.append(packed)
        after = cargo.last
        del keys[: wire.MAX_BATCH_KEYS]
    return batches, after


def carry_in(ledger: Ledger, stick: Path) -> CarriedIn | Forked | DeviceBehind | StickWrong:
    """Takes in what the county wrote for this kiosk. What the ledger raises goes through."""
    home = enrolment(ledger)
    if home is None:
        return StickWrong(Wrong.NOT_ENROLLED)
    try:
        down = _read(ledger, home, stick)
        pages = [_page(packed) for packed in down.pages]
        return _take(ledger, down, pages)
    except Unusable as unusable:
        return StickWrong(unusable.why)


_Rows = list[tuple[int, Ref, bytes]]
_Page = tuple[PageHeader, _Rows]


def _read(ledger: Ledger, home: Enrolment, stick: Path) -> Down:
    key, device = device_key(ledger), ledger.head().device
    content = read_parcel(stick, parcel_name(home.village, device, DOWN))
    signature, body = open_parcel(key, DOWN, content)
    if not is_parcel_signed(home.county_key, DOWN, key.verify_key.encode(), signature, body):
        raise Unusable(Wrong.OTHER_COUNTY)
    try:
        down = msgspec.msgpack.decode(body, type=Down)
    except msgspec.MsgspecError as error:
        raise Unusable(Wrong.NOT_OURS) from error
    if (down.village, down.device) != (home.village, device):
        raise Unusable(Wrong.OTHER_VILLAGE)
    return down


def _page(packed: bytes) -> _Page:
    try:
        return read_page(unpack(packed, wire.MAX_UNPACKED_BYTES))
    except (Unpackable, wire.Malformed) as error:
        raise Unusable(Wrong.NOT_OURS) from error


def _take(ledger: Ledger, down: Down, pages: Sequence[_Page]) -> CarriedIn | Forked | DeviceBehind:
    """As after a hello; but the answer may be an old one. What came after it is not undone."""
    greeted, had, here = down.greeted, ledger.acknowledged(), place(ledger)
    is_news = greeted.now > ledger.last_contact_ms()
    todo = _plan(ledger, down)
    if is_news and not isinstance(todo, OpenEpoch):
        hear(ledger, down.greeting, greeted)
    if isinstance(todo, OpenEpoch):
        if not is_news:
            raise Unusable(Wrong.OLD)
        forked = open_epoch(ledger, todo.beyond)
        ledger.note_contact(greeted.now)
        return forked
    if is_news and not greeted.is_same_scope and here == _place_of(down.greeting):
        begin_again(ledger)
    if isinstance(todo, SendAfter):
        _settle(ledger, todo.seq, is_news)
    received = sum(_take_page(ledger, page, rows) for page, rows in pages)
    head = ledger.head()
    if isinstance(todo, TakeBack):
        if head.seq < todo.county_seq:
            return DeviceBehind(head.seq, todo.county_seq)
        _settle(ledger, todo.county_seq, is_news)
    gained = ledger.acknowledged() - had
    if not is_news and not gained and place(ledger) == here:
        raise Unusable(Wrong.OLD)
    if is_news and down.is_reminded:
        note_reminding(ledger, False)
    if is_news:
        # Last: after a crash the same parcel is news once more.
        ledger.note_contact(greeted.now)
    reported = sum(len(receipt.reports) for receipt in down.receipts)
    is_again = send_after(ledger) < ledger.acknowledged()
    return CarriedIn(gained, received, reported, ledger.waiting(), is_again)


def _plan(ledger: Ledger, down: Down) -> Plan:
    """What follows. The greeting was this kiosk's when it carried out; it has gone on since, and
    if it has gone back since, this answer is not for it."""
    head, greeting, greeted = ledger.head(), down.greeting, down.greeted
    is_still_so = (head.device, head.epoch) == (down.device, greeting.epoch)
    if not is_still_so or ledger.hash_at(greeting.seq) != greeting.hash:
        raise Unusable(Wrong.OLD)
    if greeted.epoch == head.epoch and greeted.seq > greeting.seq:
        if greeted.seq <= head.seq:
            # The line was quicker than the stick: the proof is the county's newest hash.
            own = ledger.hash_at(greeted.seq)
            return plan(head, own, msgspec.structs.replace(greeted, shared=greeted.hash))
        if head.seq > greeting.seq:
            raise Unusable(Wrong.OLD)
    return plan(head, ledger.hash_at(min(greeting.seq, greeted.seq)), greeted)


def _settle(ledger: Ledger, seq: int, is_news: bool) -> None:
    """The county has everything up to seq; or had, when this is no news."""
    if is_news:
        is_behind = seq < ledger.acknowledged()
        note_sending_again(ledger, seq if is_behind else None)
        if is_behind:
            ledger.send_keys_again(seq)
    ledger.acknowledge(seq)


def _take_page(ledger: Ledger, page: PageHeader, rows: _Rows) -> int:
    """Takes a page in if it follows on what is here, which the scope's mark proves; else leaves it.
    How many entries were new here."""
    here, head = place(ledger), ledger.head()
    fresh = [row for row in rows if row[0] > here.at]
    mark = here.mark
    for _, ref, _ in fresh:
        mark = wire.next_mark(mark, ref)
    if not fresh or mark != page.mark:
        return 0
    wanted = [row for row in fresh if not _is_own(head, row[1])]
    move(ledger, wanted, Place(page.upto, page.mark), beside(ledger, page, wanted))
    note_loaded(ledger, page.upto)
    return len(wanted)


def _is_own(head: Head, ref: Ref) -> bool:
    """Of this device's present epoch, and here."""
    return (ref.device, ref.epoch) == (head.device, head.epoch) and ref.seq <= head.seq


def _place_of(greeting: Greeting) -> Place:
    return Place(greeting.at, greeting.mark)
