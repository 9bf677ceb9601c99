"""By written name: who is meant, and how soon."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.services.find_by_name import WriteOn, find_by_name, narrow_by_name
from kiosk.services.find_me import Identified, Several, TooMany, Unknown
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.loading import LOADING
from sync.standard.residents import Personal
from tests.devices.cards import number_of
from tests.plain_ports import plain_ports

XIU, YING, LAN = "\u79c0", "\u82f1", "\u5170"
WANG, QIN = "\u738b", "\u8983"


def village(*names: str) -> tuple[Ports, list[str]]:
    ports = plain_ports()
    people = []
    for order, name in enumerate(names):
        number = number_of("321199", date(1946, 2, 28), order)
        done = register(ports, Personal(number=number, name=name), "v1")
        assert isinstance(done, RegisteredNow)
        people.append(done.person)
    return ports, people


def people_of(found: object) -> list[str]:
    match found:
        case Identified(resident):
            return [resident.person]
        case Several(residents):
            return [resident.person for resident in residents]
        case _:
            return []


def test_the_whole_name_finds_her():
    ports, (her, _other) = village(WANG + XIU + YING, WANG + LAN)
    assert people_of(find_by_name(ports, WANG + XIU + YING)) == [her]
    assert find_by_name(ports, WANG + YING) == Unknown()


def test_who_is_called_just_that_comes_before_who_is_called_more():
    ports, people = village(WANG + XIU + YING, WANG + XIU, WANG + LAN)
    assert people_of(find_by_name(ports, WANG + XIU)) == [people[1], people[0]]


def test_where_many_begin_so_only_those_of_just_that_name_are_shown():
    ports, people = village(WANG + XIU, *[WANG + XIU + YING] * 7)
    assert people_of(find_by_name(ports, WANG + XIU)) == people[:1]
    assert find_by_name(ports, WANG + XIU + YING) == TooMany()


def test_after_two_characters_she_may_be_known_already():
    ports, people = village(WANG + XIU + YING, *[WANG + LAN + YING] * 7)
    assert people_of(narrow_by_name(ports, WANG + XIU)) == people[:1]
    assert narrow_by_name(ports, WANG + LAN) == WriteOn(is_anybody=True)
    assert narrow_by_name(ports, WANG + YING) == WriteOn(is_anybody=False)


def test_a_surname_alone_shows_nobody_however_rare():
    ports, _ = village(QIN + XIU + YING)
    assert narrow_by_name(ports, QIN) == WriteOn(is_anybody=True)


def test_who_withdrew_is_not_found():
    ports, (her,) = village(WANG + XIU)
    withdraw(ports, her)
    assert find_by_name(ports, WANG + XIU) == Unknown()
    assert narrow_by_name(ports, WANG + XIU) == WriteOn(is_anybody=False)


def test_a_kiosk_that_still_loads_says_that_it_may_not_know_yet():
    ports, _ = village()
    ports.settings.set_setting(LOADING, "begun")
    assert find_by_name(ports, WANG + XIU) == Unknown(is_loading=True)


@pytest.mark.parametrize("count", [1, 6])
def test_up_to_six_of_one_name_are_a_page(count):
    ports, people = village(*[WANG + XIU] * count)
    assert sorted(people_of(narrow_by_name(ports, WANG + XIU))) == sorted(people)
