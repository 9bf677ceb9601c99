"""Who may open the desk: PINs, wrong tries, the lock; with the real Argon2 and the flow before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.devices.pins import ArgonPins
from kiosk.flows.call_cadre import CallCadre
from kiosk.flows.screen import DESK, Keypad
from kiosk.services.cadres import (
    Cadre,
    LoggedIn,
    PinTooShort,
    PinWrong,
    appoint_cadre,
    list_cadres,
    log_in,
)
from kiosk.services.ports import Ports
from kiosk.services.tries import LOCKED_MS, MOST_TRIES, Locked
from tests.flows.conversation import Conversation
from tests.plain_ports import PlainClock, plain_ports

PIN = "246810"


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    ports = replace(plain_ports(clock), pins=ArgonPins())
    assert isinstance(appoint_cadre(ports, "Li", PIN), Cadre)
    return ports


def test_the_right_pin_opens_and_is_kept_nowhere(ports: Ports) -> None:
    outcome = log_in(ports, PIN)
    assert isinstance(outcome, LoggedIn)
    assert outcome.cadre.name == "Li"
    (cadre,) = list_cadres(ports)
    assert PIN not in cadre.sealed_pin
    assert cadre.sealed_pin.startswith("$argon2id$")


@pytest.mark.parametrize("pin", ["", "12345", "12345a"])
def test_a_pin_that_anybody_guesses_is_not_taken(ports: Ports, pin: str) -> None:
    assert isinstance(appoint_cadre(ports, "Wu", pin), PinTooShort)
    assert len(list_cadres(ports)) == 1


def test_five_wrong_tries_wait_five_minutes(ports: Ports, clock: PlainClock) -> None:
    for left in range(MOST_TRIES - 1, 0, -1):
        assert log_in(ports, "000000") == PinWrong(left)
    assert log_in(ports, "000000") == Locked(LOCKED_MS // 60_000)
    assert log_in(ports, PIN) == Locked(LOCKED_MS // 60_000)
    clock.pass_minutes(4.5)
    assert log_in(ports, PIN) == Locked(1)
    clock.pass_minutes(0.6)
    assert isinstance(log_in(ports, PIN), LoggedIn)


def test_the_right_pin_forgives_the_wrong_ones(ports: Ports) -> None:
    log_in(ports, "000000")
    log_in(ports, PIN)
    assert log_in(ports, "000000") == PinWrong(MOST_TRIES - 1)


def test_the_way_to_the_desk(ports: Ports) -> None:
    said = Conversation(CallCadre(lambda: True), ports).choose("i_am_cadre").type("111111")
    assert isinstance(said.screen, Keypad)
    assert said.screen.slip == "pin_wrong"
    said.type(PIN)
    assert said.now.then == DESK
    assert isinstance(said.now.carry, Cadre)
