"""What a stick carries between a kiosk and its county: shapes, names and limits, no file.

A parcel is one file. Its first line is a label in the clear, which says only for whom it is and
whether the copy is whole; everything else is signed by the sender and sealed to the receiver.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Final

import msgspec

from sync.standard.wire import SIGNED_AS, Greeted, Greeting, Receipt

FOLDER: Final = "xianglin"
"""The one folder on the stick that is looked at."""
UP: Final = "up"
DOWN: Final = "down"
MAX_PARCEL_BYTES: Final = 16 * 1024 * 1024
"""About 600,000 check-ins. What does not fit goes with the next parcel."""
MAX_PIECES_BYTES: Final = MAX_PARCEL_BYTES - 64 * 1024
"""Batches or pages of one parcel; the rest is for what stands around them."""
_LABEL_BYTES: Final = 256
_WORD: Final = b'{"xianglin":'


class Wrong(StrEnum):
    """Why a stick is of no use, as the code that people are told."""

    NO_STICK = "U01"
    NOT_WRITTEN = "U02"
    NOTHING = "U03"
    """No parcel for us."""
    NOT_OURS = "U04"
    """No parcel at all, or not made by whom it says."""
    TOO_LARGE = "U05"
    CUT = "U06"
    """Cut short or changed: the copy is not what was written."""
    OTHER_COUNTY = "U07"
    OTHER_VILLAGE = "U08"
    """For another kiosk, or from one that is not enrolled here."""
    OLD = "U09"
    """Says nothing that is not known already."""
    NEWER = "U10"
    """Of a later version of the program."""
    NOT_ENROLLED = "U11"


class Unusable(Exception):
    """A parcel or stick that cannot be used. Nothing was changed."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why.value)
        self.why = why


class Label(msgspec.Struct, frozen=True, rename={"version": "xianglin"}):
    """A parcel's first line. Proves nothing; only makes the sentence about a wrong one right."""

    version: int
    way: str
    to: str
    sha256: str


class Up(msgspec.Struct, frozen=True):
    """From a kiosk: what it would say in a hello, and its batches as they go up the line. said:
    pages of the county's own entries, for one that was restored from a backup."""

    village: str
    device: str
    greeting: Greeting
    batches: list[bytes]
    said: list[bytes] = []


class Down(msgspec.Struct, frozen=True):
    """From the county, to the kiosk that said `greeting`: what it would answer, its receipts for
    the batches, and the pages of the village's scope. is_reminded: it has again what it had said
    before it was restored."""

    village: str
    device: str
    greeting: Greeting
    greeted: Greeted
    receipts: list[Receipt]
    pages: list[bytes]
    is_reminded: bool = False


def parcel_name(village: str, device: str, way: str) -> str:
    """The device's own name may hold anything; a file's name may not."""
    return f"{village}-{hashlib.sha256(device.encode()).hexdigest()[:12]}.{way}"


def is_parcel_name(name: str, way: str) -> bool:
    stem, _, ending = name.partition(".")
    village, _, device = stem.partition("-")
    is_hex = len(device) == 12 and all(c in "0123456789abcdef" for c in device)
    return ending == way and is_hex and len(village) == 12 and village.isdecimal()


def parcel_text(way: str, to: bytes, body: bytes) -> bytes:
    """What the sender signs. to: the receiver's public key, so that nobody seals it anew to
    somebody else."""
    return f"xianglin.{SIGNED_AS} carry {way} ".encode() + to + hashlib.sha256(body).digest()


def put_label(way: str, to: bytes, sealed: bytes) -> bytes:
    label = Label(SIGNED_AS, way, _short(to), hashlib.sha256(sealed).hexdigest())
    return msgspec.json.encode(label) + b"\n" + sealed


def take_label(way: str, to: bytes, content: bytes) -> bytes:
    """What stands behind the label. Raises Unusable."""
    if len(content) > MAX_PARCEL_BYTES:
        raise Unusable(Wrong.TOO_LARGE)
    first, is_whole, sealed = content.partition(b"\n")
    if not first.startswith(_WORD) or len(first) > _LABEL_BYTES:
        # The start of one is a copy that was cut; anything else was never ours.
        is_begun = not is_whole and _WORD.startswith(first[: len(_WORD)])
        raise Unusable(Wrong.CUT if is_begun else Wrong.NOT_OURS)
    try:
        label = msgspec.json.decode(first, type=Label)
    except msgspec.MsgspecError as error:
        raise Unusable(Wrong.NOT_OURS if is_whole else Wrong.CUT) from error
    if label.version > SIGNED_AS:
        raise Unusable(Wrong.NEWER)
    if label.version < SIGNED_AS or label.way != way:
        raise Unusable(Wrong.NOT_OURS)
    if label.sha256 != hashlib.sha256(sealed).hexdigest():
        raise Unusable(Wrong.CUT)
    if label.to != _short(to):
        raise Unusable(Wrong.OTHER_COUNTY if way == UP else Wrong.OTHER_VILLAGE)
    return sealed


def _short(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:12]
