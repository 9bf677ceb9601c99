"""Residents (居民): who is registered, what they agreed to, what was mended since.

Basic fields: Ministry of Civil Affairs order 67, article 5. Consent before entry: article 6;
withdrawing as easily as agreeing: Personal Information Protection Law, article 15.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin, Ref
from sync.standard.personal import FIELDS, SECRET, SENSITIVE
from sync.standard.personal import Personal as Personal
from sync.standard.versions import Version, add, disagree, heads, shown
from sync.standard.views import Row, Shelf

ERASE_REASONS: Final = ("asked", "died", "moved", "mistaken")
"""The person asked for it; the family did, after a death; no longer of this village; should never
have been entered."""
RECORD: Final = "record"
"""The purpose of the consent that registration needs: keep and use my volunteer record."""


class ResidentRegistered(msgspec.Struct, frozen=True, tag_field="k", tag="registered.1"):
    """A person was entered into the register. person: the id that the kiosk made (UUIDv7)."""

    person: str
    personal: Personal


class ResidentCorrected(
    msgspec.Struct, frozen=True, tag_field="k", tag="corrected.1", omit_defaults=True
):
    """Fields were mended: only those in `changed` (Personal's field names to new values).

    bases: field -> identities (Ref.text()) of the entries whose values of it the editor saw, () for
    a field that was empty. A field that is not in it was mended by a version without bases.
    """

    person: str
    changed: dict[str, Any]
    reason: str = ""
    bases: dict[str, tuple[str, ...]] = {}


class Consented(msgspec.Struct, frozen=True, tag_field="k", tag="consented.1"):
    """The person agreed, after the text of this version was read out or shown."""

    person: str
    purpose: str
    text_version: str


class Withdrew(msgspec.Struct, frozen=True, tag_field="k", tag="withdrew.1"):
    """The person took the consent back."""

    person: str
    purpose: str


class Erased(msgspec.Struct, frozen=True, tag_field="k", tag="erased.1", omit_defaults=True):
    """Everything personal was destroyed, for good (Personal Information Protection Law, article
    47). reason: a code of ERASE_REASONS. The hours stay, with nobody's name."""

    person: str
    reason: str = ""


class Erasure(msgspec.Struct, frozen=True):
    """Who erased, when, why."""

    ms: int
    by: str
    reason: str
    mark: Mark


class Consent(msgspec.Struct, frozen=True):
    agreed: bool
    text_version: str
    mark: Mark


class Departure(msgspec.Struct, frozen=True):
    """Where she lives now, "" for here after all. said: the county's entry that says so."""

    village: str = ""
    village_name: str = ""
    said: Ref = Ref("", 0, 0)


class Resident(Row, frozen=True):
    """The view: one row a person.

    versions: field -> what was written into it, for every field that has more than the value of
    the registration (`versions_of` gives them all).
    """

    table: ClassVar[str] = "residents"
    columns: ClassVar[tuple[str, ...]] = ("registered_ms",)

    person: str
    personal: Personal = Personal()
    registered_ms: int = 0
    """0 until the registering entry itself has arrived."""
    registered_by: str = SELF
    registered_mark: Mark = NEVER
    is_registered_in_doubt: bool = False
    """Its stamp is of a clock that was plainly wrong."""
    versions: dict[str, tuple[Version, ...]] = {}
    consents: dict[str, Consent] = {}
    departure: Departure | None = None
    erasure: Erasure | None = None
    """Once there, the row says nothing else, whatever arrives earlier or later."""

    @property
    def key(self) -> str:
        return self.person

    def agrees_to(self, purpose: str) -> bool:
        consent = self.consents.get(purpose)
        return consent is not None and consent.agreed

    @property
    def is_active(self) -> bool:
        """Registered, the consent to keep the record stands, and she lives here."""
        return self.registered_ms > 0 and self.agrees_to(RECORD) and not self.is_away

    @property
    def is_away(self) -> bool:
        """She moved to another village."""
        return self.departure is not None and self.departure.village != ""

    def versions_of(self, field: str) -> tuple[Version, ...]:
        kept = self.versions.get(field)
        if kept is not None:
            return kept
        value = getattr(self.personal, field)
        if not value:
            return ()
        alone = Personal(**{field: value})
        by, in_doubt = self.registered_by, self.is_registered_in_doubt
        return (Version(self.registered_mark, alone, by, in_doubt),)

    def seen(self, field: str) -> tuple[str, ...]:
        """What a correction of the field has for its bases: whose value stands there now."""
        version = shown(self.versions_of(field), field in SENSITIVE)
        return (version.ref,) if version else ()

    @property
    def contested(self) -> tuple[str, ...]:
        """Fields with several values, of which a cadre must say which is right."""
        return tuple(
            name
            for name, known in self.versions.items()
            if name not in SECRET and disagree(heads(known))
        )


ResidentFact = ResidentRegistered | ResidentCorrected | Consented | Withdrew | Erased
_EMPTY: Final = Personal()


def fold(fact: ResidentFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Resident, fact.person) or Resident(fact.person)
    if row.erasure is not None and not isinstance(fact, Erased):
        return
    match fact:
        case ResidentRegistered():
            row = _registered(row, fact.personal, origin)
        case ResidentCorrected():
            row = _corrected(row, fact, origin)
        case Consented():
            consent = Consent(True, fact.text_version, origin.mark)
            row = _with_consent(row, fact.purpose, consent)
        case Withdrew():
            row = _with_consent(row, fact.purpose, Consent(False, "", origin.mark))
        case Erased():
            row = _erased(row, fact, origin)
    shelf.put(row)


def _erased(row: Resident, fact: Erased, origin: Origin) -> Resident:
    """The first to erase is named."""
    if row.erasure is not None and row.erasure.mark <= origin.mark:
        return row
    erasure = Erasure(origin.stamp.ms, origin.by, fact.reason, origin.mark)
    return Resident(row.person, erasure=erasure)


def _registered(row: Resident, personal: Personal, origin: Origin) -> Resident:
    is_first = row.registered_mark == NEVER or origin.mark < row.registered_mark
    is_all = row.registered_mark == NEVER and not row.versions
    known = {name: versions for name in FIELDS if (versions := row.versions_of(name))}
    if is_first:
        row = msgspec.structs.replace(
            row,
            registered_ms=origin.stamp.ms,
            registered_by=origin.by,
            registered_mark=origin.mark,
            is_registered_in_doubt=origin.stamp.doubtful,
        )
    if is_all:
        return msgspec.structs.replace(row, personal=personal)
    for name in FIELDS:
        if value := getattr(personal, name):
            version = _version(origin, Personal(**{name: value}))
            known[name] = add(known.get(name, ()), version, name in SENSITIVE)
    return _with_versions(row, known)


def _corrected(row: Resident, fact: ResidentCorrected, origin: Origin) -> Resident:
    known = {
        name: add(
            row.versions_of(name), _version(origin, value, fact.bases.get(name)), name in SENSITIVE
        )
        for name, value in _well_formed(fact.changed)
    }
    return _with_versions(row, known) if known else row


def _version(origin: Origin, value: Personal, bases: tuple[str, ...] | None = None) -> Version:
    return Version(origin.mark, value, origin.by, origin.stamp.doubtful, bases)


def _with_versions(row: Resident, known: Mapping[str, tuple[Version, ...]]) -> Resident:
    """Different fields merge; of the same field what its versions show stands."""
    versions, values = {**row.versions}, {}
    for name, of_field in known.items():
        stands = shown(of_field, name in SENSITIVE)
        values[name] = getattr(stands.value if stands else _EMPTY, name)
        versions.pop(name, None)
        if not _is_only_registered(row, of_field):
            versions[name] = of_field
    personal = msgspec.structs.replace(row.personal, **values)
    return msgspec.structs.replace(row, personal=personal, versions=versions)


def _is_only_registered(row: Resident, versions: tuple[Version, ...]) -> bool:
    return len(versions) == 1 and versions[0].mark == row.registered_mark


def _with_consent(row: Resident, purpose: str, consent: Consent) -> Resident:
    known = row.consents.get(purpose)
    if known is not None and known.mark >= consent.mark:
        return row
    return msgspec.structs.replace(row, consents={**row.consents, purpose: consent})


def _well_formed(changed: dict[str, Any]) -> Iterator[tuple[str, Personal]]:
    """The fields that this version knows and can hold; the entry itself keeps them all."""
    for name, value in changed.items():
        if name in FIELDS:
            with suppress(msgspec.ValidationError):
                yield name, msgspec.convert({name: value}, Personal)
