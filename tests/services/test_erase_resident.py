"""Erasing: a cadre's word, for a reason; the hours stay, with nobody's name."""

from __future__ import annotations

import pytest

from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.check_in import CheckedInNow, NotRegistered, check_in
from kiosk.services.erase_resident import (
    AlreadyErased,
    EndingWrong,
    ErasedNow,
    NeedsReason,
    NotAllowed,
    erase_resident,
)
from kiosk.services.merge_residents import merge_residents
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.residents import Personal
from tests.plain_ports import PlainClock, plain_ports

NUMBER = "321199194602285500"


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    return plain_ports(clock)


@pytest.fixture
def cadre(ports: Ports) -> str:
    made = appoint_cadre(ports, "Li", "246802")
    assert isinstance(made, Cadre)
    return made.id


@pytest.fixture
def wang(ports: Ports) -> str:
    done = register(ports, Personal(number=NUMBER, name="\u738b\u82f1"), "v1")
    assert isinstance(done, RegisteredNow)
    return done.person


def test_the_hours_stay_and_an_open_visit_ends(
    ports: Ports, clock: PlainClock, cadre: str, wang: str
) -> None:
    assert isinstance(check_in(ports, wang, "clean"), CheckedInNow)
    clock.pass_minutes(90)
    assert erase_resident(ports, wang, "asked", "5500", cadre) == ErasedNow(90)
    row = ports.residents.by_id(wang)
    assert row is not None
    assert row.personal == Personal()
    assert not row.is_active
    assert ports.visits.open_of(wang) == []
    assert erase_resident(ports, wang, "asked", "", cadre) == AlreadyErased()
    assert check_in(ports, wang, "clean") == NotRegistered()


def test_who_comes_again_is_somebody_new(ports: Ports, cadre: str, wang: str) -> None:
    erase_resident(ports, wang, "mistaken", "5500", cadre)
    done = register(ports, Personal(number=NUMBER, name="\u738b\u82f1"), "v1")
    assert isinstance(done, RegisteredNow)
    assert done.person != wang


def test_who_was_entered_twice_is_erased_under_both_ids(
    ports: Ports, cadre: str, wang: str
) -> None:
    again = register(ports, Personal(number="32119919590430381X", name="\u738b\u82f1"), "v1")
    assert isinstance(again, RegisteredNow)
    merge_residents(ports, again.person, wang, cadre)
    assert erase_resident(ports, wang, "asked", "5500", cadre) == ErasedNow(0)
    assert ports.residents.count() == 0
    assert all(
        row is not None and row.erasure is not None
        for row in map(ports.residents.by_id, (wang, again.person))
    )


def test_who_withdrew_can_be_erased_too(ports: Ports, cadre: str, wang: str) -> None:
    withdraw(ports, wang)
    assert erase_resident(ports, wang, "died", "5500", cadre) == ErasedNow(0)


def test_nothing_is_erased_by_a_slip(ports: Ports, cadre: str, wang: str) -> None:
    assert erase_resident(ports, wang, "asked", "5501", cadre) == EndingWrong()
    assert erase_resident(ports, wang, "because", "5500", cadre) == NeedsReason()
    assert erase_resident(ports, wang, "asked", "5500", "") == NotAllowed()
    assert erase_resident(ports, wang, "asked", "5500", "somebody") == NotAllowed()
    assert erase_resident(ports, "nobody", "asked", "", cadre) == NotRegistered()
    row = ports.residents.by_id(wang)
    assert row is not None
    assert row.is_active
