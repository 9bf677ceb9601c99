"""What residents asked of the cadre: certificates to print, seal and hand over."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import NotRegistered
from kiosk.services.issue_certificate import Issued, NothingServed, NotWarranted, issue_certificate
from kiosk.services.papers import NoPlace, Printed, Saved
from kiosk.services.ports import Ports
from sync.standard.certificates import Certificate, CertificateSealed
from sync.standard.residents import Resident


@dataclass(frozen=True, slots=True)
class CertificateWanted:
    certificate: Certificate
    resident: Resident

    @property
    def asked_ms(self) -> int:
        return self.certificate.asked_mark.ms


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
    ports: Ports, person: str, by: str
) -> Printed | Saved | NoPlace | NotWarranted | NothingServed | NotRegistered:
    """What her ledger says today: where nothing has changed since she asked, the certificate that
    she asked for, else a newer one."""
    match issue_certificate(ports, person, by):
        case Issued(paper):
            return ports.papers.put((paper,))
        case other:
            return other


def seal(ports: Ports, no: str, by: str) -> None:
    """She has it, with the seal on it."""
    ports.journal.append(CertificateSealed(no), by=by)
