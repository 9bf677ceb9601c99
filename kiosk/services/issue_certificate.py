"""Issue a certificate of service: what the ledger says today, signed by this machine.

Free of charge, as often as she likes (order 67, article 14). Asked for again on the same day with
nothing changed, it is the same certificate again: a second copy is no second statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from kiosk.services.cadres import list_cadres
from kiosk.services.check_in import NotRegistered
from kiosk.services.hours import ledger_of
from kiosk.services.office import read_office
from kiosk.services.papers import CertificatePaper, PaperLine
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.certificates import (
    Certificate,
    CertificateIssued,
    Statement,
    Warrant,
    beginning_of,
    digest_of,
    listed,
    number_of,
    volunteer_number,
)
from sync.standard.clock import date_of
from sync.standard.hours import HoursLine, total
from sync.standard.identity import MASK, mask_number
from sync.standard.origin import SELF
from sync.standard.residents import Resident

MOST_LINES: Final = 100
"""Of single visits: four pages. More are summed up by year and kind of service."""
_NEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Issued:
    """is_again: of today, with the number that it had."""

    paper: CertificatePaper
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class NotWarranted:
    """This machine has never spoken with its county: nobody could tell the paper's truth."""


@dataclass(frozen=True, slots=True)
class NothingServed:
    """No hour counts yet, so there is nothing to certify."""


Outcome = Issued | NotWarranted | NothingServed | NotRegistered


def issue_certificate(ports: Ports, person: str, by: str = SELF) -> Outcome:
    """by: the cadre, or who acts for her."""
    resident = ports.residents.by_id(ports.merges.groups().main(person))
    if resident is None or not resident.is_active:
        return NotRegistered()
    warrant = ports.certifier.warrant()
    if warrant is None:
        return NotWarranted()
    lines = listed(ledger_of(ports, resident.person))
    if not lines:
        return NothingServed()
    before = _issued_today(ports, resident, lines, warrant.village)
    head = ports.journal.head()
    no = before or number_of(
        warrant.village, ports.clock.today().year, head.device, head.epoch, head.seq + 1
    )
    statement = _stated(resident, lines, no, ports.clock.today())
    if not before:
        ports.journal.append(_fact(resident.person, statement), by=by)
    paper = _paper(ports, resident, lines, statement, warrant, by)
    return Issued(paper, is_again=bool(before))


def issue_again(ports: Ports, no: str, by: str = SELF) -> Outcome:
    """The certificate of this number once more, where this machine issued it and all that it says
    still stands; else what the ledger says today, under a number of its own."""
    row = ports.rows.get(Certificate, no)
    person = ports.merges.groups().main(row.person) if row else ""
    resident, warrant = ports.residents.by_id(person), ports.certifier.warrant()
    if row is None or resident is None or not resident.is_active or warrant is None:
        return issue_certificate(ports, person, by)
    lines = listed(ledger_of(ports, person))[: row.visits]
    if not _stands(ports, row, resident, lines, warrant.village):
        return issue_certificate(ports, person, by)
    statement = _stated(resident, lines, no, date_of(row.issued_ms))
    return Issued(_paper(ports, resident, lines, statement, warrant, by), is_again=True)


def _paper(
    ports: Ports,
    resident: Resident,
    lines: tuple[HoursLine, ...],
    statement: Statement,
    warrant: Warrant,
    by: str,
) -> CertificatePaper:
    return CertificatePaper(
        statement,
        ports.certifier.certify(statement),
        _paper_lines(ports, lines),
        volunteer_number(warrant.village, resident.person),
        kind_of_card(resident.personal.number),
        warrant.village_name,
        warrant.county_name,
        read_office(ports.settings),
        next((cadre.name for cadre in list_cadres(ports) if cadre.id == by), ""),
    )


def kind_of_card(number: str) -> str:
    """Which card has such a number (GB 11643 and its kin): "resident", "residence", "foreign"."""
    if number[:2] in ("81", "82", "83"):
        return "residence"
    return "foreign" if number[:1] == "9" else "resident"


def _stated(resident: Resident, lines: tuple[HoursLine, ...], no: str, today: date) -> Statement:
    return Statement(
        no,
        resident.personal.name,
        mask_number(resident.personal.number).replace(MASK, "*"),  # plain: a smaller code
        total(lines),
        len(lines),
        lines[0].day.isoformat(),
        lines[-1].day.isoformat(),
        today.isoformat(),
        digest_of(lines),
    )


def _fact(person: str, said: Statement) -> CertificateIssued:
    return CertificateIssued(
        person, said.no, said.minutes, said.visits, said.since, said.until, said.digest
    )


def _issued_today(
    ports: Ports, resident: Resident, lines: tuple[HoursLine, ...], village: str
) -> str:
    """Its number, where this machine has stated just this today; else ""."""
    today = ports.clock.today()
    rows = (
        row
        for one in ports.merges.groups().members(resident.person)
        for row in ports.rows.where(Certificate, "-issued_ms", _NEWEST, person=one)
        if date_of(row.issued_ms) == today
    )
    return next((row.no for row in rows if _stands(ports, row, resident, lines, village)), "")


def _stands(
    ports: Ports, row: Certificate, resident: Resident, lines: tuple[HoursLine, ...], village: str
) -> bool:
    """This machine has stated just this, and she has had no other name or number since."""
    head, year = ports.journal.head(), date_of(row.issued_ms).year
    named_ms = max(
        (one.mark.ms for field in ("name", "number") for one in resident.versions_of(field)),
        default=0,
    )
    return (
        row.no.startswith(beginning_of(village, year, head.device, head.epoch))
        and row.issued_ms >= named_ms
        and (row.digest, row.minutes) == (digest_of(lines), total(lines))
    )


def _paper_lines(ports: Ports, lines: tuple[HoursLine, ...]) -> tuple[PaperLine, ...]:
    if len(lines) > MOST_LINES:
        return _summed(lines)
    titles = {
        line.activity: row.plan.title
        for line in lines
        if line.activity and (row := ports.rows.get(Activity, line.activity)) is not None
    }
    return tuple(
        PaperLine(line.day.isoformat(), line.service, line.counted, titles.get(line.activity, ""))
        for line in reversed(lines)
    )


def _summed(lines: Iterable[HoursLine]) -> tuple[PaperLine, ...]:
    """By year and kind of service, the last year first."""

    def place(line: HoursLine) -> tuple[int, str]:
        return -line.day.year, line.service

    summed = []
    for (year, service), group in groupby(sorted(lines, key=place), key=place):
        of_kind = tuple(group)
        summed.append(PaperLine(str(-year), service, total(of_kind), visits=len(of_kind)))
    return tuple(summed)
