"""List what the county keeps and could not fold: what it is, whose, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.cadres import list_cadres
from kiosk.services.ports import Ports, Reported
from sync.standard.aside import EnteredAgain
from sync.standard.attendance import CheckedIn, Visit
from sync.standard.entry import Entry
from sync.standard.residents import Resident
from sync.standard.settling import Settlement


@dataclass(frozen=True, slots=True)
class ReportedBack:
    """entry: its identity (Ref.text()). kind: "checked_in.1". code: why, the county's. at_ms: when
    it was written; 0 = not known. resident, visit: None where it is of none that is known here."""

    entry: str
    kind: str
    code: str
    at_ms: int
    resident: Resident | None
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class DealtWith:
    """by: the cadre's name, "" when it was somebody of another machine."""

    reported: ReportedBack
    by: str
    note: str
    at_ms: int


def list_reported(ports: Ports) -> list[ReportedBack]:
    """What waits for somebody's eye."""
    return [_known(ports, one) for one in ports.journal.reported()]


def list_dealt_with(ports: Ports, limit: int = 200) -> list[DealtWith]:
    """The last settled first."""
    names = {cadre.id: cadre.name for cadre in list_cadres(ports)}

    def row(one: Reported, settlement: Settlement) -> DealtWith:
        by = names.get(settlement.by, "")
        return DealtWith(_known(ports, one), by, settlement.note, settlement.mark.ms)

    return [row(one, settlement) for one, settlement in ports.journal.dealt_with(limit)]


def _known(ports: Ports, one: Reported) -> ReportedBack:
    entry = one.entry
    if not isinstance(entry, Entry):
        return ReportedBack(entry.ref.text(), entry.kind, one.code, 0, None, None)
    ref, fact = entry.origin.ref.text(), entry.fact
    if isinstance(fact, EnteredAgain):
        fact = fact.fact
    visit = ports.visits.by_id(ref if isinstance(fact, CheckedIn) else getattr(fact, "visit", ""))
    person = getattr(fact, "person", "") or (visit.person if visit else "")
    resident = ports.residents.by_id(person) if person else None
    kind = str(fact.__struct_config__.tag)
    return ReportedBack(ref, kind, one.code, entry.origin.stamp.ms, resident, visit)
