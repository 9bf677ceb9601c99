"""Acting for somebody else: agreed once, listed, taken back; gone with who is gone."""

from __future__ import annotations

import pytest

from kiosk.services.agents import (
    AgentAgreedNow,
    AgentAlready,
    AgentRevokedNow,
    NoAgent,
    NoSuchRelation,
    OwnAgent,
    agree_agent,
    list_agents,
    list_principals,
    may_act,
    revoke_agent,
)
from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.check_in import NotRegistered
from kiosk.services.erase_resident import ErasedNow, ending_of, erase_resident
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.agents import AgentRevoked
from sync.standard.merging import Merged
from sync.standard.residents import Personal
from tests.plain_ports import plain_ports

NUMBERS = ("321199194203145527", "321199197003015529", "321199197308125542")


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.fixture
def people(ports: Ports) -> list[str]:
    done = [register(ports, Personal(number=n, name="Wang"), "v1") for n in NUMBERS]
    return [one.person for one in done if isinstance(one, RegisteredNow)]


def pairs(ports: Ports, agent: str) -> list[str]:
    return [row.person.person for row in list_principals(ports, agent)]


def test_agreed_once_and_taken_back(ports: Ports, people: list[str]) -> None:
    old, young, _ = people
    done = agree_agent(ports, old, young, "child", "1")
    assert isinstance(done, AgentAgreedNow)
    count = len(ports.journal.entries)  # type: ignore[attr-defined]
    assert agree_agent(ports, old, young, "child", "1") == AgentAlready(done.agency)
    assert len(ports.journal.entries) == count  # type: ignore[attr-defined]
    assert pairs(ports, young) == [old]
    assert [row.agent.person for row in list_agents(ports, old)] == [young]
    assert may_act(ports, old, young)
    assert not may_act(ports, young, old), "not the other way round"
    assert revoke_agent(ports, old, young) == AgentRevokedNow(old, young)
    assert revoke_agent(ports, old, young) == NoAgent()
    assert not may_act(ports, old, young)


def test_what_cannot_be_agreed(ports: Ports, people: list[str]) -> None:
    old, young, _ = people
    assert agree_agent(ports, old, old, "child", "1") == OwnAgent()
    assert agree_agent(ports, old, young, "boss", "1") == NoSuchRelation()
    assert agree_agent(ports, old, "nobody", "child", "1") == NotRegistered()


def test_who_withdrew_is_acted_for_no_more(ports: Ports, people: list[str]) -> None:
    old, young, other = people
    agree_agent(ports, old, young, "child", "1")
    agree_agent(ports, other, young, "carer", "1", by="li")
    assert pairs(ports, young) == [other, old]
    withdraw(ports, old, by="li")
    assert pairs(ports, young) == [other]


def test_with_who_is_erased_it_ends_for_good(ports: Ports, people: list[str]) -> None:
    old, young, other = people
    agree_agent(ports, old, young, "child", "1")
    agree_agent(ports, young, other, "spouse", "1")
    cadre = appoint_cadre(ports, "Li", "246810")
    assert isinstance(cadre, Cadre)
    resident = ports.residents.by_id(young)
    assert resident is not None
    done = erase_resident(ports, young, "died", ending_of(resident), cadre.id)
    assert done == ErasedNow(0)
    said = {entry.fact for entry in ports.journal.entries}  # type: ignore[attr-defined]
    assert {AgentRevoked(old, young, "erased"), AgentRevoked(young, other, "erased")} <= said
    assert ports.agencies.agents_of(old) == ports.agencies.agents_of(young) == []


def test_merged_ids_are_one_person(ports: Ports, people: list[str]) -> None:
    old, young, other = people
    agree_agent(ports, other, young, "child", "1")
    ports.journal.append(Merged(other, old), by="li")
    assert pairs(ports, young) == [old]
    assert revoke_agent(ports, old, young) == AgentRevokedNow(old, young)
    assert pairs(ports, young) == []
