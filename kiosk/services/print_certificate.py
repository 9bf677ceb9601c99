"""Show her a certificate before it costs paper, then print it, save it, or ask the cadre for it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import NotRegistered
from kiosk.services.issue_certificate import Issued, NothingServed, NotWarranted, issue_certificate
from kiosk.services.papers import CertificatePaper, NoPlace, Printed, Saved
from kiosk.services.ports import Ports
from sync.standard.certificates import CertificateAsked
from sync.standard.origin import SELF


@dataclass(frozen=True, slots=True)
class ReadyToPrint:
    """place: the kind of place that it will go to (kiosk.services.papers), "" = the cadre's."""

    paper: CertificatePaper
    place: str


@dataclass(frozen=True, slots=True)
class AskedOfCadre:
    """The cadre prints and seals it; it stands on the desk's list."""

    no: str


HandedOut = Printed | Saved | AskedOfCadre


def prepare_certificate(
    ports: Ports, person: str, by: str = SELF
) -> ReadyToPrint | NotWarranted | NothingServed | NotRegistered:
    match issue_certificate(ports, person, by):
        case Issued(paper):
            places = ports.papers.places()
            return ReadyToPrint(paper, places[0].kind if places else "")
        case other:
            return other


def hand_out_certificate(
    ports: Ports, paper: CertificatePaper, is_for_cadre: bool = False, by: str = SELF
) -> HandedOut:
    """is_for_cadre: she wants the seal. Where nothing takes the paper the cadre is asked too."""
    done = NoPlace() if is_for_cadre else ports.papers.put((paper,))
    if not isinstance(done, NoPlace):
        return done
    ports.journal.append(CertificateAsked(paper.statement.no), by=by)
    return AskedOfCadre(paper.statement.no)
