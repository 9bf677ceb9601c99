"""A key for each person: sealing personal fields with it, and sealing it with the village's key.

Beside sync.sealing, for kiosk and county alike. A person may have several keys, when two kiosks
mended her entry before either knew of the other's: what one of them opens is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from sync.standard.residents import ResidentCorrected, ResidentRegistered
from sync.standard.sealed import Open, Sealed, SealedCorrected, SealedRegistered

KEY_BYTES: Final = SecretBox.KEY_SIZE
SEALED_KEY_BYTES: Final = SecretBox.NONCE_SIZE + SecretBox.MACBYTES + KEY_BYTES
MOST_KEYS: Final = 8
"""Of one person. More are not taken: each costs a try at every box."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Open).decode
_OPENED: Final[dict[type[Sealed], type[Open]]] = {
    SealedRegistered: ResidentRegistered,
    SealedCorrected: ResidentCorrected,
}


def seal(key: bytes, plain: bytes, random: Callable[[int], bytes]) -> bytes:
    """random: n random bytes."""
    return bytes(SecretBox(key).encrypt(plain, random(SecretBox.NONCE_SIZE)))


def unseal(keys: Iterable[bytes], box: bytes) -> bytes | None:
    """None when none of the keys fits."""
    for key in keys:
        try:
            return SecretBox(key).decrypt(box)
        except (CryptoError, ValueError, TypeError):
            continue
    return None


def seal_fact(fact: Open, key: bytes, random: Callable[[int], bytes]) -> Sealed:
    """The whole fact goes into the box: a field of tomorrow is sealed today."""
    box = seal(key, _encode(fact), random)
    if isinstance(fact, ResidentRegistered):
        return SealedRegistered(fact.person, box)
    return SealedCorrected(fact.person, box)


def open_fact(fact: Sealed, keys: Iterable[bytes]) -> Open | None:
    """None without the key, and for a box that speaks of somebody or something else than its
    line."""
    plain = unseal(keys, fact.box)
    if plain is None:
        return None
    try:
        read = _decode(plain)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    is_so = isinstance(read, _OPENED[type(fact)]) and read.person == fact.person
    return read if is_so else None


class _Content(msgspec.Struct, array_like=True):
    """What is in a file's box. person: a box that is moved to somebody else opens nothing."""

    person: str
    content: bytes


def seal_file(key: bytes, person: str, content: bytes, random: Callable[[int], bytes]) -> bytes:
    return seal(key, _encode(_Content(person, content)), random)


def open_file(keys: Iterable[bytes], person: str, box: bytes) -> bytes | None:
    """None without her key, and for what is not hers."""
    plain = unseal(keys, box)
    if plain is None:
        return None
    try:
        read = msgspec.msgpack.decode(plain, type=_Content)
    except msgspec.MsgspecError:
        return None
    return read.content if read.person == person else None


def seal_keys(
    village_key: bytes, keys: Mapping[str, bytes], random: Callable[[int], bytes]
) -> dict[str, bytes]:
    """keys: person -> her keys, one after another; so are the sealed ones."""
    return {
        person: b"".join(seal(village_key, key, random) for key in cut(some, KEY_BYTES))
        for person, some in keys.items()
    }


def open_keys(village_key: bytes, sealed: Mapping[str, bytes]) -> dict[str, list[bytes]]:
    """What does not open, or is no key, is left out."""
    found: dict[str, list[bytes]] = {}
    for person, pieces in sealed.items():
        keys = [unseal((village_key,), piece) for piece in cut(pieces, SEALED_KEY_BYTES)]
        sound = [key for key in keys if key is not None and len(key) == KEY_BYTES]
        if sound:
            found[person] = sound[:MOST_KEYS]
    return found


def cut(pieces: bytes, size: int) -> list[bytes]:
    return [pieces[at : at + size] for at in range(0, len(pieces), size)]
