"""List the teams as they stand under one another, and look at one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.services.hours import ledger_of, minutes_in_all
from kiosk.services.ports import Ports
from kiosk.services.set_team import MOST_TEAMS, TeamSlip, standing_teams
from sync.standard.residents import Resident
from sync.standard.teams import Member, Team

MOST_MEMBERS = 2000


@dataclass(frozen=True, slots=True)
class TeamListed:
    team: Team
    depth: int
    """0 = stands alone; 1 = under one of depth 0; and so on."""
    leader: Resident | None
    members: int


@dataclass(frozen=True, slots=True)
class TeamMember:
    resident: Resident
    minutes: int
    """Of her whole ledger, whatever for."""
    is_leader: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    team: Team
    above: tuple[Team, ...]
    """The one above it first."""
    members: tuple[TeamMember, ...]
    """The leader first, then by name. Who took her consent back is not among them."""

    @property
    def minutes(self) -> int:
        return sum(member.minutes for member in self.members)


def list_teams(ports: Ports) -> tuple[TeamListed, ...]:
    """Those that are not closed: each team, and below it those that stand under it, by name."""
    teams = {team.team: team for team in standing_teams(ports)}
    counts: dict[str, set[str]] = {}
    main = ports.merges.groups().main
    for row in ports.rows.where(Member, limit=MOST_TEAMS * MOST_MEMBERS, is_member=True):
        counts.setdefault(row.team, set()).add(main(row.person))
    active: dict[str, bool] = {}

    def is_active(person: str) -> bool:
        if person not in active:
            active[person] = _active(ports, person) is not None
        return active[person]

    return tuple(
        TeamListed(
            team,
            depth,
            _active(ports, main(team.plan.leader)),
            sum(is_active(person) for person in counts.get(team.team, ())),
        )
        for team, depth in _tree(teams)
    )


def look_at_team(ports: Ports, team: str) -> TeamPage | TeamSlip:
    found = ports.rows.get(Team, team)
    if found is None:
        return TeamSlip.NO_TEAM
    main = ports.merges.groups().main
    rows = ports.rows.where(Member, limit=MOST_MEMBERS, team=team, is_member=True)
    people = (_active(ports, person) for person in {main(row.person) for row in rows})
    leader = main(found.plan.leader)
    members = [
        TeamMember(one, minutes_in_all(ledger_of(ports, one.person)), one.person == leader)
        for one in people
        if one is not None
    ]
    members.sort(key=lambda one: (not one.is_leader, one.resident.personal.name, one.resident.key))
    return TeamPage(found, _above(ports, found), tuple(members))


def _tree(teams: Mapping[str, Team]) -> Iterator[tuple[Team, int]]:
    """Two cadres may have put each of two teams under the other: then the first of such a ring,
    by name, stands at its top."""
    below: dict[str, list[str]] = {}
    by_name = sorted(teams, key=lambda key: (teams[key].plan.name, key))
    for key in by_name:
        below.setdefault(teams[key].plan.parent, []).append(key)
    tops = [key for key in by_name if teams[key].plan.parent not in teams]
    told: set[str] = set()
    for top in (*tops, *by_name):
        ahead = [(top, 0)]
        while ahead:
            key, depth = ahead.pop()
            if key in told:
                continue
            told.add(key)
            yield teams[key], depth
            ahead += [(under, depth + 1) for under in reversed(below.get(key, []))]


def _above(ports: Ports, team: Team) -> tuple[Team, ...]:
    found: list[Team] = []
    seen = {team.team}
    while (parent := team.plan.parent) and parent not in seen:
        seen.add(parent)
        above = ports.rows.get(Team, parent)
        if above is None:
            break
        found.append(above)
        team = above
    return tuple(found)


def _active(ports: Ports, person: str) -> Resident | None:
    resident = ports.residents.by_id(person) if person else None
    return resident if resident is not None and resident.is_active else None
