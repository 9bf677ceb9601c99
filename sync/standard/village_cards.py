"""Village cards (乡邻卡): a card with a code, printed by a cadre, that says who its holder is.

The code holds a random token. The journal knows only the token's hash: whoever reads a journal, a
stick or the county's database can make no card from it.

A code's text is `XL1.TTTTTTTT.KKKKKKKKKKKKKKKKKKKKKKKKKK.CCCC`: tag of the village, token, check
characters, all in base 32 (RFC 4648). Capitals and digits alone survive a Caps Lock and a scanner
that writes everything large or small, and make the smaller QR code.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from enum import Enum
from typing import ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

TOKEN_BYTES: Final = 16
REVOKE_REASONS: Final = ("lost", "broken", "given_back", "not_printed")


def card_of(token: bytes) -> str:
    """What the journal calls a card: 32 hex digits of its token's SHA-256."""
    return hashlib.sha256(b"xianglin card " + token).hexdigest()[:32]


class Unread(Enum):
    """Why a text is no code of a village card."""

    STRANGE = 1
    """It never was one: a web address, a ticket."""
    TORN = 2
    """It was one, and characters are missing or wrong."""


class CodeText(msgspec.Struct, frozen=True):
    tag: str
    """tag_of(the village that issued it)."""
    token: bytes


_SIGN: Final = "XL1"
_TAG, _TOKEN, _CHECK = 8, 26, 4
_WHOLE: Final = re.compile(f"{_SIGN}([A-Z2-7]{{{_TAG + _TOKEN}}})([A-Z2-7]{{{_CHECK}}})")
_BEGINS: Final = re.compile(rf"(\]?Q\d)?{_SIGN}")
"""Some scanners put the code's kind (ISO/IEC 15424: "]Q1") before it."""
_ENDS: Final = re.compile(rf"[A-Z2-7]{{18,}}\.[A-Z2-7]{{{_CHECK}}}$")


def tag_of(village: str) -> str:
    """What a code says of the village: tells a card of ours from one of another village."""
    return _in_letters(hashlib.sha256(b"xianglin village " + village.encode()).digest())[:_TAG]


def code_text(village: str, token: bytes) -> str:
    """What is printed, 44 characters. token: TOKEN_BYTES random bytes."""
    tag, secret = tag_of(village), _in_letters(token)
    return ".".join((_SIGN, tag, secret, _check(tag + secret)))


def read_code(text: str) -> CodeText | Unread:
    """What was printed, in whatever case or width it arrives, with anything around it."""
    wide = unicodedata.normalize("NFKC", text).strip().upper()
    for found in _WHOLE.finditer("".join(c for c in wide if c.isascii() and c.isalnum())):
        said, check = found.groups()
        if _check(said) == check:
            return CodeText(said[:_TAG], base64.b32decode(said[_TAG:] + "======"))
    return Unread.TORN if _BEGINS.match(wide) or _ENDS.search(wide) else Unread.STRANGE


def _in_letters(some: bytes) -> str:
    return base64.b32encode(some).decode().rstrip("=")


def _check(said: str) -> str:
    """20 bits: of a million texts with something amiss, one passes."""
    return _in_letters(hashlib.sha256(b"xianglin check " + said.encode()).digest())[:_CHECK]


class CardIssued(msgspec.Struct, frozen=True, tag_field="k", tag="card_issued.1"):
    """A card was made for a person. card: card_of(its token)."""

    person: str
    card: str


class CardRevoked(
    msgspec.Struct, frozen=True, tag_field="k", tag="card_revoked.1", omit_defaults=True
):
    """A card counts no more, for good. person: its holder, so that the word travels with her when
    she moves. reason: a code of REVOKE_REASONS."""

    person: str
    card: str
    reason: str = ""


class VillageCard(Row, frozen=True):
    """The view: one row a card. Of several entries that say the same, the first is named."""

    table: ClassVar[str] = "village_cards"
    columns: ClassVar[tuple[str, ...]] = ("person", "issued_ms", "is_on")

    card: str
    person: str = ""
    """"" until the issuing entry itself has arrived."""
    issued_ms: int = 0
    issued_by: str = SELF
    issued_mark: Mark = NEVER
    revoked_ms: int = 0
    revoked_by: str = SELF
    reason: str = ""
    revoked_mark: Mark = NEVER

    @property
    def key(self) -> str:
        return self.card

    @property
    def is_on(self) -> bool:
        return bool(self.person) and not self.is_revoked

    @property
    def is_revoked(self) -> bool:
        return self.revoked_mark != NEVER


VillageCardFact = CardIssued | CardRevoked


def fold(fact: VillageCardFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(VillageCard, fact.card) or VillageCard(fact.card)
    match fact:
        case CardIssued() if row.issued_mark == NEVER or origin.mark < row.issued_mark:
            row = msgspec.structs.replace(
                row,
                person=fact.person,
                issued_ms=origin.stamp.ms,
                issued_by=origin.by,
                issued_mark=origin.mark,
            )
        case CardRevoked() if row.revoked_mark == NEVER or origin.mark < row.revoked_mark:
            row = msgspec.structs.replace(
                row,
                revoked_ms=origin.stamp.ms,
                revoked_by=origin.by,
                reason=fact.reason,
                revoked_mark=origin.mark,
            )
    shelf.put(row)
