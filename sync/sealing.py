"""Compressing, signing and sealing, for both sides: zstandard, Ed25519 and sealed boxes (PyNaCl).

Apart from sync.standard, which stays free of ciphers, and below exchange and county alike.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import zlib
from typing import Final

import zstandard
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

from sync.standard.carry import Unusable, Wrong, parcel_text, put_label, take_label

_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_GZIP: Final = b"\x1f\x8b"
_SIGNATURE_BYTES: Final = 64
_LEVEL: Final = 9
"""A village pays for its line by the byte; level 9 takes 4 ms for 500 entries."""


class Unpackable(ValueError):
    """Not compressed by us, cut short, or larger than it may be."""


def pack(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress(raw)


def unpack(packed: bytes, max_bytes: int) -> bytes:
    """zstd or gzip, told by the first bytes. Raises Unpackable; never makes more than max_bytes."""
    try:
        if packed.startswith(_ZSTD):
            source = zstandard.ZstdDecompressor(max_window_size=1 << 24).stream_reader(packed)
            raw = source.read(max_bytes + 1)
        elif packed.startswith(_GZIP):
            raw = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(max_bytes + 1)
        else:
            raise Unpackable("neither zstd nor gzip")
    except (zstandard.ZstdError, OSError, EOFError, zlib.error) as error:
        raise Unpackable(type(error).__name__) from error
    if len(raw) > max_bytes:
        raise Unpackable("too large")
    return raw


def sign(key: SigningKey, text: bytes) -> str:
    """86 characters of URL-safe base64."""
    return base64.urlsafe_b64encode(key.sign(text).signature).decode().rstrip("=")


def is_signed(public_key: bytes, text: bytes, signature: str) -> bool:
    try:
        raw = base64.urlsafe_b64decode(signature + "==")
        VerifyKey(public_key).verify(text, raw)
    except (BadSignatureError, binascii.Error, ValueError, TypeError):
        return False
    return True


def seal_to(public_key: bytes, secret: bytes) -> bytes:
    """Only the holder of this Ed25519 public key can read it, by the X25519 key of its own."""
    return SealedBox(VerifyKey(public_key).to_curve25519_public_key()).encrypt(secret)


def open_from(key: SigningKey, sealed: bytes) -> bytes | None:
    """What was sealed to the holder of key; None when it was not."""
    try:
        return SealedBox(key.to_curve25519_private_key()).decrypt(sealed)
    except (CryptoError, ValueError, TypeError):
        return None


def seal_parcel(key: SigningKey, way: str, to: bytes, body: bytes) -> bytes:
    """A file for the stick: the body signed by key, and sealed so that only the holder of the
    Ed25519 public key `to` can read it, by the X25519 key that belongs to it."""
    signature = key.sign(parcel_text(way, to, body)).signature
    return put_label(way, to, seal_to(to, signature + body))


def open_parcel(key: SigningKey, way: str, content: bytes) -> tuple[bytes, bytes]:
    """(signature, body) of a parcel for the holder of key. The signature is not checked yet: the
    body says whose it must be. Raises Unusable."""
    sealed = take_label(way, key.verify_key.encode(), content)
    opened = open_from(key, sealed)
    if opened is None:
        raise Unusable(Wrong.NOT_OURS)
    return opened[:_SIGNATURE_BYTES], opened[_SIGNATURE_BYTES:]


def is_parcel_signed(public_key: bytes, way: str, to: bytes, signature: bytes, body: bytes) -> bool:
    try:
        VerifyKey(public_key).verify(parcel_text(way, to, body), signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
