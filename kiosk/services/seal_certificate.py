"""What residents asked of the cadre: certificates to print, seal and hand over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.cadres import list_cadres
from kiosk.services.check_in import NotRegistered
from kiosk.services.issue_certificate import (
    Issued,
    NothingServed,
    NotWarranted,
    Outcome,
    issue_again,
    issue_certificate,
)
from kiosk.services.papers import NoPlace, Place, Printed, Saved
from kiosk.services.ports import Ports
from sync.standard.certificates import Certificate, CertificateSealed
from sync.standard.residents import Resident

MOST_ISSUED: Final = 100


@dataclass(frozen=True, slots=True)
class CertificateWanted:
    certificate: Certificate
    resident: Resident

    @property
    def asked_ms(self) -> int:
        return self.certificate.asked_mark.ms


@dataclass(frozen=True, slots=True)
class CertificateGiven:
    """resident: None where nobody of this id is here. by: the cadre's name, "" = she herself, or
    whoever is no cadre of this machine."""

    certificate: Certificate
    resident: Resident | None
    by: str


def list_asked(ports: Ports) -> tuple[CertificateWanted, ...]:
    """The first asked for first."""
    rows = ports.rows.where(Certificate, is_asked=True)
    groups = ports.merges.groups()
    found = (
        CertificateWanted(row, resident)
        for row in sorted(rows, key=lambda row: row.asked_mark)
        if (resident := ports.residents.by_id(groups.main(row.person))) is not None
    )
    return tuple(found)


def print_for(
    ports: Ports, person: str, by: str, place: Place | None = None
) -> Printed | Saved | NoPlace | NotWarranted | NothingServed | NotRegistered:
    """What her ledger says today: where nothing has changed since she asked, the certificate that
    she asked for, else a newer one."""
    return _put(ports, issue_certificate(ports, person, by), place)


def print_again(
    ports: Ports, no: str, by: str, place: Place | None = None
) -> Printed | Saved | NoPlace | NotWarranted | NothingServed | NotRegistered:
    """The same certificate again, or a newer one (kiosk.services.issue_certificate.issue_again)."""
    return _put(ports, issue_again(ports, no, by), place)


def list_issued(ports: Ports) -> tuple[CertificateGiven, ...]:
    """The newest first."""
    rows = ports.rows.where(Certificate, "-issued_ms", MOST_ISSUED)
    main = ports.merges.groups().main
    cadres = {cadre.id: cadre.name for cadre in list_cadres(ports)}
    return tuple(
        CertificateGiven(
            row, ports.residents.by_id(main(row.person)), cadres.get(row.issued_by, "")
        )
        for row in rows
        if row.issued_ms
    )


def _put(
    ports: Ports, outcome: Outcome, place: Place | None
) -> Printed | Saved | NoPlace | NotWarranted | NothingServed | NotRegistered:
    match outcome:
        case Issued(paper):
            return ports.papers.put((paper,), place)
        case other:
            return other


def seal(ports: Ports, no: str, by: str) -> None:
    """She has it, with the seal on it."""
    ports.journal.append(CertificateSealed(no), by=by)
