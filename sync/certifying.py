"""Signing certificates and telling whether one is genuine, for both sides.

XLZ1.<stated>.<signature>      both base64url
stated    MessagePack of [warrant, its signature by the county, statement]
signature  of `stated`, by the key that the warrant names
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from sync.standard.certificates import MAX_TEXT, PREFIX, Statement, Warrant

_WARRANT: Final = b"xianglin.warrant.1 "
_CERTIFICATE: Final = b"xianglin.certificate.1 "
"""A signature of one thing is never one of another."""
_SIGNATURE_BYTES: Final = 64
_encode = msgspec.msgpack.Encoder().encode


class Doubt(StrEnum):
    """Why a text certifies nothing."""

    STRANGE = "strange"
    """No certificate of ours, or cut short."""
    OTHER_COUNTY = "other_county"
    """Its warrant is none of this county's: another county's, or forged."""
    CHANGED = "changed"
    """Something in it is not what was signed."""


@dataclass(frozen=True, slots=True)
class Certified:
    warrant: Warrant
    statement: Statement


class _Stated(msgspec.Struct, frozen=True, array_like=True):
    warrant: bytes
    county_signature: bytes
    statement: bytes


def give_warrant(county: SigningKey, warrant: Warrant) -> bytes:
    """The warrant with the county's signature before it."""
    said = _encode(warrant)
    return county.sign(_WARRANT + said).signature + said


def read_warrant(county_key: bytes, given: bytes) -> Warrant | None:
    """None: it is not this county's."""
    said = given[_SIGNATURE_BYTES:]
    if not _is_signed(county_key, _WARRANT + said, given[:_SIGNATURE_BYTES]):
        return None
    try:
        return msgspec.msgpack.decode(said, type=Warrant)
    except msgspec.MsgspecError:
        return None


def certify(device: SigningKey, given: bytes, statement: Statement) -> str:
    """The text of the QR code. given: as `give_warrant` made it, for this device's key."""
    signature, warrant = given[:_SIGNATURE_BYTES], given[_SIGNATURE_BYTES:]
    stated = _encode(_Stated(warrant, signature, _encode(statement)))
    signed = device.sign(_CERTIFICATE + stated).signature
    return f"{PREFIX}{_text(stated)}.{_text(signed)}"


def verify(county_key: bytes, text: str) -> Certified | Doubt:
    """text: what a reader of QR codes gives, spaces and line ends around it aside."""
    text = text.strip()
    if not text.startswith(PREFIX) or len(text) > MAX_TEXT:
        return Doubt.STRANGE
    said, _, signed = text.removeprefix(PREFIX).partition(".")
    try:
        stated, signature = _bytes(said), _bytes(signed)
        parts = msgspec.msgpack.decode(stated, type=_Stated)
        warrant = msgspec.msgpack.decode(parts.warrant, type=Warrant)
        statement = msgspec.msgpack.decode(parts.statement, type=Statement)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        return Doubt.STRANGE
    if not _is_signed(warrant.key, _CERTIFICATE + stated, signature):
        return Doubt.CHANGED
    if not _is_signed(county_key, _WARRANT + parts.warrant, parts.county_signature):
        return Doubt.OTHER_COUNTY
    return Certified(warrant, statement)


def _is_signed(key: bytes, said: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(key).verify(said, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Raises ValueError for anything that `_text` would not have written: a code has one text."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _text(raw) != text:
        raise ValueError("not as written")
    return raw
