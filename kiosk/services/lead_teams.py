"""Which teams somebody leads, and whom she may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.ports import Ports
from kiosk.services.set_team import standing_teams
from sync.standard.residents import Resident
from sync.standard.teams import Member, Team

MOST_MEMBERS: Final = 2000


@dataclass(frozen=True, slots=True)
class Led:
    """A team, and whom its leader may ask for; herself too, first."""

    team: Team
    members: tuple[Resident, ...]


def teams_led_by(ports: Ports, person: str) -> tuple[Led, ...]:
    hers = ports.merges.groups().members(person)
    teams = [team for team in standing_teams(ports) if team.plan.leader in hers]
    led = [Led(team, _members(ports, team, person)) for team in teams]
    return tuple(sorted(led, key=lambda one: (one.team.plan.name, one.team.key)))


def _members(ports: Ports, team: Team, leader: str) -> tuple[Resident, ...]:
    main = ports.merges.groups().main
    rows = ports.rows.where(Member, limit=MOST_MEMBERS, team=team.team, is_member=True)
    found = (ports.residents.by_id(one) for one in {main(row.person) for row in rows})
    active = [one for one in found if one is not None and one.is_active]
    own = main(leader)
    active.sort(key=lambda one: (one.person != own, one.personal.name, one.person))
    return tuple(active)
