"""Residents (居民): who is registered, what they agreed to, what was mended since.

Basic fields: Ministry of Civil Affairs order 67, article 5. Consent before entry: article 6;
withdrawing as easily as agreeing: Personal Information Protection Law, article 15.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

RECORD: Final = "record"
"""The purpose of the consent that registration needs: keep and use my volunteer record."""


class Personal(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a person. Codes as in sync.standard.codes; "" or 0 = not known."""

    number: str = ""
    """The 18 characters of the ID number (GB 11643)."""
    name: str = ""
    sex: int = 0
    """GB/T 2261.1."""
    birth: str = ""
    """YYYY-MM-DD."""
    phone: str = ""
    group: str = ""
    """Home group (村民小组) as the village writes it."""
    education: str = ""
    """GB/T 4658."""
    politics: str = ""
    """GB/T 4762."""
    skills: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    """Service fields wished for, codes of codes.SERVICES."""
    guardian: str = ""
    """Name and phone of the guardian, for a minor."""


class ResidentRegistered(msgspec.Struct, frozen=True, tag_field="k", tag="registered.1"):
    """A person was entered into the register. person: the id that the kiosk made (UUIDv7)."""

    person: str
    personal: Personal


class ResidentCorrected(
    msgspec.Struct, frozen=True, tag_field="k", tag="corrected.1", omit_defaults=True
):
    """Fields were mended: only those in `changed` (Personal's field names to new values)."""

    person: str
    changed: dict[str, Any]
    reason: str = ""


class Consented(msgspec.Struct, frozen=True, tag_field="k", tag="consented.1"):
    """The person agreed, after the text of this version was read out or shown."""

    person: str
    purpose: str
    text_version: str


class Withdrew(msgspec.Struct, frozen=True, tag_field="k", tag="withdrew.1"):
    """The person took the consent back."""

    person: str
    purpose: str


class Consent(msgspec.Struct, frozen=True):
    agreed: bool
    text_version: str
    mark: Mark


class Resident(Row, frozen=True):
    """The view: one row a person. `marks` say which entry each field's value comes from."""

    table: ClassVar[str] = "residents"
    columns: ClassVar[tuple[str, ...]] = ("registered_ms",)

    person: str
    personal: Personal = Personal()
    registered_ms: int = 0
    """0 until the registering entry itself has arrived."""
    registered_by: str = SELF
    registered_mark: Mark = NEVER
    marks: dict[str, Mark] = {}
    consents: dict[str, Consent] = {}

    @property
    def key(self) -> str:
        return self.person

    def agrees_to(self, purpose: str) -> bool:
        consent = self.consents.get(purpose)
        return consent is not None and consent.agreed

    @property
    def is_active(self) -> bool:
        """Registered, and the consent to keep the record stands."""
        return self.registered_ms > 0 and self.agrees_to(RECORD)


ResidentFact = ResidentRegistered | ResidentCorrected | Consented | Withdrew

_FIELDS: Final = tuple(Personal.__struct_fields__)


def fold(fact: ResidentFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Resident, fact.person) or Resident(fact.person)
    match fact:
        case ResidentRegistered():
            row = _registered(row, fact.personal, origin)
        case ResidentCorrected():
            row = _with_fields(row, _well_formed(fact.changed), origin.mark)
        case Consented():
            consent = Consent(True, fact.text_version, origin.mark)
            row = _with_consent(row, fact.purpose, consent)
        case Withdrew():
            row = _with_consent(row, fact.purpose, Consent(False, "", origin.mark))
    shelf.put(row)


def _registered(row: Resident, personal: Personal, origin: Origin) -> Resident:
    given = {name: value for name in _FIELDS if (value := getattr(personal, name))}
    row = _with_fields(row, given, origin.mark)
    if row.registered_mark != NEVER and row.registered_mark <= origin.mark:
        return row
    return msgspec.structs.replace(
        row,
        registered_ms=origin.stamp.ms,
        registered_by=origin.by,
        registered_mark=origin.mark,
    )


def _with_fields(row: Resident, given: dict[str, Any], mark: Mark) -> Resident:
    """Different fields merge; of the same field the entry with the later mark wins."""
    newer = {name: value for name, value in given.items() if row.marks.get(name, NEVER) < mark}
    if not newer:
        return row
    return msgspec.structs.replace(
        row,
        personal=msgspec.structs.replace(row.personal, **newer),
        marks={**row.marks, **dict.fromkeys(newer, mark)},
    )


def _with_consent(row: Resident, purpose: str, consent: Consent) -> Resident:
    known = row.consents.get(purpose)
    if known is not None and known.mark >= consent.mark:
        return row
    return msgspec.structs.replace(row, consents={**row.consents, purpose: consent})


def _well_formed(changed: dict[str, Any]) -> dict[str, Any]:
    """Keeps the fields that this version knows and can hold; the entry itself keeps them all."""
    kept: dict[str, Any] = {}
    for name, value in changed.items():
        if name not in _FIELDS:
            continue
        try:
            kept[name] = getattr(msgspec.convert({name: value}, Personal), name)
        except msgspec.ValidationError:
            continue
    return kept
