"""Forgotten check-outs: closed by the county's rule, once, told, and looked at by a cadre."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.services.check_in import (
    Arrived,
    CheckedInNow,
    CheckedOutNow,
    NotIn,
    arrive,
    check_in,
    check_out,
    forget,
    understand,
)
from kiosk.services.close_visits import close_visits
from kiosk.services.correct_visit import correct_visit
from kiosk.services.hours import ledger_of, minutes_in_all
from kiosk.services.list_visits import list_visits
from kiosk.services.ports import Ports
from sync.standard.attendance import CheckedOut
from sync.standard.county_tables import HoursTable
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from tests.plain_ports import PlainClock, plain_ports

HOUR = 60
RULE = HoursTable(close_after_h=8, credit_minutes={"clean": 60, "": 20})


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    ports = plain_ports(clock)
    for person in ("anna", "bert"):
        ports.journal.append(
            ResidentRegistered(person, Personal(name=person)), Consented(person, RECORD, "v1")
        )
    return replace(ports, rules=replace(ports.rules, hours=RULE))


def begin(ports: Ports, person: str, service: str = "clean") -> str:
    begun = check_in(ports, person, service)
    assert isinstance(begun, CheckedInNow)
    return begun.visit.visit


def told(ports: Ports, person: str) -> tuple[str, str]:
    found = arrive(ports, person)
    assert isinstance(found, Arrived)
    return (
        found.here.visit if found.here else "",
        found.forgotten.visit if found.forgotten else "",
    )


def test_what_is_open_too_long_is_closed_once_with_its_services_credit(
    ports: Ports, clock: PlainClock
) -> None:
    begin(ports, "anna")
    clock.pass_minutes(HOUR)
    begin(ports, "bert", "elders")
    clock.pass_minutes(7 * HOUR)
    assert close_visits(ports) == 0, "not longer than the rule says"
    clock.pass_minutes(1)
    assert (close_visits(ports), close_visits(ports)) == (1, 0)
    clock.pass_minutes(HOUR)
    assert close_visits(ports) == 1
    assert minutes_in_all(ledger_of(ports, "anna")) == 60
    assert minutes_in_all(ledger_of(ports, "bert")) == 20
    assert [line.source for line in ledger_of(ports, "bert")] == ["credited"]


def test_she_is_told_of_each_once_and_may_go_on(ports: Ports, clock: PlainClock) -> None:
    first = begin(ports, "anna")
    clock.pass_minutes(24 * HOUR)
    second = begin(ports, "anna")
    clock.pass_minutes(24 * HOUR)
    assert told(ports, "anna") == ("", second), "closed at her arrival"
    assert told(ports, "anna") == ("", second), "who walks away is told again"
    understand(ports, "anna", second)
    assert told(ports, "anna") == ("", first)
    understand(ports, "anna", first)
    assert told(ports, "anna") == ("", "")
    here = begin(ports, "anna")
    assert told(ports, "anna") == (here, "")


def test_a_night_watch_goes_on_past_midnight(ports: Ports, clock: PlainClock) -> None:
    clock.pass_minutes(13 * HOUR)
    visit = begin(ports, "anna", "patrol")
    clock.pass_minutes(4 * HOUR)
    arrived = arrive(ports, "anna")
    assert isinstance(arrived, Arrived)
    assert (arrived.here and arrived.here.visit, arrived.is_of_before) == (visit, True)
    assert [row.visit.visit for row in list_visits(ports).here] == [visit]
    done = check_out(ports, visit)
    assert isinstance(done, CheckedOutNow)
    assert (done.counted, done.standing.minutes) == (4 * HOUR, 4 * HOUR)
    assert check_out(ports, visit) == NotIn()
    assert minutes_in_all(ledger_of(ports, "anna")) == 4 * HOUR


def test_who_forgot_it_says_so_before_its_time_and_gets_the_credit_alone(
    ports: Ports, clock: PlainClock
) -> None:
    clock.pass_minutes(13 * HOUR)
    visit = begin(ports, "anna")
    clock.pass_minutes(7 * HOUR)
    assert told(ports, "anna") == (visit, "")
    arrived = forget(ports, "anna", visit)
    assert isinstance(arrived, Arrived)
    assert (arrived.here, arrived.forgotten and arrived.forgotten.visit) == (None, visit)
    forget(ports, "anna", visit)
    assert minutes_in_all(ledger_of(ports, "anna")) == 60


def test_a_touch_that_comes_too_late_ends_nothing(ports: Ports, clock: PlainClock) -> None:
    visit = begin(ports, "anna")
    clock.pass_minutes(8 * HOUR + 1)
    assert check_out(ports, visit) == NotIn()
    assert told(ports, "anna") == ("", visit)


def test_a_check_out_that_comes_later_counts_and_nobody_is_told(
    ports: Ports, clock: PlainClock
) -> None:
    visit = begin(ports, "anna")
    clock.pass_minutes(9 * HOUR)
    close_visits(ports)
    ports.journal.append(CheckedOut(visit))
    assert told(ports, "anna") == ("", "")
    assert minutes_in_all(ledger_of(ports, "anna")) == 9 * HOUR


def test_the_cadre_sees_it_until_it_is_confirmed(ports: Ports, clock: PlainClock) -> None:
    visit = begin(ports, "anna")
    clock.pass_minutes(9 * HOUR)
    close_visits(ports)
    listed = list_visits(ports)
    assert [row.visit.visit for row in listed.forgotten] == [visit]
    assert listed.doubtful == ()
    correct_visit(ports, visit, 60, "by the rule", "cadre")
    assert list_visits(ports).forgotten == ()
    assert told(ports, "anna") == ("", ""), "what a cadre says is not the rule's any more"


def test_a_start_that_a_wrong_clock_stamped_earns_nothing(ports: Ports, clock: PlainClock) -> None:
    later = clock.ms
    begin(ports, "bert")
    clock.ms = 3_600_000
    visit = begin(ports, "anna")
    clock.ms = later + 9 * HOUR * 60_000
    assert close_visits(ports) == 2
    closed = ports.visits.by_id(visit)
    assert closed is not None
    assert (closed.is_doubtful, closed.minutes, closed.needs_correction) == (True, 0, True)
    assert check_out(ports, visit), "a late touch is answered"
