"""Her service hours, as every screen says them: from the ledger, in which nothing counts twice."""

from __future__ import annotations

from kiosk.services.county_tables import hours_tables, stars_on
from kiosk.services.ports import Ports
from kiosk.services.stars import Standing, standing
from sync.standard.clock import start_of
from sync.standard.hours import HoursLine, ledger, total


def ledger_of(ports: Ports, person: str) -> tuple[HoursLine, ...]:
    """Every visit of all her ids, in the order of time, and what of it counts by the county's
    tables. A look at all her visits: about 2 ms for 1,000."""
    return ledger(ports.visits.all_of(person), hours_tables(ports))


def minutes_in_all(lines: tuple[HoursLine, ...]) -> int:
    return total(lines)


def minutes_this_year(ports: Ports, lines: tuple[HoursLine, ...]) -> int:
    return total(lines, start_of(ports.clock.today().replace(month=1, day=1)))


def points_of(ports: Ports, person: str) -> int:
    """All that she ever earned: what she spends costs her no star."""
    ids = ports.merges.groups().members(person)
    return sum(row.earned for one in ids if (row := ports.accounts.by_id(one)))


def standing_of(ports: Ports, person: str, lines: tuple[HoursLine, ...] | None = None) -> Standing:
    """Her stars by the table in force today. lines: her ledger, where it is at hand."""
    lines = ledger_of(ports, person) if lines is None else lines
    table = stars_on(ports, ports.clock.today())
    points = points_of(ports, person) if table.points else 0
    this_year = minutes_this_year(ports, lines)
    return standing(minutes_in_all(lines), table, points, this_year)
