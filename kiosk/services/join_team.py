"""Join a team and leave it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from kiosk.services.set_team import TeamSlip, is_member
from sync.standard.facts import Fact
from sync.standard.residents import Resident
from sync.standard.teams import Member, Team, TeamJoined, TeamLeft, TeamSet


@dataclass(frozen=True, slots=True)
class JoinedNow:
    team: Team
    resident: Resident


@dataclass(frozen=True, slots=True)
class MemberAlready:
    """The same person twice is one; nothing was entered."""

    team: Team
    resident: Resident


@dataclass(frozen=True, slots=True)
class LeftNow:
    team: Team
    was_leader: bool
    """The team has no leader now."""


@dataclass(frozen=True, slots=True)
class NoMember:
    team: Team


def join_team(
    ports: Ports, team: str, person: str, by: str
) -> JoinedNow | MemberAlready | NotRegistered | TeamSlip:
    """Under the id that is shown, whichever of hers was given."""
    found = ports.rows.get(Team, team)
    if found is None or found.plan.is_closed:
        return TeamSlip.NO_TEAM
    resident = ports.residents.by_id(ports.merges.groups().main(person))
    if resident is None or not resident.is_active:
        return NotRegistered()
    if is_member(ports, team, person):
        return MemberAlready(found, resident)
    ports.journal.append(TeamJoined(team, resident.person), by=by)
    return JoinedNow(found, resident)


def leave_team(ports: Ports, team: str, person: str, by: str) -> LeftNow | NoMember | TeamSlip:
    """Anybody may go, also somebody who is not in the register any more."""
    found = ports.rows.get(Team, team)
    if found is None:
        return TeamSlip.NO_TEAM
    if not is_member(ports, team, person):
        return NoMember(found)
    hers = ports.merges.groups().members(person)
    rows = (ports.rows.get(Member, f"{team}/{one}") for one in hers)
    facts: list[Fact] = [TeamLeft(team, row.person) for row in rows if row and row.is_member]
    was_leader = found.plan.leader in hers
    if was_leader:
        facts.append(TeamSet(team, {"leader": ""}))
    ports.journal.append(*facts, by=by)
    after = ports.rows.get(Team, team)
    assert after is not None, "folded in the same transaction"
    return LeftNow(after, was_leader)
