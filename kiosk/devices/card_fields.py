"""The text of an ID card, as its chip holds it: 256 bytes of UTF-16LE in fields of fixed length.

Sources: GA/T 490 (resident's card), the machine-readable rules of the residence permit for Hong
Kong, Macao and Taiwan (2018) and of the foreigner's permanent residence card (2017, 2023) as
makers of readers publish them. The kind stands as one letter at byte 248 in all of them.

Everything that can be held against something else is: what contradicts itself is a fault and never
put right by a guess.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.services.cards import Card, CardFault, CardKind
from sync.standard.identity import IdNumber, read_number

TEXT_BYTES: Final = 256

#: Where a field stands, in bytes; the same place in every kind of card.
NAME: Final = slice(0, 30)
SEX: Final = slice(30, 32)
ETHNIC_GROUP: Final = slice(32, 36)
BIRTH: Final = slice(36, 52)
ADDRESS: Final = slice(52, 122)
"""On a foreigner's card: the first 35 letters of the name in Latin letters."""
NUMBER: Final = slice(122, 158)
ISSUER: Final = slice(158, 188)
VALID_FROM: Final = slice(188, 204)
VALID_UNTIL: Final = slice(204, 220)
LATIN_REST: Final = slice(220, 242)
KIND: Final = slice(248, 250)

_RESIDENT: Final = ("", "\0")
_PERMIT: Final = "J"
_FOREIGNER: Final = "Y"
_FOREIGNER_2017: Final = "I"
_LONG_TERM: Final = "\u957f\u671f"
"""What stands on a card instead of its last day ("long-term")."""
_SEXES: Final = ("0", "1", "2", "9")
_NUMBER: Final = re.compile(r"[0-9]{17}[0-9X]")
_DATE: Final = re.compile(r"[0-9]{8}")
_NAME_SIGNS: Final = "\u00b7\u2022\u2027\u30fb\uff0e.-',\u3007 "
"""Dots of ethnic groups' names, and the round zero that some people are named with."""


class _Contradiction(ValueError):
    """A field does not say what such a field may say. Holds nothing of it."""


def read_ethnic_groups(path: Path) -> dict[str, str]:
    """assets/register/ethnic_groups.toml: code (GB/T 3304) -> name."""
    return {str(code): str(name) for code, name in tomllib.loads(path.read_text("utf-8")).items()}


def read_fields(text: bytes, groups: Mapping[str, str], today: date) -> Card | CardFault:
    """text: the 256 bytes. groups: the ethnic groups' names by code."""
    if len(text) != TEXT_BYTES:
        return CardFault.AGAIN
    try:
        kind = _text(text, KIND)
        if kind == _FOREIGNER_2017:
            return CardFault.FOREIGNER_2017
        if kind in _RESIDENT:
            return _card(text, CardKind.RESIDENT, _group(text, groups), today)
        if kind == _PERMIT:
            return _card(text, CardKind.HK_MACAO_TAIWAN, "", today)
        if kind == _FOREIGNER:
            return _card(text, CardKind.FOREIGNER, "", today)
    except _Contradiction:
        return CardFault.WRONG
    return CardFault.NOT_ID


def _card(text: bytes, kind: CardKind, ethnic_group: str, today: date) -> Card:
    """Raises _Contradiction."""
    is_foreigner = kind is CardKind.FOREIGNER
    name = _text(text, NAME)
    if is_foreigner and not name:
        name = _text(text, ADDRESS) + _text(text, LATIN_REST)
    sex = _text(text, SEX)
    if sex not in _SEXES:
        raise _Contradiction
    number = _number(_text(text, NUMBER), today)
    birth = _date(_text(text, BIRTH))
    if birth != number.birth:
        raise _Contradiction
    until_text = _text(text, VALID_UNTIL)
    valid_from = _date(_text(text, VALID_FROM))
    valid_until = None if until_text == _LONG_TERM else _date(until_text)
    if valid_until is not None and valid_until < valid_from:
        raise _Contradiction
    return Card(
        kind=kind,
        name=_readable(name),
        sex=int(sex),
        ethnic_group=ethnic_group,
        birth=birth,
        address="" if is_foreigner else _printable(_text(text, ADDRESS)),
        number=number.text,
        issuer="" if is_foreigner else _printable(_text(text, ISSUER)),
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _text(text: bytes, place: slice) -> str:
    """A field without what fills it up: spaces, or zeros with some modules."""
    try:
        return text[place].decode("utf-16-le").rstrip(" \0")
    except UnicodeDecodeError:
        raise _Contradiction from None


def _group(text: bytes, groups: Mapping[str, str]) -> str:
    name = groups.get(_text(text, ETHNIC_GROUP))
    if name is None:
        raise _Contradiction
    return name


def _number(text: str, today: date) -> IdNumber:
    read = read_number(text, today) if _NUMBER.fullmatch(text) else None
    if not isinstance(read, IdNumber):
        raise _Contradiction
    return read


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise _Contradiction
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise _Contradiction from None


def _readable(name: str) -> str:
    """Letters of any script; rare characters may stand in the private use area."""
    if not name or not all(c.isalpha() or _is_private(c) or c in _NAME_SIGNS for c in name):
        raise _Contradiction
    return name


def _printable(text: str) -> str:
    if not all(c.isprintable() or _is_private(c) or c.isspace() for c in text):
        raise _Contradiction
    return text


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"
