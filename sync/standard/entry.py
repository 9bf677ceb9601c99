"""An entry (一笔): what happened, to whom, when, by whose hand. Small, immutable, for ever.

On the disk and on the wire an entry is one JSON line, and *those bytes* are what is hashed: there
is no canonical form, so a field that this version does not know survives because its bytes do.
Identity is (device, epoch, seq) and stands in the batch, not in the line.

    {"t":1767225600000,"f":{"k":"checked_in.1","person":"01JD..."}}

t, c, w: the stamp (w = its clock was doubtful) · by: who recorded it, absent for the person's own
hand · f: the fact, whose "k" is its kind and version.
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from sync.standard.clock import Stamp, clamp
from sync.standard.facts import Fact
from sync.standard.origin import SELF, Origin, Ref

GENESIS: Final = b"\0" * 32
"""The hash before the first entry of an epoch."""
MAX_LINE_BYTES: Final = 16 * 1024


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """The JSON line."""

    t: int
    f: Fact
    c: int = 0
    w: bool = False
    by: str = SELF


class _Kind(msgspec.Struct):
    k: str


class _Bare(msgspec.Struct):
    """What every version of a line has, for kinds that this version cannot read."""

    t: int
    f: _Kind


class Entry(msgspec.Struct, frozen=True):
    """An entry that this version can read."""

    origin: Origin
    fact: Fact


class Unreadable(msgspec.Struct, frozen=True):
    """A line that this version cannot fold: kept as it is, told to the officer, folded later."""

    ref: Ref
    kind: str
    reason: str


_encode = msgspec.json.Encoder().encode
_decode_line = msgspec.json.Decoder(Line).decode
_decode_bare = msgspec.json.Decoder(_Bare).decode
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def encode(fact: Fact, stamp: Stamp, by: str = SELF) -> bytes:
    """The bytes of a new entry's line."""
    return _encode(Line(stamp.ms, fact, stamp.count, stamp.doubtful, by))


def decode(ref: Ref, line: bytes, at_most_ms: int | None = None) -> Entry | Unreadable:
    """Reads a line. Never raises: what cannot be read is kept and reported (invariant I10).

    at_most_ms: what the county says that the stamp counts as, when its clock ran ahead.
    """
    try:
        read = _decode_line(line)
    except _UNREADABLE as error:
        return Unreadable(ref, kind_of(line), type(error).__name__)
    stamp = Stamp(read.t, read.c, read.w)
    if at_most_ms is not None:
        stamp = clamp(stamp, at_most_ms)
    return Entry(Origin(ref, stamp, read.by), read.f)


def kind_of(line: bytes) -> str:
    """The kind and version of a line, "" when not even that can be read."""
    try:
        return _decode_bare(line).f.k
    except _UNREADABLE:
        return ""


def ms_of(line: bytes) -> int | None:
    """What a line is stamped with, milliseconds, also when its kind is not known here."""
    try:
        return _decode_bare(line).t
    except _UNREADABLE:
        return None


def chain(previous: bytes, seq: int, line: bytes) -> bytes:
    """h_n = SHA-256(h_{n-1} | seq as 8 bytes, big-endian | line): 32 bytes."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + line).digest()
