"""Take a workbook of people who want to come to an event: who is registered gets a place.

The workbook is read and judged as a register is (kiosk.services.import_register), with all its
faults; nobody is entered who did not agree. Taking it twice asks for no place twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.import_register import Outcome, Plan
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.facts import Fact
from sync.standard.recruiting import Place, PlaceAsked, place_key

PEOPLE_AT_ONCE = 200
"""In one transaction."""


@dataclass(frozen=True, slots=True)
class WorkbookTaken:
    """People. left_out: rows that must be mended, or whose people did not agree."""

    asked: int
    had_one: int
    left_out: int


@dataclass(frozen=True, slots=True)
class NoSuchActivity:
    """It was called off, is not known here, or has no such shift."""


def take_workbook(
    ports: Ports, plan: Plan, activity: str, by: str, shift: str = ""
) -> WorkbookTaken | NoSuchActivity:
    """plan: after its people were entered (import_some until nothing remains). by: the cadre."""
    row = ports.rows.get(Activity, activity)
    if row is None or row.is_off or row.places_of(shift) == 0:
        return NoSuchActivity()
    people, left_out = _people(ports, plan)
    fresh = [person for person in people if not _has_place(ports, activity, shift, person)]
    for at in range(0, len(fresh), PEOPLE_AT_ONCE):
        asked: list[Fact] = [
            PlaceAsked(activity, person, shift) for person in fresh[at : at + PEOPLE_AT_ONCE]
        ]
        ports.journal.append(*asked, by=by)
    return WorkbookTaken(len(fresh), len(people) - len(fresh), left_out)


def _people(ports: Ports, plan: Plan) -> tuple[list[str], int]:
    """Ids in the workbook's order, each once, and how many of its people are not among them."""
    found: dict[str, None] = {}
    left_out = 0
    main = ports.merges.groups().main
    for row in plan.rows:
        if row.outcome is Outcome.SKIPPED:
            continue
        number = row.personal.number if row.personal else ""
        is_in = row.outcome in (Outcome.KNOWN, Outcome.REGISTERED) and number
        resident = ports.residents.by_number(number) if is_in else None
        if resident is None or not resident.is_active:
            left_out += 1
        else:
            found[main(resident.person)] = None
    return [*found], left_out


def _has_place(ports: Ports, activity: str, shift: str, person: str) -> bool:
    ids = ports.merges.groups().members(person)
    rows = (ports.rows.get(Place, place_key(activity, shift, one)) for one in ids)
    return any(row is not None and row.is_up for row in rows)
