"""What kiosk and county say to each other: shapes and bytes, without any line or cipher.

A batch and a page are text: one JSON header line, then one line an entry, exactly as the journal
holds it. They are compressed and signed by sync.sealing, and are the same on the network and on
a stick. docs/protocol.md tells the whole story.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import msgspec

from sync.standard.origin import Head, Ref

VERSIONS: Final = (1, 2)
"""The oldest and the newest protocol that this version speaks."""
VERSION: Final = VERSIONS[1]
SIGNED_AS: Final = 1
"""What is signed has kept its form since version 1."""
FILES: Final = "files"
"""The feature of a side that sends or takes files."""
VILLAGE: Final = "village"
"""The scope of everything that happened in the device's own village."""
LONG: Final = "long"
"""The feature of a county that takes batches of MAX_BATCH_LINES."""
BATCH_LINES: Final = 2000
"""What every county takes, and what a stick carries."""
MAX_BATCH_LINES: Final = 5000
MAX_BATCH_KEYS: Final = 2000
MAX_BATCH_BYTES: Final = 1024 * 1024
"""Lines of one batch or page, before compression; a single longer line still goes alone."""
MAX_PACKED_BYTES: Final = 2 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 4 * 1024 * 1024
CLOCK_WINDOW_MS: Final = 10 * 60 * 1000
"""How far a request's time may be from the county's: an old request cannot be sent again."""
SIGN: Final = "X-Sign"
"""The one HTTP header: "village device at_ms signature" up, "signature" down."""
NOBODY: Final = "-"
"""Stands for the village in a request of a device that is not enrolled yet."""


NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Malformed(ValueError):
    """Not a batch or page at all."""


class BatchHeader(msgspec.Struct, frozen=True, omit_defaults=True, rename={"first": "from"}):
    """Entries first .. first+n-1 of one epoch; head: the chain's hash after the last of them.

    keys (from version 2): people's keys that the county has not got yet, each sealed with the
    village's key; several of one person one after another. A batch may be of keys alone: n = 0.
    """

    v: int
    device: str
    epoch: int
    first: int
    n: int
    head: bytes
    keys: dict[str, bytes] = {}


class Greeting(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hello: the versions that the kiosk speaks, where its journal ends, and how far it has got
    in the village's scope.

    From version 2: told: up to which of its own entries it knows what the county found odd;
    is_keyed: it has the village's key; life: the last one that it heard of; features: what else
    it can do; is_warranted: it has the county's word that it may certify.
    """

    v: tuple[int, int]
    epoch: int
    seq: int
    hash: bytes
    at: int = 0
    mark: str = ""
    told: int = 0
    is_keyed: bool = False
    life: int = 0
    features: tuple[str, ...] = ()
    is_warranted: bool = False


class Greeted(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the county has of this device.

    epoch, seq, hash: its newest entry here. shared: the county's hash at the smaller of both
    seqs, of the greeting's epoch; b"" when the county has nothing of that epoch.

    From version 2: reports, clamped: as in a receipt, of all its entries after the greeting's
    `told` and up to this one's, so that a lost answer loses none. village_key: the village's key,
    sealed to the device's, for a kiosk that is not keyed. edition: changes when the county folded
    anew what it could not, so that what it reported may be odd no more. life: changes when it
    found that it had been restored from a backup. features: what else the county can do.
    warrant: the county's signed word for this device's key, for a kiosk that has none yet;
    certificates carry it (sync.certifying).
    """

    v: tuple[int, int]
    now: int
    epoch: int
    seq: int
    hash: bytes
    shared: bytes
    scopes: dict[str, int]
    is_same_scope: bool = True
    """Whether the greeting's mark is the county's at that number: if not, it was restored."""
    reports: list[tuple[int, str]] = []
    clamped: list[tuple[int, int]] = []
    told: int = 0
    village_key: bytes = b""
    edition: str = ""
    life: int = 0
    features: tuple[str, ...] = ()
    warrant: bytes = b""


class Receipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """The county has everything up to ack, on its disk.

    village: the village scope's head before and after this batch; all between is this batch.
    marks: the scope's marks at both.
    reports: (seq, code) of entries that are stored but could not be folded.

    From version 2: head: the village scope's newest number, where that is past village[1] because
    the county itself wrote something in answer; else 0. clamped: (seq, ms) of entries stamped by
    a clock that ran ahead: what they count as.
    """

    ack: int
    now: int
    village: tuple[int, int]
    marks: tuple[str, str]
    reports: list[tuple[int, str]] = []
    head: int = 0
    clamped: list[tuple[int, int]] = []


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """The county's signed no. why: a code of WHY_*; expect: the seq that it wants next."""

    why: str
    now: int
    expect: int = 0


WHY_CLOCK: Final = "clock"
WHY_SIGNATURE: Final = "signature"
WHY_UNKNOWN: Final = "unknown"
WHY_REVOKED: Final = "revoked"
WHY_GAP: Final = "gap"
WHY_REWOUND: Final = "rewound"
WHY_FORK: Final = "fork"
WHY_CHAIN: Final = "chain"
WHY_EPOCH: Final = "epoch"
WHY_FORM: Final = "form"
WHY_VERSION: Final = "version"
WHY_TOO_LARGE: Final = "too_large"
WHY_BUSY: Final = "busy"
WHY_UNKNOWN_FILE: Final = "unknown_file"
"""No entry of the village names it, or its person was erased, or it is not there yet."""
WHY_OFFSET: Final = "offset"
"""expect: where the next piece begins."""
WHY_HASH: Final = "hash"
"""All of it is there and is not what its name says: it was thrown away."""
WHY_NOT_THIS_FILE: Final = (WHY_UNKNOWN_FILE, WHY_OFFSET, WHY_HASH, WHY_FORM)
WHY_CODE_WRONG: Final = "code_wrong"
WHY_CODE_EXPIRED: Final = "code_expired"
WHY_TOO_MANY: Final = "too_many_tries"


class Have(msgspec.Struct, frozen=True):
    """How many bytes of a file the county has, from its beginning, on its disk."""

    have: int


class EnrolRequest(msgspec.Struct, frozen=True):
    code: str
    device: str
    key: bytes
    """The device's Ed25519 public key, 32 bytes."""


class EnrolAnswer(msgspec.Struct, frozen=True):
    village: str
    village_name: str
    county_name: str
    key: bytes
    """The county's Ed25519 public key, 32 bytes; the kiosk trusts no other from now on."""
    now: int


def write_batch(
    head: Head, lines: Sequence[bytes], keys: Mapping[str, bytes] = NOTHING, v: int = VERSION
) -> bytes:
    """The lines that end at head (head.seq is the last line's). v: what both sides speak."""
    first = head.seq - len(lines) + 1
    header = BatchHeader(v, head.device, head.epoch, first, len(lines), head.hash, {**keys})
    return b"\n".join((msgspec.json.encode(header), *lines))


def read_batch(raw: bytes) -> tuple[BatchHeader, list[bytes]]:
    """Raises Malformed."""
    head, lines = split(raw)
    try:
        header = msgspec.json.decode(head, type=BatchHeader)
    except msgspec.MsgspecError as error:
        raise Malformed("header") from error
    if header.n != len(lines) or not (header.n or header.keys) or header.n > MAX_BATCH_LINES:
        raise Malformed("count")
    if len(header.keys) > MAX_BATCH_KEYS:
        raise Malformed("keys")
    if header.first < 1 or not 1 <= header.epoch < 1 << 31 or len(header.head) != 32:
        raise Malformed("numbers")
    return header, lines


def next_mark(mark: str, ref: Ref) -> str:
    """The mark of a scope after one more entry: two scopes with one mark have one content, in
    one order. 8 characters; "" before the first."""
    return hashlib.blake2b(f"{mark} {ref.text()}".encode(), digest_size=4).hexdigest()


def request_text(
    method: str, path: str, village: str, device: str, at_ms: int, body: bytes
) -> bytes:
    """What a device signs. path: with its query."""
    said = f"xianglin.{SIGNED_AS} {method} {path} {village} {device} {at_ms} "
    return said.encode() + hashlib.sha256(body).digest()


def answer_text(status: int, request_signature: str, body: bytes) -> bytes:
    """What the county signs: bound to the request, so no answer serves twice."""
    said = f"xianglin.{SIGNED_AS} answer {status} {request_signature} "
    return said.encode() + hashlib.sha256(body).digest()


def split(raw: bytes) -> tuple[bytes, list[bytes]]:
    head, *lines = raw.split(b"\n")
    return head, lines
