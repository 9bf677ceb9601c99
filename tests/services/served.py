"""Somebody who served, for what is put on paper."""

from __future__ import annotations

from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from sync.standard.codes import SERVICES
from sync.standard.residents import Personal
from tests.plain_ports import PlainClock, plain_ports

DAY_MINUTES = 24 * 60
NAME = "\u738b\u79c0\u82f1"
NUMBER = "321199195503121505"


def volunteer(ports: Ports, name: str = NAME, number: str = NUMBER) -> str:
    outcome = register(ports, Personal(number=number, name=name), "v1")
    assert isinstance(outcome, RegisteredNow), outcome
    return outcome.person


def serve(ports: Ports, clock: PlainClock, person: str, times: int, minutes: int = 90) -> None:
    """Once a day, one kind of service after another."""
    for at in range(times):
        outcome = check_in(ports, person, SERVICES[at % len(SERVICES)])
        assert isinstance(outcome, CheckedInNow)
        clock.pass_minutes(minutes)
        check_out(ports, outcome.visit.visit)
        clock.pass_minutes(DAY_MINUTES - minutes)


def served(times: int, clock: PlainClock | None = None) -> tuple[Ports, PlainClock, str]:
    clock = clock or PlainClock()
    ports = plain_ports(clock)
    person = volunteer(ports)
    serve(ports, clock, person, times)
    return ports, clock, person
