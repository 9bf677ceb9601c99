"""Consent is taken back, and given again, as easily as it was given."""

from __future__ import annotations

import pytest

from kiosk.services.check_in import NotRegistered, check_in
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import AgreedAgain, NothingToChange, WithdrewNow, agree_again, withdraw
from sync.standard.residents import RECORD, Personal
from tests.plain_ports import PlainClock, PlainJournal, plain_ports


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    return plain_ports(clock)


@pytest.fixture
def wang(ports: Ports) -> str:
    done = register(ports, Personal(number="321199194602285500", name="\u738b\u82f1"), "v0")
    assert isinstance(done, RegisteredNow)
    return done.person


def test_who_withdraws_is_used_no_more(ports: Ports, wang: str) -> None:
    outcome = withdraw(ports, wang, "cadre")
    assert isinstance(outcome, WithdrewNow)
    assert not outcome.resident.is_active
    assert ports.residents.count() == 0
    assert check_in(ports, wang, "clean") == NotRegistered()


def test_agreeing_again_is_to_the_text_read_now(ports: Ports, wang: str, clock: PlainClock) -> None:
    withdraw(ports, wang)
    clock.pass_minutes(1)
    outcome = agree_again(ports, wang, "cadre")
    assert isinstance(outcome, AgreedAgain)
    assert outcome.resident.is_active
    assert outcome.resident.consents[RECORD].text_version == ports.rules.consent_version


def test_a_second_touch_enters_nothing(ports: Ports, wang: str) -> None:
    assert isinstance(ports.journal, PlainJournal)
    assert isinstance(agree_again(ports, wang), NothingToChange)
    withdraw(ports, wang)
    before = len(ports.journal.entries)
    assert isinstance(withdraw(ports, wang), NothingToChange)
    assert len(ports.journal.entries) == before


def test_nobody_withdraws_for_nobody(ports: Ports) -> None:
    assert withdraw(ports, "nobody") == NotRegistered()
    assert agree_again(ports, "nobody") == NotRegistered()
