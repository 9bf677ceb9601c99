"""Register a person: first look the number up, then enter what she said and agreed to."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kiosk.services.find_number import MOBILE_DIGITS, likely_meant
from kiosk.services.ports import Ports
from kiosk.services.sign import seal_sign
from sync.standard.identity import ADULT, IdNumber, Slip, age_on, read_number, tidy
from sync.standard.residents import RECORD, Consented, Personal, Resident, ResidentRegistered
from sync.standard.slips import LikelySlip

LONGEST_NAME = 30
"""Characters; the longest names of ethnic groups with their dots stay below."""
NAME_MARKS = "\u00b7\u3007 -'"
"""The dot of many ethnic groups' names, and the round zero that some people are named with."""
RARE_HAN = "\U00020000"
"""From here on only Han characters, some of them younger than Python's own table."""


class NameSlip(StrEnum):
    EMPTY = "name_empty"
    LONG = "name_long"
    CHARACTERS = "name_characters"


class PhoneSlip(StrEnum):
    LENGTH = "phone_length"
    CHARACTERS = "phone_characters"


@dataclass(frozen=True, slots=True)
class Free:
    """A good number that nobody here is registered with."""

    number: IdNumber
    is_minor: bool


@dataclass(frozen=True, slots=True)
class AlreadyRegistered:
    resident: Resident


@dataclass(frozen=True, slots=True)
class NeedsMending:
    slips: tuple[Slip | NameSlip | PhoneSlip, ...]
    likely: LikelySlip | None = None
    """The number that may have been meant."""


@dataclass(frozen=True, slots=True)
class NeedsGuardian:
    """Under 18: the guardian's name and phone are needed, at the cadre's desk."""


@dataclass(frozen=True, slots=True)
class RegisteredNow:
    person: str
    personal: Personal


def look_up_number(
    ports: Ports, number: str, refused: tuple[str, ...] = ()
) -> Free | AlreadyRegistered | NeedsMending:
    """refused: numbers that she said she did not mean."""
    today = ports.clock.today()
    read = read_number(number, today)
    if not isinstance(read, IdNumber):
        likely = likely_meant(ports, number, refused, among_registered=False)
        return NeedsMending((read,), likely)
    known = ports.residents.by_number(read.text)
    if known is not None and known.is_active:
        return AlreadyRegistered(known)
    return Free(read, age_on(read.birth, today) < ADULT)


def read_name(text: str) -> str | NameSlip:
    """The name as it is kept: no spaces inside a Han name, one kind of dot, else as written."""
    name = unicodedata.normalize("NFC", text).strip()
    name = "".join(c for c in name if not c.isspace() or name.isascii())
    for dot in "\u2022\u30fb\uff0e\u2027\u22c5":
        name = name.replace(dot, "\u00b7")
    if not name:
        return NameSlip.EMPTY
    if len(name) > LONGEST_NAME:
        return NameSlip.LONG
    if not all(c.isalpha() or c in NAME_MARKS or c >= RARE_HAN for c in name):
        return NameSlip.CHARACTERS
    return name


def read_phone(text: str) -> str | PhoneSlip:
    """Digits only, "" for none. Mobile numbers have 11 digits, others 7 to 12 with their area."""
    phone = tidy(text).removeprefix("+86")
    if not phone:
        return ""
    if not (phone.isascii() and phone.isdigit()):
        return PhoneSlip.CHARACTERS
    is_mobile = phone.startswith("1")
    if (is_mobile and len(phone) != MOBILE_DIGITS) or not 7 <= len(phone) <= 12:
        return PhoneSlip.LENGTH
    return phone


def register(
    ports: Ports,
    given: Personal,
    consent_version: str,
    by: str = "",
    sign: Collection[str] = (),
) -> RegisteredNow | AlreadyRegistered | NeedsMending | NeedsGuardian:
    """Enters a person who agreed to the text of consent_version. Sex and birth date are read
    from the number, whatever was given. sign: her two pictures, () for none; sealed here, so that
    they stand nowhere else."""
    given = msgspec.structs.replace(given, sign=seal_sign(ports, sign))
    name, phone = read_name(given.name), read_phone(given.phone)
    slips = tuple(slip for slip in (name, phone) if isinstance(slip, (NameSlip, PhoneSlip)))
    match look_up_number(ports, given.number):
        case NeedsMending(numbers):
            return NeedsMending(numbers + slips)
        case AlreadyRegistered() as known:
            return known
        case Free(is_minor=True) if not given.guardian.strip():
            return NeedsGuardian()
        case Free(number):
            if slips:
                return NeedsMending(slips)
            return _enter(ports, given, number, str(name), str(phone), consent_version, by)


def _enter(
    ports: Ports,
    given: Personal,
    number: IdNumber,
    name: str,
    phone: str,
    consent_version: str,
    by: str,
) -> RegisteredNow:
    personal = msgspec.structs.replace(
        given,
        number=number.text,
        name=name,
        phone=phone,
        sex=number.sex,
        birth=number.birth.isoformat(),
    )
    withdrawn = ports.residents.by_number(number.text)
    # Who moved away and comes back is a new entry: the county tells that she is the same.
    is_known = withdrawn is not None and not withdrawn.is_away
    person = withdrawn.person if withdrawn and is_known else ports.ids.new()
    ports.journal.append(
        ResidentRegistered(person, personal),
        Consented(person, RECORD, consent_version),
        by=by,
    )
    return RegisteredNow(person, personal)
