"""Personal fields as the journal holds them: sealed with the person's own key.

The chain covers the sealed bytes, so destroying the key takes the fields away and breaks nothing.
No cipher is here: sync.people_keys has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from sync.standard.residents import Personal, ResidentCorrected, ResidentRegistered


class SealedRegistered(msgspec.Struct, frozen=True, tag_field="k", tag="registered.2"):
    """A ResidentRegistered. box: the whole fact, so that it can be moved to nobody else."""

    person: str
    box: bytes


class SealedCorrected(msgspec.Struct, frozen=True, tag_field="k", tag="corrected.2"):
    """A ResidentCorrected: what was mended, and why."""

    person: str
    box: bytes


class KeysCame(msgspec.Struct, frozen=True, tag_field="k", tag="keys_came.1"):
    """The county's word that it now has keys of these people, whose entries were there before;
    the page that this entry is in carries them."""

    people: tuple[str, ...]


Open = ResidentRegistered | ResidentCorrected
Sealed = SealedRegistered | SealedCorrected
KINDS: Final = ("registered.2", "corrected.2")
SEALED: Final = "sealed"
"""Why an entry counts only in part: the key that opens it is not here."""
MOST_NAMED: Final = 300
"""People in one KeysCame: about 8 KB of a line."""

_HINTS: Final = tuple(f'"k":"{kind}"'.encode() for kind in (*KINDS, "keys_came.1"))


class _Named(msgspec.Struct):
    k: str
    person: str = ""
    people: tuple[str, ...] = ()


class _Naming(msgspec.Struct):
    f: _Named


_decode_naming = msgspec.json.Decoder(_Naming).decode


def without_fields(fact: Sealed) -> Open:
    """What is known without the key: that somebody was registered, and nothing of her."""
    if isinstance(fact, SealedRegistered):
        return ResidentRegistered(fact.person, Personal())
    return ResidentCorrected(fact.person, {})


def people_in(lines: Iterable[bytes]) -> list[str]:
    """Whose keys a reader of these lines needs, each once. A line that only looks like one costs
    a second look."""
    found: dict[str, None] = {}
    for line in lines:
        if not any(hint in line for hint in _HINTS):
            continue
        try:
            named = _decode_naming(line).f
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue
        if named.k in KINDS:
            found[named.person] = None
        elif named.k == "keys_came.1":
            found.update(dict.fromkeys(named.people))
    return list(found)
