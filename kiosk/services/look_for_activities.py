"""Look for an activity to go to: all that are open, those that suit her first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.check_in import NotRegistered
from kiosk.services.count_places import Twice, count_places, counted_twice
from kiosk.services.lead_teams import Led, teams_led_by
from kiosk.services.match_activities import Match, Offered, match_activities
from kiosk.services.my_places import MyPlace, News, my_places, untold_news
from kiosk.services.ports import Ports
from kiosk.services.print_slip import has_printer
from kiosk.services.project_page import BrandProject, brand_projects
from sync.standard.activities import Activity, Shift
from sync.standard.recruiting import CONFIRMED, PROVISIONAL

MOST_OFFERED: Final = 60
_MOST_ROWS: Final = 5000


@dataclass(frozen=True, slots=True)
class Looked:
    """mine: her places to come. news: what she has not been told of them. brands: the village's
    brand projects. has_printer: she may have a slip of a place."""

    matches: tuple[Match, ...]
    mine: tuple[MyPlace, ...] = ()
    news: tuple[News, ...] = ()
    brands: tuple[BrandProject, ...] = ()
    has_printer: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """What she may be asked before she asks: which shift (with what is left of each), and whether
    she comes with a team that she leads."""

    shifts: tuple[tuple[Shift, int], ...] = ()
    led: tuple[Led, ...] = ()


def look_for_activities(ports: Ports, person: str = "") -> Looked | NotRegistered:
    """person: "" = nobody has said who she is; then the soonest stand first."""
    if not person:
        matches = match_activities(_offered(ports, {}), None)
        return Looked(matches, brands=brand_projects(ports))
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    mine = my_places(ports, person)
    states = {one.place.activity: one.place.state for one in mine}
    held = [one.times for one in mine]
    matches = match_activities(_offered(ports, states), resident.personal, held)
    news, brands = untold_news(ports, person), brand_projects(ports)
    return Looked(matches, mine, news, brands, has_printer(ports))


def ready_to_ask(ports: Ports, person: str, activity: str) -> Ready:
    row = ports.rows.get(Activity, activity)
    return Ready(coming_shifts(ports, row) if row else (), teams_led_by(ports, person))


def left_in(ports: Ports, activity: Activity, shift: str, twice: Twice | None = None) -> int:
    """Places that nobody has asked for and got, below 0 never."""
    twice = counted_twice(ports) if twice is None else twice
    taken = sum(
        count_places(ports, activity.activity, state, twice, shift)
        for state in (CONFIRMED, PROVISIONAL)
    )
    return max(0, activity.places_of(shift) - taken)


def coming_shifts(
    ports: Ports, activity: Activity, twice: Twice | None = None
) -> tuple[tuple[Shift, int], ...]:
    """Those that are not over, and what is left of each."""
    now_ms = ports.clock.now_ms()
    twice = counted_twice(ports) if twice is None else twice
    shifts = (shift for shift in activity.plan.shifts if shift.end_ms > now_ms)
    return tuple((shift, left_in(ports, activity, shift.id, twice)) for shift in shifts)


def _offered(ports: Ports, states: dict[str, str]) -> list[Offered]:
    now_ms = ports.clock.now_ms()
    rows = ports.rows.where(Activity, "start_ms", _MOST_ROWS, is_unrecorded=True)
    coming = [row for row in rows if row.plan.end_ms > now_ms and row.is_counted][:MOST_OFFERED]
    twice = counted_twice(ports)
    return [Offered(row, _left(ports, row, twice), states.get(row.activity, "")) for row in coming]


def _left(ports: Ports, row: Activity, twice: Twice) -> int:
    if row.plan.shifts:
        return sum(left for _, left in coming_shifts(ports, row, twice))
    return left_in(ports, row, "", twice)
