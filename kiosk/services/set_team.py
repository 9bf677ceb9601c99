"""Write down a team: its name, what it is, under whom it stands, who leads it; and close it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from sync.standard.facts import Fact
from sync.standard.plans import changes
from sync.standard.teams import (
    TEAM_KINDS,
    Member,
    Team,
    TeamJoined,
    TeamPlan,
    TeamSet,
    would_contain_itself,
)

MOST_TEAMS: Final = 500


class TeamSlip(StrEnum):
    NO_TEAM = "no_team"
    NO_NAME = "no_name"
    SAME_NAME = "same_name"
    """Another team that stands has it."""
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_PARENT = "unknown_parent"
    """Or one that is closed."""
    CONTAINS_ITSELF = "contains_itself"
    """Directly or through others."""
    UNKNOWN_LEADER = "unknown_leader"
    """Or one who does not agree to be in the register."""
    HAS_TEAMS_BELOW = "has_teams_below"
    """It cannot be closed before they are."""


@dataclass(frozen=True, slots=True)
class TeamStands:
    team: Team
    is_changed: bool
    """False: it stood so already, and nothing was entered."""


def set_team(ports: Ports, plan: TeamPlan, by: str, team: str = "") -> TeamStands | TeamSlip:
    """team: "" makes a new one. Whoever is made leader is a member from then on."""
    stands = ports.rows.get(Team, team) if team else None
    if team and stands is None:
        return TeamSlip.NO_TEAM
    plan = msgspec.structs.replace(plan, name=" ".join(plan.name.split()), about=plan.about.strip())
    before = stands.plan if stands else TeamPlan()
    slip = _slip(ports, plan, before, team)
    if slip is not None:
        return slip
    changed = changes(before, plan)
    if stands is not None and not changed:
        return TeamStands(stands, False)
    team = team or ports.ids.new()
    facts: list[Fact] = [TeamSet(team, changed)]
    if plan.leader and not is_member(ports, team, plan.leader):
        facts.append(TeamJoined(team, plan.leader))
    ports.journal.append(*facts, by=by)
    return TeamStands(_stored(ports, team), True)


def close_team(ports: Ports, team: str, by: str) -> TeamStands | TeamSlip:
    """Its members and what they did stay written down."""
    stands = ports.rows.get(Team, team)
    if stands is None:
        return TeamSlip.NO_TEAM
    if stands.plan.is_closed:
        return TeamStands(stands, False)
    if any(other.plan.parent == team for other in standing_teams(ports)):
        return TeamSlip.HAS_TEAMS_BELOW
    ports.journal.append(TeamSet(team, {"is_closed": True}), by=by)
    return TeamStands(_stored(ports, team), True)


def standing_teams(ports: Ports) -> list[Team]:
    """All that are not closed."""
    found = ports.rows.where(Team, limit=MOST_TEAMS)
    return [team for team in found if not team.plan.is_closed]


def is_member(ports: Ports, team: str, person: str) -> bool:
    """Under any of her ids."""
    groups = ports.merges.groups()
    rows = (ports.rows.get(Member, f"{team}/{one}") for one in groups.members(person))
    return any(row is not None and row.is_member for row in rows)


def _slip(ports: Ports, plan: TeamPlan, before: TeamPlan, team: str) -> TeamSlip | None:
    """What stood before is not asked about again: a team whose leader moved away can still be
    given another name."""
    if not plan.name:
        return TeamSlip.NO_NAME
    if plan.kind not in TEAM_KINDS:
        return TeamSlip.UNKNOWN_KIND
    others = {one.team: one for one in standing_teams(ports) if one.team != team}
    if any(one.plan.name.casefold() == plan.name.casefold() for one in others.values()):
        return TeamSlip.SAME_NAME
    if plan.parent != before.parent and plan.parent:
        if team and would_contain_itself(team, plan.parent, lambda one: _parent(ports, one)):
            return TeamSlip.CONTAINS_ITSELF
        if plan.parent not in others:
            return TeamSlip.UNKNOWN_PARENT
    if plan.leader != before.leader and plan.leader:
        resident = ports.residents.by_id(plan.leader)
        if resident is None or not resident.is_active:
            return TeamSlip.UNKNOWN_LEADER
    return None


def _parent(ports: Ports, team: str) -> str:
    found = ports.rows.get(Team, team)
    return found.plan.parent if found else ""


def _stored(ports: Ports, team: str) -> Team:
    found = ports.rows.get(Team, team)
    assert found is not None, "folded in the same transaction"
    return found
