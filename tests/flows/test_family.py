"""Acting for somebody else: proof, the first agreement, for whom, and taking it back."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.flows.certificate import CERTIFICATE
from kiosk.flows.check_in import CheckIn
from kiosk.flows.my_record import WRONG, MyRecord
from kiosk.flows.screen import Record
from kiosk.services.agents import agree_agent, list_agents
from kiosk.services.cards import Card, CardKind
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.residents import Personal
from tests.flows.conversation import Conversation

OLD, YOUNG, OTHER = "321199194602285500", "321199197003015529", "321199194203145527"
SIGN = ("corn", "fish")


def enter(ports: Ports, number: str, name: str, sign: tuple[str, ...] = ()) -> str:
    outcome = register(ports, Personal(number=number, name=name, group="g"), "v1", sign=sign)
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


@pytest.fixture
def old(ports: Ports) -> str:
    return enter(ports, OLD, "陈月英", SIGN)


@pytest.fixture
def young(ports: Ports) -> str:
    return enter(ports, YOUNG, "陈小梅", SIGN)


def card(number: str) -> Card:
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return Card(CardKind.RESIDENT, "n", 2, "", born, "", number, "", date(2006, 1, 1), None)


def family(ports: Ports, flow: CheckIn | MyRecord | None = None) -> Conversation:
    return Conversation(flow or CheckIn(), ports).choose("family")


def found(said: Conversation, number: str) -> Conversation:
    return said.choose("by_number").type(number).choose("yes")


def test_she_goes_on_for_whom_she_acts_and_every_page_and_entry_says_so(
    ports: Ports, old: str, young: str
) -> None:
    agree_agent(ports, old, young, "child", "1")
    said = found(family(ports), YOUNG)
    assert said.screen.id == "sign.ask"
    said.choose_some(*SIGN)
    assert (said.screen.id, said.screen.for_whom) == ("family.whom", "")
    said.choose("0")
    assert (said.screen.id, said.screen.for_whom) == ("check_in.service", "陈●英")
    said.choose("clean")
    assert (said.screen.id, said.screen.for_whom) == ("check_in.in", "陈●英")
    (visit,) = ports.visits.open_of(old)
    assert visit.start_by == young
    again = family(ports).present(card(YOUNG)).choose("0").choose("leave")
    assert again.screen.for_whom == "陈●英"
    (visit,) = ports.visits.of(old)
    assert (visit.is_open, visit.end_by) == (False, young)
    assert ports.visits.of(young) == []


def test_the_first_time_both_stand_there(ports: Ports, old: str, young: str) -> None:
    said = family(ports).present(card(YOUNG))
    assert said.screen.id == "family.nobody"
    said.choose("new")
    assert said.screen.id == "family.person_way"
    found(said, OLD).choose_some(*SIGN)
    assert said.screen.id == "family.relation"
    said.choose("child")
    assert said.screen.id == "family.consent"
    said.choose("yes")
    assert (said.screen.id, said.screen.for_whom) == ("check_in.service", "陈●英")
    (acting,) = list_agents(ports, old)
    assert (acting.agent.person, acting.agency.relation, acting.agency.by) == (young, "child", "")


def test_who_does_not_agree_has_nothing_written_down(ports: Ports, old: str, young: str) -> None:
    said = family(ports).present(card(YOUNG)).choose("new").present(card(OLD))
    said.choose("carer").choose("no")
    assert said.screen.id == "family.declined"
    assert list_agents(ports, old) == []
    assert young not in repr(said.now.state)


def test_without_proof_nobody_acts(ports: Ports, old: str) -> None:
    stranger = enter(ports, OTHER, "李大山")
    agree_agent(ports, old, stranger, "carer", "1")
    said = found(family(ports), OTHER)
    assert said.screen.id == "family.agent_unproved"
    said.present(card(OTHER))
    assert said.screen.id == "family.whom"


def test_the_other_one_must_prove_it_too(ports: Ports, young: str) -> None:
    enter(ports, OTHER, "李大山")
    said = family(ports).present(card(YOUNG)).choose("new")
    found(said, OTHER)
    assert said.screen.id == "family.person_unproved"
    assert ports.agencies.principals_of(young) == []


def test_nobody_agrees_for_herself_by_coming_twice(ports: Ports, young: str) -> None:
    said = family(ports).present(card(YOUNG)).choose("new").present(card(YOUNG))
    said.choose("child").choose("yes")
    assert said.screen.id == "family.own"
    assert ports.agencies.principals_of(young) == []


def test_who_withdrew_is_not_listed(ports: Ports, old: str, young: str) -> None:
    agree_agent(ports, old, young, "child", "1")
    withdraw(ports, old, by="li")
    assert family(ports).present(card(YOUNG)).screen.id == "family.nobody"


def test_more_than_a_screen_of_them_are_turned_through(ports: Ports, young: str) -> None:
    for at, number in enumerate(
        ("321199194602285500", "321199194203145527", "321199197308125542", "321199195207194179",
         "321199194803071525")
    ):  # fmt: skip
        agree_agent(ports, enter(ports, number, "李" + "一二三四五"[at]), young, "carer", "1")
    said = family(ports).present(card(YOUNG))
    said.choose("more").choose("4")
    assert said.screen.for_whom


def test_the_record_of_whom_she_acts_for_has_no_keys_to_it(
    ports: Ports, old: str, young: str
) -> None:
    agree_agent(ports, old, young, "child", "1")
    said = family(ports, MyRecord()).present(card(YOUNG)).choose("0")
    assert isinstance(said.screen, Record)
    assert (said.screen.for_whom, said.screen.sides) == ("陈●英", (WRONG, CERTIFICATE))


def test_she_takes_it_back_at_the_kiosk(ports: Ports, old: str, young: str) -> None:
    agree_agent(ports, old, young, "child", "1")
    said = Conversation(MyRecord(), ports).present(card(OLD)).choose("mine").choose("my_agents")
    assert said.screen.id == "family.mine"
    said.choose("0").choose("no").choose("0").choose("yes")
    assert said.screen.id == "family.stopped"
    assert list_agents(ports, old) == []
    again = Conversation(MyRecord(), ports).present(card(OLD)).choose("mine").choose("my_agents")
    assert again.screen.id == "family.none"
