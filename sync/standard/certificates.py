"""Certificates of service (志愿服务记录证明): order 67, articles 14 to 17.

A certificate is a statement, signed by the kiosk that issued it under a warrant of the county's.
Both stand in its QR code, so that whoever knows the county's public key can tell without any line
whether it is genuine and says what was stated. No cipher is here: sync.certifying has it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import ClassVar, Final

import msgspec

from sync.standard.hours import HoursLine
from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

PREFIX: Final = "XLZ1."
"""Of a QR code's text, and its version."""
MAX_TEXT: Final = 2000
"""Characters: about twice the longest that is issued, and less than any QR code holds."""


class Warrant(msgspec.Struct, frozen=True, array_like=True):
    """The county's word that this device's key signs for this village. key: Ed25519, 32 bytes."""

    village: str
    village_name: str
    county_name: str
    device: str
    key: bytes
    issued_ms: int


class Statement(msgspec.Struct, frozen=True, array_like=True):
    """What a certificate says. Dates as YYYY-MM-DD, the village's."""

    no: str
    """The certificate's number: letters, digits and hyphens."""
    name: str
    number: str
    """Of the ID card, masked as it is printed."""
    minutes: int
    """That count, of all visits listed."""
    visits: int
    since: str
    """The first visit's day; "" when there is none."""
    until: str
    issued: str
    digest: str = ""
    """Of the list of visits, so that no line of it can be changed: hexadecimal, 16 characters."""


def listed(lines: Iterable[HoursLine]) -> tuple[HoursLine, ...]:
    """What a certificate lists of a ledger: visits of which something counts."""
    return tuple(line for line in lines if line.counted > 0)


def digest_of(lines: Iterable[HoursLine]) -> str:
    """Of what is listed: day, service, activity and minutes of each, in the order of time. The
    same wherever the ledger is worked out."""
    said = hashlib.sha256(b"xianglin certificate lines ")
    for line in lines:
        said.update(f"{line.day} {line.service} {line.activity} {line.counted}\n".encode())
    return said.hexdigest()[:16]


def beginning_of(village: str, year: int, device: str, epoch: int) -> str:
    """Of every number that a device gives in a year."""
    life = f"E{epoch}" if epoch > 1 else ""
    return f"{village}-{year}-{_short(device)}{life}-"


def number_of(village: str, year: int, device: str, epoch: int, seq: int) -> str:
    """Of the certificate that this entry issues. No two entries are the same one, so no two kiosks
    give the same number, and none has to ask another: docs/adr/0042."""
    return f"{beginning_of(village, year, device, epoch)}{seq:05d}"


def volunteer_number(village: str, person: str) -> str:
    """What a certificate calls her beside her name: follows from her id."""
    return f"{village}-{_short(person, 8)}"


def _short(text: str, length: int = 5) -> str:
    """Capitals and digits (RFC 4648), of its SHA-256: what may be printed and read out."""
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:length]


class CertificateIssued(
    msgspec.Struct, frozen=True, tag_field="k", tag="certificate_issued.1", omit_defaults=True
):
    """A certificate was made out. It says no name: who she is stands in her own record."""

    person: str
    no: str
    minutes: int
    visits: int = 0
    since: str = ""
    until: str = ""
    digest: str = ""


class CertificateAsked(msgspec.Struct, frozen=True, tag_field="k", tag="certificate_asked.1"):
    """She wants it from the cadre: printed there because nothing prints here, or with the seal."""

    no: str


class CertificateSealed(msgspec.Struct, frozen=True, tag_field="k", tag="certificate_sealed.1"):
    """The cadre printed it, sealed it and gave it to her."""

    no: str


CertificateFact = CertificateIssued | CertificateAsked | CertificateSealed


class Certificate(Row, frozen=True):
    """The view: one row a number. Two devices never make the same one; if an entry says so all
    the same, the first stands. Asked for again after it was given, it waits again."""

    table: ClassVar[str] = "certificates"
    columns: ClassVar[tuple[str, ...]] = ("person", "issued_ms", "is_asked")

    no: str
    person: str = ""
    minutes: int = 0
    visits: int = 0
    since: str = ""
    until: str = ""
    digest: str = ""
    issued_ms: int = 0
    issued_by: str = ""
    mark: Mark = NEVER
    asked_mark: Mark = NEVER
    sealed_mark: Mark = NEVER
    sealed_by: str = SELF

    @property
    def key(self) -> str:
        return self.no

    @property
    def is_asked(self) -> bool:
        """A cadre has to see to it."""
        return self.asked_mark > self.sealed_mark


def fold(fact: CertificateFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Certificate, fact.no) or Certificate(fact.no)
    match fact:
        case CertificateIssued():
            row = _issued(row, fact, origin)
        case CertificateAsked():
            row = msgspec.structs.replace(row, asked_mark=max(row.asked_mark, origin.mark))
        case CertificateSealed() if origin.mark > row.sealed_mark:
            row = msgspec.structs.replace(row, sealed_mark=origin.mark, sealed_by=origin.by)
    shelf.put(row)


def _issued(row: Certificate, fact: CertificateIssued, origin: Origin) -> Certificate:
    if row.mark != NEVER and row.mark <= origin.mark:
        return row
    return msgspec.structs.replace(
        row,
        person=fact.person,
        minutes=fact.minutes,
        visits=fact.visits,
        since=fact.since,
        until=fact.until,
        digest=fact.digest,
        issued_ms=origin.stamp.ms,
        issued_by=origin.by,
        mark=origin.mark,
    )
