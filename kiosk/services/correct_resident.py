"""Correct what the register says of a person (order 67, article 13: who asks may have it mended).

The correction is an entry of its own with only the fields that changed; what stood before stays in
the journal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from kiosk.services.register import (
    AlreadyRegistered,
    NameSlip,
    NeedsGuardian,
    NeedsMending,
    PhoneSlip,
    read_name,
    read_phone,
)
from sync.standard.identity import ADULT, IdNumber, Slip, age_on, read_number
from sync.standard.personal import FIELDS, SECRET
from sync.standard.residents import Personal, Resident, ResidentCorrected

LONGEST_REASON: Final = 200
"""Characters; a line in the journal has a limit."""


@dataclass(frozen=True, slots=True)
class CorrectedNow:
    resident: Resident
    fields: tuple[str, ...]
    """Names of Personal's fields that are different now."""


@dataclass(frozen=True, slots=True)
class NothingChanged:
    pass


@dataclass(frozen=True, slots=True)
class NeedsReason:
    """The ID number, and with it whose record this is, changes only for a reason."""


CorrectOutcome = (
    CorrectedNow
    | NothingChanged
    | NeedsMending
    | NeedsReason
    | NeedsGuardian
    | AlreadyRegistered
    | NotRegistered
)


def correct_resident(
    ports: Ports, person: str, given: Personal, reason: str, by: str
) -> CorrectOutcome:
    """given: the person's fields as they should be, all of them. Sex and birth date are read from
    the number, whatever was given. AlreadyRegistered: somebody else has that number."""
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    today = ports.clock.today()
    wanted = _read(given, today)
    if isinstance(wanted, NeedsMending):
        return wanted
    changed = _differences(resident.personal, wanted)
    if not changed:
        return NothingChanged()
    if "number" in changed:
        holder = ports.residents.by_number(wanted.number)
        if holder is not None and holder.person != person:
            return AlreadyRegistered(holder)
        if not reason.strip():
            return NeedsReason()
    if _is_minor(wanted, today) and not wanted.guardian:
        return NeedsGuardian()
    bases = {field: resident.seen(field) for field in changed}
    why = reason.strip()[:LONGEST_REASON]
    ports.journal.append(ResidentCorrected(person, changed, why, bases), by=by)
    after = ports.residents.by_id(person)
    assert after is not None, "folded in the same transaction"
    return CorrectedNow(after, tuple(changed))


def _read(given: Personal, today: date) -> Personal | NeedsMending:
    number = read_number(given.number, today)
    name, phone = read_name(given.name), read_phone(given.phone)
    if isinstance(number, Slip) or isinstance(name, NameSlip) or isinstance(phone, PhoneSlip):
        slips = (number, name, phone)
        return NeedsMending(tuple(s for s in slips if isinstance(s, (Slip, NameSlip, PhoneSlip))))
    return msgspec.structs.replace(
        given,
        number=number.text,
        name=name,
        phone=phone,
        sex=number.sex,
        birth=number.birth.isoformat(),
        guardian=given.guardian.strip(),
    )


def _differences(before: Personal, after: Personal) -> dict[str, Any]:
    """No form holds what is secret: its absence there says nothing."""
    names = (name for name in FIELDS if name not in SECRET)
    return {n: getattr(after, n) for n in names if getattr(after, n) != getattr(before, n)}


def _is_minor(personal: Personal, today: date) -> bool:
    return age_on(IdNumber(personal.number).birth, today) < ADULT
