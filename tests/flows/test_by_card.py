"""An ID card put down in this flow or that, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.flows.activities import Activities
from kiosk.flows.check_in import CheckIn
from kiosk.flows.register import Register
from kiosk.flows.screen import Confirm, NameBoard, ReadAloud
from kiosk.services.cards import Card, CardKind, Code
from kiosk.services.ports import Ports
from kiosk.services.withdraw import withdraw
from sync.standard.residents import Personal
from tests.flows.conversation import STRINGS, Conversation
from tests.plain_ports import plain_ports
from tests.services.held import opened

CARD = Card(
    CardKind.RESIDENT,
    "陈月英",
    2,
    "汉",
    date(1946, 2, 28),
    "some village",
    "321199194602285500",
    "some office",
    date(2010, 1, 1),
    None,
)
OTHER = replace(CARD, name="蔡有燕", birth=date(1960, 2, 28), number="321199196002288360")
CHILD = replace(CARD, name="王小宝", birth=date(2013, 6, 17), number="321199201306171480")
RUN_OUT = replace(CARD, valid_until=date(2020, 1, 1))


@pytest.fixture
def ports() -> Ports:
    return plain_ports(groups=("g1",))


def registering(ports: Ports) -> Conversation:
    return Conversation(Register(ports.rules), ports)


def to_the_end(said: Conversation) -> Conversation:
    return said.choose("no_phone").choose("0").choose_some().choose_some().choose("not_now")


def remark(said: Conversation) -> str:
    return STRINGS.show(said.now.remark) if said.now.remark else ""


def test_a_card_answers_the_questions_for_number_and_name(ports: Ports) -> None:
    said = registering(ports).present(CARD)
    assert isinstance(said.screen, ReadAloud), "nothing is taken from it before she agrees"
    assert said.now.state.given == Personal()
    said.choose("yes")
    assert said.screen.id == "register.phone"
    assert remark(said)
    to_the_end(said)
    assert isinstance(said.screen, Confirm)
    assert "by_card" in {row.id for row in said.screen.rows}
    said.choose("yes")
    (resident,) = ports.residents.newest()
    assert (resident.personal.name, resident.personal.number) == (CARD.name, CARD.number)
    assert CARD.address not in repr(resident), "what nobody asked for stays on the card"
    assert CARD.number not in repr(said.now.state)


@pytest.mark.parametrize("typed", ["", "321199194602285501"])
def test_a_card_where_the_number_is_asked(ports: Ports, typed: str) -> None:
    said = registering(ports).choose("yes")
    said = said.type(typed) if typed else said
    assert said.present(CARD).screen.id == "register.phone"


def test_a_card_where_the_name_is_asked_says_it_as_it_is_written(ports: Ports) -> None:
    said = registering(ports).choose("yes").type(CARD.number).present(CARD)
    assert said.screen.id == "register.phone"
    assert said.now.state.given.name == CARD.name
    wrong = registering(ports).choose("yes").type(CARD.number).type("陈月鹰").present(CARD)
    assert wrong.now.state.given.name == CARD.name


def test_the_same_card_again_changes_nothing(ports: Ports) -> None:
    said = registering(ports).choose("yes").present(CARD).choose("no_phone")
    assert said.flow.present(said.now.state, CARD) is None


def test_somebody_else_s_card_begins_anew_with_her_consent(ports: Ports) -> None:
    said = registering(ports).choose("yes").present(CARD).type("13590830166").present(OTHER)
    assert said.screen.id == "register.consent"
    assert said.now.is_anew
    assert remark(said)
    assert said.now.state.given == Personal(), "nothing of the first one is left"
    to_the_end(said.choose("yes")).choose("yes")
    (resident,) = ports.residents.newest()
    assert resident.personal.name == OTHER.name
    assert resident.personal.phone == ""


def test_a_card_that_has_run_out_fills_and_says_so(ports: Ports) -> None:
    said = registering(ports).present(RUN_OUT).choose("yes")
    assert said.screen.id == "register.phone"
    assert said.now.remark == "card.filled_ran_out"


@pytest.mark.parametrize("name", ["\ue123月英", ""])
def test_a_name_that_cannot_be_kept_is_asked_for(ports: Ports, name: str) -> None:
    said = registering(ports).choose("yes").present(replace(CARD, name=name))
    assert isinstance(said.screen, NameBoard)
    assert said.screen.slip == "name_card"
    assert said.type("陈月英").screen.id == "register.phone"


def test_a_foreigner_s_name_has_no_comma(ports: Ports) -> None:
    card = replace(CARD, kind=CardKind.FOREIGNER, name="SMITH, JOHN P.")
    assert registering(ports).choose("yes").present(card).now.state.given.name == "SMITH JOHN P"


def test_a_child_comes_with_the_guardian(ports: Ports) -> None:
    assert registering(ports).choose("yes").present(CHILD).screen.id == "register.minor"
    assert Conversation(CheckIn(), ports).present(CHILD).screen.id == "find_me.too_young"
    assert ports.residents.newest() == []


def test_a_village_card_is_of_no_use_here(ports: Ports) -> None:
    said = registering(ports).choose("yes")
    assert said.flow.present(said.now.state, Code("x")) is None


def test_who_is_registered_is_told_so_and_checks_in_with_the_card(ports: Ports) -> None:
    to_the_end(registering(ports).choose("yes").present(CARD)).choose("yes")
    again = registering(ports).choose("yes").present(CARD)
    assert again.screen.id == "register.known"
    ended = again.choose("check_in").now
    assert (ended.then, ended.carry) == ("check_in", CARD)


def test_who_is_not_registered_does_so_with_the_card_in_hand(ports: Ports) -> None:
    said = Conversation(CheckIn(), ports).present(CARD)
    assert said.screen.id == "find_me.unknown_card"
    ended = said.choose("register").now
    assert (ended.then, ended.carry) == ("register", CARD)


def test_who_has_withdrawn_may_come_back(ports: Ports) -> None:
    to_the_end(registering(ports).choose("yes").present(CARD)).choose("yes")
    (resident,) = ports.residents.newest()
    withdraw(ports, resident.person, by="cadre")
    assert Conversation(CheckIn(), ports).present(CARD).screen.id == "find_me.unknown_card"


def test_found_by_a_card_that_has_run_out_she_says_that_it_is_she(ports: Ports) -> None:
    to_the_end(registering(ports).choose("yes").present(CARD)).choose("yes")
    said = Conversation(CheckIn(), ports).present(RUN_OUT)
    assert said.screen.id == "find_me.ran_out"
    assert said.choose("yes").screen.id == "check_in.service"
    assert Conversation(CheckIn(), ports).present(RUN_OUT).choose("no").screen.id == "find_me.way"


def test_who_looks_at_the_activities_is_known_by_her_card(ports: Ports) -> None:
    to_the_end(registering(ports).choose("yes").present(CARD)).choose("yes")
    opened(ports)
    said = Conversation(Activities(), ports)
    assert said.screen.id == "activities.list"
    assert said.present(CARD).screen.id == "activities.list"
    assert said.choose("mine").screen.id == "activities.none_mine", "nobody asks who she is"
