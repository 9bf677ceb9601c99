"""Who may act for whom: agreed once, listed, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from sync.standard.agents import (
    RELATIONS,
    REVOKE_REASONS,
    Agency,
    AgentAgreed,
    AgentRevoked,
)
from sync.standard.origin import SELF
from sync.standard.residents import Resident

TEXT_VERSION: Final = "2026-11"
"""Of what is read out before somebody agrees (the strings' family.consent)."""


@dataclass(frozen=True, slots=True)
class AgentAgreedNow:
    agency: Agency


@dataclass(frozen=True, slots=True)
class AgentAlready:
    """It was agreed before; nothing is entered twice."""

    agency: Agency


@dataclass(frozen=True, slots=True)
class OwnAgent:
    """Nobody acts for herself."""


@dataclass(frozen=True, slots=True)
class NoSuchRelation:
    pass


@dataclass(frozen=True, slots=True)
class AgentRevokedNow:
    person: str
    agent: str


@dataclass(frozen=True, slots=True)
class NoAgent:
    """It does not stand: taken back before, or never agreed."""


@dataclass(frozen=True, slots=True)
class Acting:
    """One who acts for another, both of them active residents."""

    agency: Agency
    person: Resident
    agent: Resident


@dataclass(frozen=True, slots=True)
class Principals:
    people: tuple[Acting, ...]


@dataclass(frozen=True, slots=True)
class Agents:
    people: tuple[Acting, ...]


def agree_agent(
    ports: Ports, person: str, agent: str, relation: str, text_version: str, by: str = SELF
) -> AgentAgreedNow | AgentAlready | OwnAgent | NoSuchRelation | NotRegistered:
    """person has proved who she is and heard the text of text_version; or by is the cadre who
    recorded it at the desk."""
    main = ports.merges.groups().main
    person, agent = main(person), main(agent)
    if not (_is_active(ports, person) and _is_active(ports, agent)):
        return NotRegistered()
    if person == agent:
        return OwnAgent()
    if relation not in RELATIONS:
        return NoSuchRelation()
    known = _standing(ports, person, agent)
    if known is not None and known.relation == relation:
        return AgentAlready(known)
    ports.journal.append(AgentAgreed(person, agent, relation, text_version), by=by)
    agency = _standing(ports, person, agent)
    assert agency is not None, "folded in the same transaction"
    return AgentAgreedNow(agency)


def revoke_agent(
    ports: Ports, person: str, agent: str, reason: str = REVOKE_REASONS[0], by: str = SELF
) -> AgentRevokedNow | NoAgent:
    """By herself, or by a cadre for her. What the agent did before stays as it is."""
    main = ports.merges.groups().main
    person, agent = main(person), main(agent)
    if _standing(ports, person, agent) is None:
        return NoAgent()
    ports.journal.append(AgentRevoked(person, agent, reason), by=by)
    return AgentRevokedNow(person, agent)


def list_agents(ports: Ports, person: str) -> list[Acting]:
    """Who acts for this person, the last agreed first."""
    return _acting(ports, ports.agencies.agents_of(person))


def list_principals(ports: Ports, agent: str) -> list[Acting]:
    """Whom this person acts for."""
    return _acting(ports, ports.agencies.principals_of(agent))


def whom_for(ports: Ports, agent: str) -> Principals:
    return Principals(tuple(list_principals(ports, agent)))


def who_acts(ports: Ports, person: str) -> Agents:
    return Agents(tuple(list_agents(ports, person)))


def may_act(ports: Ports, person: str, agent: str) -> bool:
    return any(row.person.person == person for row in list_principals(ports, agent))


def _acting(ports: Ports, agencies: list[Agency]) -> list[Acting]:
    """Who withdrew, moved away or was erased acts for nobody, and nobody for her."""
    found: list[Acting] = []
    for agency in agencies:
        person, agent = (ports.residents.by_id(id) for id in (agency.person, agency.agent))
        if person and agent and person.is_active and agent.is_active:
            found.append(Acting(agency, person, agent))
    return found


def _standing(ports: Ports, person: str, agent: str) -> Agency | None:
    rows = ports.agencies.agents_of(person)
    return next((row for row in rows if row.agent == agent), None)


def _is_active(ports: Ports, person: str) -> bool:
    resident = ports.residents.by_id(person)
    return resident is not None and resident.is_active
