"""One field finds people by whatever is typed into it."""

from __future__ import annotations

import pytest

from kiosk.services.list_residents import list_residents
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.residents import Personal
from tests.plain_ports import PlainClock, plain_ports

WANG = Personal(number="321199194602285500", name="\u738b\u79c0\u82f1")
LI = Personal(number="32119919590430381X", name="\u674e\u660e")
OLGA = Personal(number="321199195001011509", name="Olga")


@pytest.fixture
def people() -> dict[str, str]:
    return {}


@pytest.fixture
def ports(people: dict[str, str]) -> Ports:
    clock = PlainClock()
    ports = plain_ports(clock)
    for key, personal in (("wang", WANG), ("li", LI), ("olga", OLGA)):
        done = register(ports, personal, "v1")
        assert isinstance(done, RegisteredNow)
        people[key] = done.person
        clock.pass_minutes(1)
    return ports


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("wxy", ["wang"]),
        ("WXY", ["wang"]),
        ("5500", ["wang"]),
        ("381x", ["li"]),
        ("lm 381X", ["li"]),
        ("lm381x", ["li"]),
        ("lm5500", []),
        (WANG.name, ["wang"]),
        (f"  {LI.name} ", ["li"]),
        ("Olga", ["olga"]),
        (WANG.number, ["wang"]),
        ("\uff13\uff12\uff11\uff11\uff19\uff19194602285500", ["wang"]),
        ("zz", []),
        ("12", []),
        ("", ["olga", "li", "wang"]),
    ],
)
def test_what_is_typed_finds(
    ports: Ports, people: dict[str, str], words: str, found: list[str]
) -> None:
    listed = list_residents(ports, words)
    assert [resident.person for resident in listed.residents] == [people[key] for key in found]
    assert not listed.is_cut


def test_a_long_list_says_that_it_is_cut(ports: Ports) -> None:
    listed = list_residents(ports, "", limit=2)
    assert len(listed.residents) == 2
    assert listed.is_cut
    assert not list_residents(ports, "", limit=3).is_cut


def test_who_withdrew_is_found_to_agree_again(ports: Ports, people: dict[str, str]) -> None:
    withdraw(ports, people["wang"])
    for words in (WANG.name, WANG.number, ""):
        found = [resident.person for resident in list_residents(ports, words).residents]
        assert people["wang"] in found
