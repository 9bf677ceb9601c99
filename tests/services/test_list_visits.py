"""The visits that somebody must look after."""

from __future__ import annotations

from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.check_in import CheckedInNow, check_in
from kiosk.services.list_visits import list_visits
from kiosk.services.register import RegisteredNow, register
from sync.standard.attendance import CheckedOut
from sync.standard.residents import Personal
from tests.plain_ports import PlainClock, plain_ports

DAY = 24 * 60


def test_each_visit_stands_where_it_belongs() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    people = []
    for number in ("321199194602285500", "32119919590430381X", "321199195001011509"):
        done = register(ports, Personal(number=number, name="\u738b\u82f1"), "v1")
        assert isinstance(done, RegisteredNow)
        people.append(done.person)
    long, forgot, here = people
    begun = check_in(ports, long, "clean")
    assert isinstance(begun, CheckedInNow)
    check_in(ports, forgot, "clean")
    clock.pass_minutes(2 * DAY)
    ports.journal.append(CheckedOut(begun.visit.visit))  # By a kiosk that knew of no rule.
    check_in(ports, here, "clean")
    listed = list_visits(ports)
    assert [row.visit.person for row in listed.here] == [here]
    assert [row.visit.person for row in listed.forgotten] == [forgot]
    assert [row.visit.person for row in listed.doubtful] == [long]
    assert all(row.resident is not None for row in listed.here)


def test_a_clock_set_back_makes_no_forgotten_day() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    done = register(ports, Personal(number="321199194602285500", name="\u738b\u82f1"), "v1")
    assert isinstance(done, RegisteredNow)
    check_in(ports, done.person, "clean")
    clock.pass_minutes(-3 * DAY)
    assert list_visits(ports).forgotten == ()


def test_who_came_for_her_stands_beside_the_visit() -> None:
    ports = plain_ports()
    cadre = appoint_cadre(ports, "Li", "246810")
    assert isinstance(cadre, Cadre)
    people = []
    for number, name in (
        ("321199194602285500", "\u738b\u82f1"),
        ("321199195001011509", "\u738b\u6885"),
    ):
        done = register(ports, Personal(number=number, name=name), "v1")
        assert isinstance(done, RegisteredNow)
        people.append(done.person)
    check_in(ports, people[0], "clean", by=people[1])
    check_in(ports, people[1], "clean", by=cadre.id)
    by = {row.visit.person: (row.by, row.is_by_cadre) for row in list_visits(ports).here}
    assert by == {people[0]: ("\u738b\u6885", False), people[1]: ("Li", True)}
