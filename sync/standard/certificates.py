"""Certificates of service (志愿服务记录证明): order 67, articles 14 to 17.

A certificate is a statement, signed by the kiosk that issued it under a warrant of the county's.
Both stand in its QR code, so that whoever knows the county's public key can tell without any line
whether it is genuine and says what was stated. No cipher is here: sync.certifying has it.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, Mark, Origin
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


class Certificate(Row, frozen=True):
    """The view: one row a number. Two devices never make the same one; if an entry says so all
    the same, the first stands."""

    table: ClassVar[str] = "certificates"
    columns: ClassVar[tuple[str, ...]] = ("person", "issued_ms")

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

    @property
    def key(self) -> str:
        return self.no


def fold(fact: CertificateIssued, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Certificate, fact.no)
    if row is not None and row.mark <= origin.mark:
        return
    shelf.put(
        Certificate(
            fact.no,
            fact.person,
            fact.minutes,
            fact.visits,
            fact.since,
            fact.until,
            fact.digest,
            origin.stamp.ms,
            origin.by,
            origin.mark,
        )
    )
