"""Hours and stars as the screens say them: nothing twice, by the county's table in force."""

from __future__ import annotations

import pytest

from kiosk.services.check_in import CheckedInNow, CheckedOutNow, check_in, check_out
from kiosk.services.hours import ledger_of, minutes_in_all, minutes_this_year, standing_of
from kiosk.services.my_record import MyRecord, look_up_my_record
from kiosk.services.points import earn
from kiosk.services.ports import Ports
from kiosk.services.stars import standing
from sync.standard.attendance import CADRE, VisitEntered
from sync.standard.clock import HOUR_MS, MINUTE_MS, Stamp
from sync.standard.county_tables import StarsTable, TableGiven
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.merging import Merged
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from tests.plain_ports import PlainClock, PlainJournal, plain_ports


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    ports = plain_ports(clock)
    for person in ("anna", "anne"):
        ports.journal.append(
            ResidentRegistered(person, Personal(name=person)), Consented(person, RECORD, "v1")
        )
    return ports


def enter(ports: Ports, person: str, hours_ago: float, minutes: int) -> None:
    start_ms = ports.clock.now_ms() - int(hours_ago * HOUR_MS)
    end_ms = start_ms + minutes * MINUTE_MS
    ports.journal.append(VisitEntered(person, start_ms, end_ms, CADRE), by="cadre")


def give(ports: Ports, name: str, since: str, **table: object) -> None:
    """As it comes from the county, by sync."""
    assert isinstance(ports.journal, PlainJournal)
    origin = Origin(Ref(COUNTY, 1, len(ports.journal.shelf.rows)), Stamp(ports.clock.now_ms()))
    fold(Entry(origin, TableGiven(name, since, dict(table))), ports.journal.shelf)


def test_two_lists_with_the_same_hour_count_it_once_on_every_screen(
    ports: Ports, clock: PlainClock
) -> None:
    begun = check_in(ports, "anna", "clean")
    assert isinstance(begun, CheckedInNow)
    clock.pass_minutes(90)
    enter(ports, "anna", 1, 60)
    done = check_out(ports, begun.visit.visit)
    assert isinstance(done, CheckedOutNow)
    assert (done.counted, done.standing.this_year, done.standing.minutes) == (90, 90, 90)
    found = look_up_my_record(ports, "anna")
    assert isinstance(found, MyRecord)
    assert found.standing == done.standing
    assert [served.line.counted for served in found.served] == [0, 90]


def test_the_hours_of_both_ids_are_hers_and_last_years_do_not_count_this_year(ports: Ports) -> None:
    enter(ports, "anna", 3, 60)
    enter(ports, "anne", 2.5, 60)
    enter(ports, "anne", 24 * 400, 30)
    ports.journal.append(Merged("anne", "anna"), by="cadre")
    lines = ledger_of(ports, "anna")
    assert (minutes_this_year(ports, lines), minutes_in_all(lines)) == (90, 120)
    assert standing_of(ports, "anne") == standing_of(ports, "anna")


def test_stars_follow_the_countys_table_from_its_day_on(ports: Ports) -> None:
    enter(ports, "anna", 3, 120)
    assert standing_of(ports, "anna").stars == 0
    give(ports, "stars", "2027-01-01", hours=[1])
    assert standing_of(ports, "anna").stars == 0, "not yet"
    give(ports, "stars", "2026-11-01", hours=[1, 2, 4])
    found = standing_of(ports, "anna")
    assert (found.stars, found.missing_minutes) == (2, 120)


def test_a_star_may_ask_for_points_too_and_spending_costs_none(ports: Ports) -> None:
    give(ports, "stars", "2026-01-01", hours=[1, 2], points=[10, 50])
    enter(ports, "anna", 3, 120)
    earn(ports, "anna", 4, "help")
    found = standing_of(ports, "anna")
    assert (found.stars, found.missing_minutes, found.missing_points) == (0, 0, 6)
    assert found.has_next
    earn(ports, "anna", 8, "clean")
    found = standing_of(ports, "anna")
    assert (found.stars, found.missing_points) == (1, 38)


def test_rounding_is_the_tables_of_the_visits_day(ports: Ports) -> None:
    give(ports, "hours", "2026-11-22", rounding_minutes=15)
    enter(ports, "anna", 2, 50)
    enter(ports, "anna", 48, 50)
    assert [line.counted for line in ledger_of(ports, "anna")] == [50, 45]


def test_the_way_to_the_next_star_never_leaves_its_bar() -> None:
    table = StarsTable((100, 300), (10, 20))
    assert standing(0, table).part == 0
    assert standing(400 * 60, table).part == 0, "points are missing"
    assert standing(100 * 60, table, 10).part == 0
    assert standing(200 * 60, table, 15).part == 0.5
    assert standing(300 * 60, table, 20) == standing(300 * 60, StarsTable((100, 300)))
