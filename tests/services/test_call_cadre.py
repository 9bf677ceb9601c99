from __future__ import annotations

import pytest

from kiosk.services.call_cadre import MOST, answer_call, call_cadre, list_calls, take_call_back
from kiosk.services.register import RegisteredNow, register
from sync.standard.residents import Personal
from tests.plain_ports import PlainClock, plain_ports

PERSONAL = Personal(number="321199195001011509", name="Wang", guardian="")


@pytest.fixture
def clock():
    return PlainClock()


@pytest.fixture
def ports(clock):
    return plain_ports(clock)


def test_the_last_call_is_the_first_to_be_seen(ports, clock):
    call_cadre(ports, "home")
    clock.pass_minutes(5)
    call_cadre(ports, "register.name")
    assert [one.call.screen for one in list_calls(ports)] == ["register.name", "home"]
    assert list_calls(ports)[0].call.at_ms == clock.now_ms()


def test_who_said_that_s_me_is_named_at_the_desk_and_not_in_the_setting(ports):
    registered = register(ports, PERSONAL, "v1")
    assert isinstance(registered, RegisteredNow)
    call_cadre(ports, "check_in.service", registered.person)
    (one,) = list_calls(ports)
    assert one.whose is not None
    assert one.whose.name == "Wang"
    assert "Wang" not in str(ports.settings.kept)


def test_nobody_is_named_whom_the_books_do_not_know(ports):
    call_cadre(ports, "home", "erased")
    assert list_calls(ports)[0].whose is None


def test_an_answered_call_is_gone_and_the_others_stay(ports, clock):
    first = call_cadre(ports, "home")
    clock.pass_minutes(1)
    second = call_cadre(ports, "home")
    answer_call(ports, second)
    answer_call(ports, second)
    assert [one.call for one in list_calls(ports)] == [first]


def test_taken_back_the_last_one_goes(ports, clock):
    first = call_cadre(ports, "home")
    clock.pass_minutes(1)
    call_cadre(ports, "home")
    take_call_back(ports)
    assert [one.call for one in list_calls(ports)] == [first]
    take_call_back(ports)
    take_call_back(ports)
    assert list_calls(ports) == []


def test_no_entry_is_written_and_the_notes_do_not_grow_for_ever(ports, clock):
    for _ in range(MOST + 5):
        clock.pass_minutes(1)
        call_cadre(ports, "home")
    assert len(list_calls(ports)) == MOST
    assert ports.journal.entries == []
