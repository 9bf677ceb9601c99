"""The things a kiosk can ask of the county."""

from __future__ import annotations

import logging
from typing import Final

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sync.county.areas import county_name
from sync.county.decisions import has_decisions, write_out
from sync.county.devices import Device, find_device, note_contact, redeem
from sync.county.gate import Answer, Asked, Gate
from sync.county.giving import give_missing
from sync.county.journal import edition_of, note_edition
from sync.county.moving import bring, is_to_bring
from sync.county.people_keys import PeopleKeys
from sync.county.pull import greet, is_marked, is_restored, page_after
from sync.county.push import take_batch
from sync.county.remind import take_back
from sync.county.village_keys import find_village_key, make_village_key
from sync.sealing import Unpackable, pack, unpack
from sync.standard import wire
from sync.standard.clock import MINUTE_MS
from sync.standard.pages import read_page
from sync.standard.wire import (
    EnrolAnswer,
    EnrolRequest,
    Greeting,
    Malformed,
    Receipt,
    Refusal,
    read_batch,
)
from sync.standard.words import Reminded

_log: Final = logging.getLogger(__name__)


def enrol(gate: Gate, asked: Asked) -> Answer:
    now_ms = gate.now_ms()
    try:
        request = msgspec.json.decode(asked.body, type=EnrolRequest)
    except msgspec.MsgspecError:
        return gate.answer(asked, Refusal(wire.WHY_FORM, now_ms))
    refusal = gate.proven(asked, request.key) if len(request.key) == 32 else None
    if refusal is not None:
        return gate.answer(asked, refusal)
    secret = gate.key.encode()
    found = gate.store.write(lambda connection: redeem(connection, request, now_ms, secret))
    if isinstance(found, Refusal):
        return gate.answer(asked, found)
    village, name = found

    def prepare_village(connection: Connection) -> None:
        # Here and not at the first hello, which would wait for the disk once more.
        make_village_key(connection, village, secret)
        give_missing(connection, village)

    gate.store.write(prepare_village)
    key = gate.key.verify_key.encode()
    return gate.answer(asked, EnrolAnswer(village, name, county_name(village), key, now_ms))


def hello(gate: Gate, asked: Asked) -> Answer:
    device = gate.sender(asked)
    if isinstance(device, Refusal):
        return gate.answer(asked, device)
    now_ms = gate.now_ms()
    try:
        greeting = msgspec.json.decode(asked.body, type=Greeting)
    except msgspec.MsgspecError:
        return gate.answer(asked, Refusal(wire.WHY_FORM, now_ms))
    if greeting.v[0] > wire.VERSIONS[1] or greeting.v[1] < wire.VERSIONS[0]:
        return gate.answer(asked, Refusal(wire.WHY_VERSION, now_ms))
    _saw(gate, device, now_ms)
    prepare(gate, device, greeting, now_ms)
    secret = gate.key.encode()
    return gate.answer(
        asked,
        gate.store.read(lambda connection: greet(connection, device, greeting, now_ms, secret)),
    )


def prepare(gate: Gate, device: Device, greeting: Greeting, now_ms: int) -> None:
    """What the county owes a village before it says where things stand: its key, what was decided
    for it while others were here, and to all its kiosks that it was restored, when this one
    proves it."""
    secret, village = gate.key.encode(), device.village

    def is_owed(connection: Connection) -> bool:
        has_key = find_village_key(connection, village, secret) is not None
        is_behind = is_restored(connection, device, greeting)
        is_news = has_decisions(connection, village) or is_to_bring(connection, village)
        return is_behind or not has_key or is_news

    def pay(connection: Connection) -> None:
        make_village_key(connection, village, secret)
        if is_restored(connection, device, greeting):
            note_edition(connection, village, edition_of(connection, village)[0], now_ms)
        bring(connection, village, PeopleKeys(connection, village, secret))
        write_out(connection, village, now_ms, secret)

    if gate.store.read(is_owed):
        gate.store.write(pay)


def push(gate: Gate, asked: Asked) -> Answer:
    sender = gate.sender(asked)
    if isinstance(sender, Refusal):
        return gate.answer(asked, sender)
    return gate.answer(asked, take_packed(gate, sender.village, sender.device, asked.body))


def take_packed(gate: Gate, village: str, name: str, packed: bytes) -> Receipt | Refusal:
    """A proven sender's batch, from the line or from a stick."""
    now_ms = gate.now_ms()
    try:
        header, lines = read_batch(unpack(packed, wire.MAX_UNPACKED_BYTES))
    except (Unpackable, Malformed):
        return Refusal(wire.WHY_FORM, now_ms)

    def take(connection: Connection) -> Receipt | Refusal:
        device = find_device(connection, village, name, lock=True)
        if device is None:
            return Refusal(wire.WHY_UNKNOWN, now_ms)
        return take_batch(connection, device, header, lines, now_ms, gate.key.encode())

    return gate.store.write(take)


def remind(gate: Gate, asked: Asked) -> Answer:
    """A kiosk brings back what the county said and has lost."""
    device = gate.sender(asked)
    if isinstance(device, Refusal):
        return gate.answer(asked, device)
    return gate.answer(asked, take_said(gate, device.village, asked.body))


def take_said(gate: Gate, village: str, packed: bytes) -> Reminded | Refusal:
    """A page of the county's own entries, from the line or from a stick."""
    now_ms, secret = gate.now_ms(), gate.key.encode()
    try:
        _, rows = read_page(unpack(packed, wire.MAX_UNPACKED_BYTES))
    except (Unpackable, Malformed):
        return Refusal(wire.WHY_FORM, now_ms)

    def take(connection: Connection) -> Reminded:
        said = [(ref, line) for _, ref, line in rows]
        back = take_back(connection, village, said, now_ms, secret)
        write_out(connection, village, now_ms, secret)
        return Reminded(back, now_ms)

    return gate.store.write(take)


def pull(gate: Gate, asked: Asked, after: int, mark: str, own: bool, lines: int) -> Answer:
    """after: the number of the scope's newest entry that the kiosk has, mark: the
    scope's there ("" = do not compare). own: also its own. lines: at most so many."""
    device = gate.sender(asked)
    if isinstance(device, Refusal):
        return gate.answer(asked, device)
    now_ms = gate.now_ms()
    if not 0 <= after < 1 << 62:
        return gate.answer(asked, Refusal(wire.WHY_FORM, now_ms))
    _saw(gate, device, now_ms)

    def read(connection: Connection) -> bytes | Refusal:
        if not is_marked(connection, device, after, mark):
            return Refusal(wire.WHY_REWOUND, now_ms)
        return page_after(connection, device, after, own, now_ms, lines)

    page = gate.store.read(read)
    return gate.answer(asked, page if isinstance(page, Refusal) else pack(page))


def _saw(gate: Gate, device: Device, now_ms: int) -> None:
    """Noted by the minute: a long pull must not be a long row of writes. A full disk must not
    keep anybody from reading either."""
    if now_ms - device.last_contact_ms < MINUTE_MS:
        return
    try:
        gate.store.write(lambda connection: note_contact(connection, device, now_ms))
    except DBAPIError as error:
        _log.warning("contact not noted: %s", type(error.orig).__name__)
