"""Two cadres mended the same field apart: a third one says which is right."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.review import NotContested, SettledNow, review, settle
from sync.standard.personal import Personal
from sync.standard.residents import Resident, ResidentCorrected
from tests.plain_ports import PlainJournal, plain_ports

FIRST, SECOND, THIRD = "321199194602285500", "32119919590430381X", "321199196001011239"
WANG = Personal(number=FIRST, name="\u738b\u79c0\u82f1", phone="13812345678")


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.fixture
def wang(ports: Ports) -> str:
    done = register(ports, WANG, "v1")
    assert isinstance(done, RegisteredNow)
    return done.person


def stored(ports: Ports, person: str) -> Resident:
    resident = ports.residents.by_id(person)
    assert resident is not None
    return resident


def correct_apart(ports: Ports, person: str, *values: dict[str, Any]) -> None:
    """Each by another cadre, none of whom has seen the others'."""
    seen = stored(ports, person)
    for n, changed in enumerate(values):
        bases = {field: seen.seen(field) for field in changed}
        assert isinstance(ports.journal, PlainJournal)
        ports.journal.append(ResidentCorrected(person, changed, "", bases), by=f"cadre {n}")


def test_an_item_has_the_values_who_wrote_them_and_which_stands(ports: Ports, wang: str) -> None:
    correct_apart(ports, wang, {"phone": "1"}, {"phone": "2"}, {"phone": "2"})
    (item,) = review(ports)
    assert (item.resident.person, item.field) == (wang, "phone")
    assert [(c.value, c.by, c.stands) for c in item.claims] == [
        ("2", "cadre 2", True),
        ("1", "cadre 0", False),
    ]
    assert all(claim.at_ms > 0 for claim in item.claims)


def test_a_cadres_word_stands_and_the_item_is_gone(ports: Ports, wang: str) -> None:
    correct_apart(ports, wang, {"phone": "1"}, {"phone": "2"})
    outcome = settle(ports, wang, "phone", "1", "the third")
    assert isinstance(outcome, SettledNow)
    assert stored(ports, wang).personal.phone == "1"
    assert review(ports) == []
    assert settle(ports, wang, "phone", "2", "too late") == NotContested()


def test_sex_and_birth_date_are_settled_with_the_number(ports: Ports, wang: str) -> None:
    second = {"number": SECOND, "sex": 1, "birth": "1959-04-30"}
    correct_apart(ports, wang, second, {"number": THIRD, "birth": "1960-01-01"})
    (item,) = review(ports)
    assert item.field == "number"
    assert [claim.stands for claim in item.claims] == [False, False]
    assert stored(ports, wang).personal.number == FIRST
    settle(ports, wang, "number", THIRD, "the third")
    personal = stored(ports, wang).personal
    assert (personal.number, personal.sex, personal.birth) == (THIRD, 1, "1960-01-01")
    assert review(ports) == []


def test_what_is_not_in_question_cannot_be_settled(ports: Ports, wang: str) -> None:
    assert settle(ports, wang, "phone", "1", "cadre") == NotContested()
    correct_apart(ports, wang, {"phone": "1"}, {"phone": "2"})
    assert settle(ports, wang, "phone", "3", "cadre") == NotContested()
    assert settle(ports, "nobody", "phone", "1", "cadre") == NotContested()
