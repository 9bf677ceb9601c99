"""A cadre says that two ids are one person, that they are not, and takes it back."""

from __future__ import annotations

import pytest

from kiosk.services.check_in import AlreadyIn, CheckedInNow, NotRegistered, check_in
from kiosk.services.find_me import Identified, find_by_initials
from kiosk.services.find_number import find_by_typed
from kiosk.services.list_residents import list_residents
from kiosk.services.list_visits import list_visits
from kiosk.services.merge_residents import (
    AlreadyOne,
    MergedNow,
    NotMerged,
    UnmergedNow,
    ask_again,
    keep_apart,
    list_joined,
    list_perhaps_one,
    merge_residents,
    unmerge_residents,
)
from kiosk.services.my_record import MyRecord, look_up_my_record
from kiosk.services.ports import Ports
from kiosk.services.withdraw import withdraw
from sync.standard.attendance import VisitCorrected
from sync.standard.merging import DuplicateFound, Merged
from sync.standard.personal import Personal
from sync.standard.residents import RECORD, Consented, ResidentRegistered
from tests.plain_ports import PlainClock, plain_ports

NUMBER = "321199194602285500"
NAME = "\u738b\u79c0\u82f1"
HERE = "321199001001"


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    """Two kiosks entered her, each without the other's knowledge."""
    ports = plain_ports(clock)
    for person, phone in (("anna", "1"), ("anne", "2")):
        personal = Personal(number=NUMBER, name=NAME, phone=phone)
        ports.journal.append(ResidentRegistered(person, personal), Consented(person, RECORD, "v1"))
    ports.journal.append(DuplicateFound("anna", "anne", HERE, "here"), by="county")
    return ports


def serve(ports: Ports, person: str, minutes: int) -> None:
    done = check_in(ports, person, "clean")
    assert isinstance(done, CheckedInNow)
    ports.journal.append(VisitCorrected(done.visit.visit, minutes, "seen"))


def record(ports: Ports, person: str) -> MyRecord:
    found = look_up_my_record(ports, person)
    assert isinstance(found, MyRecord)
    return found


def test_the_pair_waits_until_somebody_speaks(ports: Ports) -> None:
    (pair,) = list_perhaps_one(ports)
    assert (pair.resident.person, pair.other, pair.village_name) == ("anna", "anne", "here")
    assert pair.other_here is not None
    assert pair.other_here.personal.phone == "2"


def test_merged_her_hours_add_up_and_she_is_found_once(ports: Ports, clock: PlainClock) -> None:
    serve(ports, "anna", 60)
    clock.pass_minutes(60)
    serve(ports, "anne", 30)
    assert isinstance(merge_residents(ports, "anne", "anna", "cadre"), MergedNow)
    assert list_perhaps_one(ports) == []
    assert record(ports, "anna").standing.minutes == 90
    assert len(record(ports, "anna").served) == 2
    for found in (find_by_typed(ports, NUMBER), find_by_initials(ports, "wxy", "5500")):
        assert isinstance(found, Identified)
        assert found.resident.person == "anna"
    assert [r.person for r in list_residents(ports).residents] == ["anna"]
    assert ports.residents.count() == 1


def test_who_is_checked_in_under_one_id_is_in_under_the_other(ports: Ports) -> None:
    check_in(ports, "anne", "clean")
    merge_residents(ports, "anne", "anna", "cadre")
    assert isinstance(check_in(ports, "anna", "clean"), AlreadyIn)
    (here,) = list_visits(ports).here
    assert here.resident is not None
    assert here.resident.person == "anna"


def test_unmerged_each_has_exactly_what_she_had(ports: Ports) -> None:
    serve(ports, "anna", 60)
    serve(ports, "anne", 30)
    before = [record(ports, person) for person in ("anna", "anne")]
    merge_residents(ports, "anne", "anna", "cadre")
    (joined,) = list_joined(ports)
    assert (joined.resident.person, joined.absorbed.person) == ("anna", "anne")
    outcome = unmerge_residents(ports, joined.merge.merge, "cadre")
    assert isinstance(outcome, UnmergedNow)
    assert [record(ports, person) for person in ("anna", "anne")] == before
    assert list_joined(ports) == []
    assert len(list_perhaps_one(ports)) == 1
    assert unmerge_residents(ports, joined.merge.merge, "cadre") == NotMerged()


def test_two_who_merged_them_the_other_way_round_are_undone_together(ports: Ports) -> None:
    ports.journal.append(Merged("anne", "anna"), Merged("anna", "anne"), by="both")
    assert [r.person for r in list_residents(ports).residents] == ["anna"]
    unmerge_residents(ports, list_joined(ports)[0].merge.merge, "cadre")
    assert len(list_residents(ports).residents) == 2


def test_a_second_merge_enters_nothing(ports: Ports) -> None:
    merge_residents(ports, "anne", "anna", "cadre")
    assert isinstance(merge_residents(ports, "anna", "anne", "cadre"), AlreadyOne)
    assert isinstance(merge_residents(ports, "nobody", "anne", "cadre"), NotRegistered)


def test_kept_apart_is_asked_no_more_until_it_is_taken_back(ports: Ports) -> None:
    keep_apart(ports, "anne", "anna", "cadre")
    assert list_perhaps_one(ports) == []
    ask_again(ports, "anna", "anne", "cadre")
    assert len(list_perhaps_one(ports)) == 1


def test_of_who_withdrew_nothing_is_asked_and_under_no_id_is_she_found(ports: Ports) -> None:
    merge_residents(ports, "anne", "anna", "cadre")
    withdraw(ports, "anna")
    assert isinstance(look_up_my_record(ports, "anna"), NotRegistered)
    assert not isinstance(find_by_typed(ports, NUMBER), Identified)
    assert list_perhaps_one(ports) == []
