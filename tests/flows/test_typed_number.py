"""Found by what the keypad takes: an ID number, a mistyped one, a phone."""

from __future__ import annotations

import random

import pytest

from kiosk.flows.check_in import CheckIn
from kiosk.flows.screen import AskNumber, Keypad, Pad, Pick
from kiosk.services.find_number import MOST_ASKED
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.residents import Personal
from tests.flows.conversation import Conversation
from tests.standard.test_slips import invented, miscounted, slipped

NUMBER = "321199194602285500"
OTHER = "321199195001011517"
SWAPPED = "321199194602258500"
PHONE = "13590830166"


def enter(ports: Ports, number: str = NUMBER, phone: str = PHONE, name: str = "陈月英") -> str:
    outcome = register(ports, Personal(number=number, name=name, phone=phone), "v1")
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


def typed(ports: Ports, text: str) -> Conversation:
    return Conversation(CheckIn(), ports).choose("by_number").type(text)


def test_the_pad_takes_both(ports: Ports) -> None:
    screen = Conversation(CheckIn(), ports).choose("by_number").screen
    assert isinstance(screen, Keypad)
    assert screen.pad is Pad.NUMBER_OR_PHONE


def test_a_slip_is_asked_and_yes_finds_her(ports: Ports) -> None:
    enter(ports)
    said = typed(ports, SWAPPED)
    assert isinstance(said.screen, AskNumber)
    assert (said.screen.id, said.screen.typed) == ("ask_number.swapped", SWAPPED)
    assert said.screen.args == {"typed": "58", "meant": "85"}
    assert said.choose("yes").screen.id == "find_me.who"


def test_no_leads_back_to_what_she_typed_and_the_next_try_asks_for_another(ports: Ports) -> None:
    enter(ports)
    asked = set()
    said = typed(ports, SWAPPED)
    for _ in range(MOST_ASKED):
        assert isinstance(said.screen, AskNumber)
        asked.add(said.screen.likely.number)
        said.choose("no")
        assert isinstance(said.screen, Keypad)
        assert (said.screen.typed, said.screen.slip) == (SWAPPED, "number_check")
        said.type(SWAPPED)
    assert isinstance(said.screen, Keypad)
    assert len(asked) == MOST_ASKED


def test_the_question_says_nothing_of_who_is_registered(ports: Ports) -> None:
    """The same page comes up in a village that knows nobody; only after yes it is told, as it is
    to whoever types the number."""
    empty = typed(ports, SWAPPED).screen
    enter(ports)
    full = typed(ports, SWAPPED).screen
    assert isinstance(empty, AskNumber)
    assert isinstance(full, AskNumber)
    assert (empty.args.keys(), empty.tone) == (full.args.keys(), full.tone)


def test_who_withdrew_is_not_preferred(ports: Ports) -> None:
    person = enter(ports)
    before = typed(ports, "321199194602285509").screen
    withdraw(ports, person)
    after = typed(ports, "321199194602285509").screen
    assert isinstance(before, AskNumber)
    assert isinstance(after, AskNumber)
    assert before.likely.number == NUMBER
    assert typed(ports, "321199194602285509").choose("yes").screen.id in (
        "find_me.unknown",
        "find_me.who",
    )


@pytest.mark.parametrize("make", [slipped, miscounted])
def test_nothing_is_ever_corrected_silently(ports: Ports, make) -> None:
    dice = random.Random(7)
    people = [invented(dice) for _ in range(30)]
    for number in set(people):
        enter(ports, number)
    for _ in range(60):
        said = typed(ports, make(dice, dice.choice(people)))
        assert not {"find_me.who", "find_me.which", "find_me.unknown"} & set(said.seen)


def test_by_phone_she_still_says_that_it_is_she(ports: Ports) -> None:
    enter(ports)
    said = typed(ports, PHONE)
    assert said.screen.id == "find_me.who"
    assert not said.now.state.who.finding.found.is_proven


def test_who_share_a_phone_are_asked_which_one(ports: Ports) -> None:
    enter(ports)
    enter(ports, OTHER, name="王建国")
    said = typed(ports, PHONE)
    assert isinstance(said.screen, Pick)
    assert said.screen.id == "find_me.which"
    assert said.choose("1").screen.id == "check_in.service"


def test_a_phone_of_nobody_is_unknown(ports: Ports) -> None:
    enter(ports)
    assert typed(ports, "13590830167").screen.id == "find_me.unknown"


def test_eleven_digits_that_are_no_phone_are_a_short_number(ports: Ports) -> None:
    screen = typed(ports, "32119919460").screen
    assert isinstance(screen, Keypad)
    assert screen.slip == "number_length"
