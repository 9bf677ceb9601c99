"""Registration, question by question, without a screen."""

from __future__ import annotations

import pytest

from kiosk.flows.register import Register
from kiosk.flows.screen import AskNumber, Keypad, NameBoard, Pick
from kiosk.services.ports import Ports
from sync.standard.residents import RECORD, Personal
from tests.flows.conversation import Conversation
from tests.plain_ports import plain_ports

NUMBER = "321199194602285500"
GROUPS = tuple(f"group {n}" for n in range(1, 9))


@pytest.fixture
def ports() -> Ports:
    return plain_ports(groups=GROUPS)


def talk(ports: Ports) -> Conversation:
    return Conversation(Register(ports.rules), ports)


def to_name(ports: Ports) -> Conversation:
    return talk(ports).choose("yes").type(NUMBER)


def test_the_whole_way(ports: Ports) -> None:
    said = to_name(ports).type("陈月英").type("13590830166").choose("more").choose("6")
    said.choose_some("cook", "farm").choose_some("clean").choose("not_now").choose("yes")
    assert said.screen.id == "register.done"
    assert said.now.is_final
    (resident,) = ports.residents.by_name("陈月英")
    assert resident.is_active
    assert resident.consents[RECORD].text_version == "v1"
    assert resident.personal == Personal(
        number=NUMBER,
        name="陈月英",
        sex=2,
        birth="1946-02-28",
        phone="13590830166",
        group="group 7",
        skills=("cook", "farm"),
        wishes=("clean",),
    )


def test_who_does_not_agree_is_asked_nothing_and_nothing_is_kept(ports: Ports) -> None:
    said = talk(ports).choose("no")
    assert said.seen == ["register.consent", "register.declined"]
    assert ports.residents.newest() == []


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("", "number_empty"),
        ("12345", "number_length"),
        ("32119919460228X500", "number_characters"),
    ],
)
def test_a_wrong_number_is_asked_again_with_the_reason(ports: Ports, typed: str, slip: str) -> None:
    screen = talk(ports).choose("yes").type(typed).screen
    assert isinstance(screen, Keypad)
    assert (screen.id, screen.slip, screen.typed) == ("register.number", slip, typed)


@pytest.mark.parametrize(
    "typed", ["321199194602285501", "321199209902285500", "321199194602305509"]
)
def test_what_a_wrong_number_may_have_been_is_asked_and_no_keeps_it(
    ports: Ports, typed: str
) -> None:
    said = talk(ports).choose("yes").type(typed)
    assert isinstance(said.screen, AskNumber)
    assert said.screen.typed == typed
    again = said.choose("no").screen
    assert isinstance(again, Keypad)
    assert (again.id, again.slip, again.typed) == ("register.number", "number_check", typed)


def test_a_number_that_was_meant_goes_on_only_after_yes(ports: Ports) -> None:
    said = talk(ports).choose("yes").type("321199194602258500")
    assert isinstance(said.screen, AskNumber)
    assert said.screen.likely.number == NUMBER
    assert said.choose("yes").screen.id == "register.name"
    assert said.now.state.given.number == NUMBER


@pytest.mark.parametrize(
    ("typed", "slip"), [("", "name_empty"), ("王" * 200, "name_long"), ("王2", "name_characters")]
)
def test_a_wrong_name_is_asked_again_with_the_reason(ports: Ports, typed: str, slip: str) -> None:
    screen = to_name(ports).type(typed).screen
    assert isinstance(screen, NameBoard)
    assert screen.slip == slip


def test_a_wrong_phone_is_asked_again_and_none_is_fine(ports: Ports) -> None:
    said = to_name(ports).type("陈月英").type("1359083")
    assert isinstance(said.screen, Keypad)
    assert said.screen.slip == "phone_length"
    assert said.choose("no_phone").screen.id == "register.group"


def test_all_groups_are_within_reach(ports: Ports) -> None:
    said = to_name(ports).type("陈月英").choose("no_phone")
    first = said.screen
    second = said.choose("more").screen
    assert isinstance(first, Pick)
    assert isinstance(second, Pick)
    words = [c.words for c in (*first.choices, *second.choices) if c.words]
    assert tuple(words) == GROUPS
    assert said.choose("elsewhere").screen.id == "register.skills"


def test_who_is_registered_is_told_so(ports: Ports) -> None:
    said = to_name(ports).type("陈月英").choose("no_phone").choose("0")
    said.choose_some().choose_some().choose("not_now").choose("yes")
    again = to_name(ports)
    assert again.screen.id == "register.known"
    assert again.choose("check_in").now.then == "check_in"
    assert len(ports.residents.newest()) == 1


def test_a_minor_comes_with_the_guardian(ports: Ports) -> None:
    said = talk(ports).choose("yes").type("321199201306171480")
    assert said.screen.id == "register.minor"
    assert said.choose("cadre").now.then == "help"
    assert ports.residents.newest() == []


def test_not_right_begins_again_and_keeps_nothing(ports: Ports) -> None:
    said = to_name(ports).type("陈月英").choose("no_phone").choose("0")
    said.choose_some().choose_some().choose("not_now").choose("no")
    assert said.screen.id == "register.number"
    assert "陈" not in repr(said.now.state)
    assert ports.residents.newest() == []


def test_the_end_keeps_nothing_of_the_person_in_the_state(ports: Ports) -> None:
    said = to_name(ports).type("陈月英").choose("no_phone").choose("0")
    said.choose_some().choose_some().choose("not_now").choose("yes")
    assert NUMBER not in repr(said.now.state)
    said.choose("done")
    assert said.now.screen is None
