"""List the visits that a cadre must look after: who is here, who forgot, what cannot be known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.services.cadres import list_cadres
from kiosk.services.county_tables import hours_tables
from kiosk.services.ports import Ports
from sync.standard.attendance import Visit
from sync.standard.hours import is_forgotten
from sync.standard.residents import Resident

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Attended:
    """resident: None when the registering entry has not arrived here yet."""

    visit: Visit
    resident: Resident | None
    by: str = ""
    """Name of whoever checked her in or out for her; "" = she herself, or nobody knows the name."""
    is_by_cadre: bool = False


@dataclass(frozen=True, slots=True)
class VisitsListed:
    """Each newest first."""

    here: tuple[Attended, ...]
    """Not ended."""
    forgotten: tuple[Attended, ...]
    """Not ended for longer than the county's rule allows, or closed by it."""
    doubtful: tuple[Attended, ...]
    """Ended, but a wrong clock or a day's length says nothing of the minutes."""


def list_visits(ports: Ports, limit: int = MOST_LISTED) -> VisitsListed:
    tables, now_ms = hours_tables(ports), ports.clock.now_ms()
    open_now = ports.visits.open_now(limit)
    here = [visit for visit in open_now if not is_forgotten(visit, tables, now_ms)]
    to_correct = ports.visits.to_correct(limit)
    forgotten = [visit for visit in open_now if is_forgotten(visit, tables, now_ms)]
    forgotten += [visit for visit in to_correct if visit.is_closed]
    forgotten.sort(key=lambda visit: visit.start_ms, reverse=True)
    doubtful = [visit for visit in to_correct if not visit.is_closed]
    return VisitsListed(
        _attended(ports, here), _attended(ports, forgotten), _attended(ports, doubtful)
    )


def find_visit(ports: Ports, visit: str) -> Attended | None:
    """One of them, whatever its state."""
    found = ports.visits.by_id(visit)
    return _attended(ports, (found,))[0] if found else None


def _attended(ports: Ports, visits: Iterable[Visit]) -> tuple[Attended, ...]:
    main = ports.merges.groups().main
    cadres = {cadre.id: cadre.name for cadre in list_cadres(ports)}
    found = []
    for visit in visits:
        by = visit.end_by or visit.start_by
        agent = ports.residents.by_id(main(by)) if by and by not in cadres else None
        name = agent.personal.name if agent else cadres.get(by, "")
        resident = ports.residents.by_id(main(visit.person))
        found.append(Attended(visit, resident, name, by in cadres))
    return tuple(found)
