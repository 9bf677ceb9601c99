"""The desk of a large event: a card is one sentence, and nothing counts twice."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.services.cadres import appoint_cadre
from kiosk.services.cards import Card, CardKind, Code
from kiosk.services.event_desk import (
    CameIn,
    Elsewhere,
    EventCounts,
    EventOutcome,
    HereBefore,
    NoActivity,
    NotHere,
    Way,
    WentOut,
    count_event,
    take_event_card,
)
from kiosk.services.event_workbook import NoSuchActivity, WorkbookTaken, take_workbook
from kiosk.services.find_me import Unknown
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.village_cards import CardsIssued, CodeRefused, issue_cards
from sync.standard.activities import ActivityCalledOff, ActivitySet
from sync.standard.attendance import CheckedIn, Visit
from sync.standard.clock import HOUR_MS
from sync.standard.recruiting import Place, PlaceAsked, PlaceLeft
from sync.standard.residents import Personal
from tests.plain_ports import PlainClock, plain_ports
from tests.services.import_desk import GENTLEMAN, LADY, MINOR, import_all, plan_of, sheet_of

EVENT = "event"
NUMBER = "321199195001011509"


class Desk:
    def __init__(self) -> None:
        self.clock = PlainClock()
        self.ports: Ports = plain_ports(self.clock)
        self.cadre = appoint_cadre(self.ports, "Li", "135790").id
        outcome = register(self.ports, Personal(number=NUMBER, name="Wang", group="1"), "v1")
        assert isinstance(outcome, RegisteredNow)
        self.person = outcome.person
        now = self.clock.ms
        plan = {
            "title": "t",
            "field": "clean",
            "is_open": True,
            "start_ms": now,
            "end_ms": now + 6 * HOUR_MS,
            "shifts": [
                {"id": "am", "start_ms": now, "end_ms": now + 3 * HOUR_MS, "places": 2},
                {
                    "id": "pm",
                    "start_ms": now + 3 * HOUR_MS,
                    "end_ms": now + 6 * HOUR_MS,
                    "places": 2,
                },
            ],
        }
        self.ports.journal.append(ActivitySet(EVENT, plan))

    def card(self, until: date | None = None) -> Card:
        born, since = date(1950, 1, 1), date(2006, 1, 1)
        return Card(CardKind.RESIDENT, "Wang", 2, "", born, "", NUMBER, "", since, until)

    def put(self, card: Card | Code | None = None, way: Way = Way.IN, **more: bool) -> EventOutcome:
        return take_event_card(self.ports, EVENT, card or self.card(), way, self.cadre, **more)

    def visits(self) -> list[Visit]:
        return self.ports.visits.of(self.person)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_card_checks_in_for_the_event_and_names_her_shift(desk: Desk) -> None:
    desk.ports.journal.append(PlaceAsked(EVENT, desk.person, "pm"))
    outcome = desk.put()
    assert isinstance(outcome, CameIn)
    assert (outcome.shift, outcome.has_place, outcome.visit.activity) == ("pm", True, EVENT)


def test_of_two_shifts_the_nearest_is_hers(desk: Desk) -> None:
    desk.ports.journal.append(*(PlaceAsked(EVENT, desk.person, shift) for shift in ("pm", "am")))
    first = desk.put()
    assert isinstance(first, CameIn)
    desk.clock.pass_minutes(5 * 60)
    desk.put(way=Way.OUT)
    second = desk.put()
    assert isinstance(second, CameIn)
    assert (first.shift, second.shift) == ("am", "pm")


def test_who_comes_without_a_place_is_in_all_the_same(desk: Desk) -> None:
    desk.ports.journal.append(PlaceAsked(EVENT, desk.person, "am"))
    desk.ports.journal.append(PlaceLeft(EVENT, desk.person, "am"))
    outcome = desk.put()
    assert isinstance(outcome, CameIn)
    assert not outcome.has_place


def test_a_second_card_changes_nothing(desk: Desk) -> None:
    desk.put()
    assert isinstance(desk.put(), HereBefore)
    assert len(desk.visits()) == 1


def test_out_and_only_once(desk: Desk) -> None:
    assert isinstance(desk.put(way=Way.OUT), NotHere)
    desk.put()
    desk.clock.pass_minutes(90)
    outcome = desk.put(way=Way.OUT)
    assert isinstance(outcome, WentOut)
    assert outcome.visit.minutes == 90
    assert isinstance(desk.put(way=Way.OUT), NotHere)


def test_another_visit_ends_only_when_the_cadre_says_so(desk: Desk) -> None:
    desk.ports.journal.append(CheckedIn(desk.person, "elders"))
    assert isinstance(desk.put(), Elsewhere)
    assert [visit.activity for visit in desk.visits()] == [""]
    assert isinstance(desk.put(ends_other=True), CameIn)
    assert [visit.is_open for visit in desk.visits() if not visit.activity] == [False]


def test_a_visit_forgotten_yesterday_is_in_nobody_s_way(desk: Desk) -> None:
    desk.ports.journal.append(CheckedIn(desk.person, "elders"))
    desk.clock.pass_minutes(24 * 60)
    assert isinstance(desk.put(), CameIn)


def test_a_card_that_has_run_out_is_good_enough_before_a_cadre(desk: Desk) -> None:
    assert isinstance(desk.put(desk.card(date(2020, 1, 1))), CameIn)


def test_a_village_card_does_as_well(desk: Desk) -> None:
    issued = issue_cards(desk.ports, [desk.person], desk.cadre)
    assert isinstance(issued, CardsIssued)
    assert isinstance(desk.put(Code(issued.cards[0].text)), CameIn)
    assert isinstance(desk.put(Code("https://example.org")), CodeRefused)


def test_who_is_nobody_here_and_what_is_called_off(desk: Desk) -> None:
    born = date(1950, 1, 1)
    other = Card(
        CardKind.RESIDENT, "n", 1, "", born, "", "321199195001011517", "", date(2006, 1, 1), None
    )
    assert isinstance(desk.put(other), Unknown)
    desk.ports.journal.append(ActivityCalledOff(EVENT, "weather"))
    assert isinstance(desk.put(), NoActivity)


def test_each_is_counted_once(desk: Desk) -> None:
    desk.ports.journal.append(*(PlaceAsked(EVENT, p, "am") for p in (desk.person, "b", "c")))
    desk.ports.journal.append(PlaceLeft(EVENT, "c", "am"))
    desk.put()
    assert count_event(desk.ports, EVENT) == EventCounts(4, 2, 0, here=1, gone=0)
    desk.put(way=Way.OUT)
    desk.put()
    assert count_event(desk.ports, EVENT) == EventCounts(4, 2, 0, here=1, gone=0)
    desk.put(way=Way.OUT)
    assert count_event(desk.ports, EVENT) == EventCounts(4, 2, 0, here=0, gone=1)


def test_a_roster_gives_a_place_to_everybody_who_is_registered(desk: Desk) -> None:
    ports = desk.ports
    plan = import_all(ports, plan_of(ports, sheet_of(LADY, GENTLEMAN, MINOR, LADY)))
    assert take_workbook(ports, plan, EVENT, desk.cadre, "am") == WorkbookTaken(2, 0, 1)
    assert take_workbook(ports, plan, EVENT, desk.cadre, "am") == WorkbookTaken(0, 2, 1)
    assert ports.rows.count(Place, activity=EVENT) == 2


def test_a_roster_for_nothing_that_stands_asks_for_no_place(desk: Desk) -> None:
    plan = plan_of(desk.ports, sheet_of(LADY))
    for activity, shift in ((EVENT, ""), (EVENT, "night"), ("other", "am")):
        assert isinstance(
            take_workbook(desk.ports, plan, activity, desk.cadre, shift), NoSuchActivity
        )
    assert desk.ports.rows.count(Place, activity=EVENT) == 0
