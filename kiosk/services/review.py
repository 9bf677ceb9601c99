"""Review what two people wrote into the same field without knowing of each other.

Both values are kept until a cadre says which is right; her word is a correction that has seen all
of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from kiosk.services.ports import Ports
from sync.standard.identity import IdNumber, read_number
from sync.standard.personal import FIELDS
from sync.standard.residents import Resident, ResidentCorrected
from sync.standard.versions import heads

FROM_NUMBER: Final = ("sex", "birth")
"""Fields that are read from the number and go with it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values. by: who wrote it, "" the person's own hand. stands: the one that the
    register shows meanwhile."""

    value: Any
    by: str
    at_ms: int
    is_doubtful: bool
    """Its time is of a clock that was plainly wrong."""
    stands: bool


@dataclass(frozen=True, slots=True)
class Contested:
    """A review item. claims: the latest first, each value once."""

    resident: Resident
    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class SettledNow:
    resident: Resident


@dataclass(frozen=True, slots=True)
class NotContested:
    """Nothing to settle: somebody settled it, or the value is none of those in question."""


def review(ports: Ports, limit: int = 200) -> list[Contested]:
    """What waits for a cadre's word."""
    return [
        Contested(resident, field, _claims(resident, field))
        for resident in ports.residents.contested(limit)
        for field in _fields(resident)
    ]


def settle(
    ports: Ports, person: str, field: str, value: Any, by: str, reason: str = ""
) -> SettledNow | NotContested:
    """value: one of the item's. It stands from now on; the others stay in the journal."""
    resident = ports.residents.by_id(person)
    if resident is None or field not in resident.contested:
        return NotContested()
    if value not in (getattr(v.value, field) for v in heads(resident.versions_of(field))):
        return NotContested()
    changed = {field: value, **_what_follows(ports, field, value)}
    bases = {name: _refs(resident, name) for name in changed}
    ports.journal.append(ResidentCorrected(person, changed, reason, bases), by=by)
    after = ports.residents.by_id(person)
    assert after is not None, "folded in the same transaction"
    return SettledNow(after)


def _fields(resident: Resident) -> list[str]:
    """In the register's order; sex and birth date are settled with the number."""
    contested = [name for name in FIELDS if name in resident.contested]
    follow = FROM_NUMBER if "number" in contested else ()
    return [name for name in contested if name not in follow]


def _claims(resident: Resident, field: str) -> tuple[Claim, ...]:
    stands = getattr(resident.personal, field)
    claims: list[Claim] = []
    for version in sorted(heads(resident.versions_of(field)), key=attrgetter("rank"), reverse=True):
        value = getattr(version.value, field)
        if all(claim.value != value for claim in claims):
            at_ms, doubt = version.mark.ms, version.is_doubtful
            claims.append(Claim(value, version.by, at_ms, doubt, value == stands))
    return tuple(claims)


def _what_follows(ports: Ports, field: str, value: Any) -> dict[str, Any]:
    number = read_number(value, ports.clock.today()) if field == "number" else None
    if not isinstance(number, IdNumber):
        return {}
    return {"sex": number.sex, "birth": number.birth.isoformat()}


def _refs(resident: Resident, field: str) -> tuple[str, ...]:
    return tuple(version.ref for version in heads(resident.versions_of(field)))
