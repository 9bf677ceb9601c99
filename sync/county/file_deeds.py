"""What a kiosk can ask of the county about a file, piece by piece."""

from __future__ import annotations

from sync.county.files import named
from sync.county.gate import Answer, Asked, Gate
from sync.standard import wire
from sync.standard.attachments import MAX_PIECE_BYTES
from sync.standard.wire import Have, Refusal


def look(gate: Gate, asked: Asked, file: str) -> Answer:
    """How much of it is here."""
    return _with_file(gate, asked, file, None, 0)


def take(gate: Gate, asked: Asked, file: str, offset: int) -> Answer:
    """The body is the piece that begins there."""
    return _with_file(gate, asked, file, asked.body, offset)


def give(gate: Gate, asked: Asked, file: str, offset: int) -> Answer:
    """At most MAX_PIECE_BYTES of a whole file."""
    device = gate.sender(asked)
    if isinstance(device, Refusal):
        return gate.answer(asked, device)
    pieces = gate.store.files.of(device.village)
    attachment = gate.store.read(lambda connection: named(connection, device.village, file))
    if attachment is None or not pieces.is_whole(file):
        return gate.answer(asked, Refusal(wire.WHY_UNKNOWN_FILE, gate.now_ms()))
    if not 0 <= offset <= attachment.bytes:
        return gate.answer(asked, Refusal(wire.WHY_FORM, gate.now_ms()))
    return gate.answer(asked, pieces.read(file, offset, MAX_PIECE_BYTES))


def _with_file(gate: Gate, asked: Asked, file: str, piece: bytes | None, offset: int) -> Answer:
    device = gate.sender(asked)
    if isinstance(device, Refusal):
        return gate.answer(asked, device)
    try:
        with gate.store.files.turn():
            said = _taken(gate, device.village, file, piece, offset)
    except OSError:
        # Its disk is full, or away: the kiosk keeps the file and tries again.
        said = Refusal(wire.WHY_BUSY, gate.now_ms())
    return gate.answer(asked, said)


def _taken(gate: Gate, village: str, file: str, piece: bytes | None, offset: int) -> Have | Refusal:
    now_ms, pieces = gate.now_ms(), gate.store.files.of(village)
    attachment = gate.store.read(lambda connection: named(connection, village, file))
    if attachment is None:
        return Refusal(wire.WHY_UNKNOWN_FILE, now_ms)
    have = pieces.have(file)
    if piece is None:
        return Have(have)
    if offset != have:
        return Refusal(wire.WHY_OFFSET, now_ms, have)
    if not piece or offset + len(piece) > attachment.bytes:
        return Refusal(wire.WHY_FORM, now_ms)
    now_here = pieces.add(file, attachment.bytes, piece)
    return Refusal(wire.WHY_HASH, now_ms) if now_here is None else Have(now_here)
