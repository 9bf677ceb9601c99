"""Her two pictures: chosen at registration, asked before her record, forgotten, locked."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.flows.certificate import CERTIFICATE
from kiosk.flows.my_record import WRONG, MyRecord
from kiosk.flows.register import Register
from kiosk.flows.screen import CALL_CADRE, Confirm, Record, SignBoard
from kiosk.services.cards import Card, CardKind
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.sign import check_sign, reset_sign
from kiosk.services.tries import LOCKED_MS, MOST_TRIES
from sync.standard.residents import Personal
from tests.flows.conversation import Conversation
from tests.plain_ports import PlainClock

NUMBER = "321199194602285500"
SIGN = ("corn", "fish")
BORN = date(1946, 2, 28)


@pytest.fixture
def person(ports: Ports) -> str:
    outcome = register(ports, Personal(number=NUMBER, name="陈月英"), "v1", sign=SIGN)
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


def looking(ports: Ports) -> Conversation:
    said = Conversation(MyRecord(), ports)
    return said.choose("by_number").type(NUMBER).choose("yes")


def slip(said: Conversation) -> str:
    assert isinstance(said.screen, SignBoard)
    return said.screen.slip


@pytest.mark.usefixtures("person")
def test_nothing_private_stands_before_the_right_two(ports: Ports) -> None:
    said = looking(ports)
    assert (said.screen.id, said.screen.greets) == ("sign.ask", "陈●英")
    assert slip(said.choose_some("corn", "ox")) == "sign_wrong"
    assert "my_record.record" not in said.seen
    said.choose_some("fish", "corn")
    assert said.screen.id == "my_record.record"


@pytest.mark.usefixtures("person")
def test_a_card_needs_no_pictures_also_while_they_are_asked(ports: Ports) -> None:
    card = Card(CardKind.RESIDENT, "n", 2, "", BORN, "", NUMBER, "", date(2006, 1, 1), None)
    for said in (Conversation(MyRecord(), ports), looking(ports).choose("forgot")):
        assert said.present(card).screen.id == "my_record.record"


def test_who_has_none_is_not_asked_and_cannot_choose_one_unproved(ports: Ports) -> None:
    register(ports, Personal(number=NUMBER, name="陈月英"), "v1")
    said = looking(ports)
    assert isinstance(said.screen, Record)
    assert said.screen.sides == (WRONG, CERTIFICATE)


@pytest.mark.usefixtures("person")
def test_the_fifth_wrong_try_locks_and_rings_once(ports: Ports) -> None:
    said = looking(ports)
    hints = [slip(said.choose_some("ox", "pig")) for _ in range(MOST_TRIES - 1)]
    assert hints == ["sign_wrong"] * 2 + ["sign_wrong_often"] * 2
    said.choose_some("ox", "pig")
    assert (said.screen.id, said.now.then) == ("sign.locked", CALL_CADRE)
    again = looking(ports)
    assert (again.screen.id, again.now.then) == ("sign.locked", "")


@pytest.mark.usefixtures("person")
def test_a_lock_ends_by_itself(ports: Ports, clock: PlainClock) -> None:
    said = looking(ports)
    for _ in range(MOST_TRIES):
        said.choose_some("ox", "pig")
    clock.ms += LOCKED_MS
    assert looking(ports).choose_some(*SIGN).screen.id == "my_record.record"


def test_after_a_cadres_word_she_chooses_anew(ports: Ports, person: str) -> None:
    reset_sign(ports, person, "forgot it", "li")
    said = looking(ports).choose("mine").choose("new_sign").choose_some("ox", "pig")
    assert isinstance(said.screen, Confirm)
    assert said.screen.signs == ("ox", "pig")
    said.choose("no").choose_some("duck", "pig").choose("yes")
    assert said.screen.id == "sign.kept"
    assert looking(ports).choose_some("pig", "duck").screen.id == "my_record.record"


def test_chosen_while_registering_and_in_no_state_afterwards(ports: Ports) -> None:
    said = Conversation(Register(ports.rules), ports).choose("yes").type(NUMBER).type("陈月英")
    said.choose("no_phone").choose_some().choose_some()
    assert said.screen.id == "sign.choose"
    said.choose_some(*SIGN).choose("yes").choose("yes")
    assert said.screen.id == "register.done"
    assert "corn" not in repr(said.now.state)
    (resident,) = ports.residents.newest()
    assert check_sign(ports, resident.person, SIGN)
    assert looking(ports).screen.id == "sign.ask"
