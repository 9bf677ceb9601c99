"""A team's leader asks for places for its members: for those whom she chooses, all at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kiosk.services.ask_place import (
    AskedBefore,
    Doubt,
    PlaceQuestion,
    PlaceSlip,
    check_asking,
)
from kiosk.services.ports import Ports
from kiosk.services.set_team import is_member, standing_teams
from sync.standard.origin import SELF
from sync.standard.recruiting import PlaceAsked
from sync.standard.residents import Resident
from sync.standard.teams import Member, Team

MOST_MEMBERS = 2000


@dataclass(frozen=True, slots=True)
class Led:
    """A team, and whom its leader may ask for; herself too, first."""

    team: Team
    members: tuple[Resident, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    resident: Resident
    why: PlaceSlip | PlaceQuestion


@dataclass(frozen=True, slots=True)
class TeamAsked:
    """before: those who had asked themselves. barred: those for whom nothing was noted."""

    asked: tuple[Resident, ...]
    before: tuple[Resident, ...] = ()
    barred: tuple[Barred, ...] = ()


@dataclass(frozen=True, slots=True)
class NotLeader:
    pass


def teams_led_by(ports: Ports, person: str) -> tuple[Led, ...]:
    hers = ports.merges.groups().members(person)
    teams = [team for team in standing_teams(ports) if team.plan.leader in hers]
    led = [Led(team, _members(ports, team, person)) for team in teams]
    return tuple(sorted(led, key=lambda one: (one.team.plan.name, one.team.key)))


def ask_for_team(
    ports: Ports, leader: str, team: str, activity: str, shift: str, people: Collection[str]
) -> TeamAsked | NotLeader:
    """people: ids of members. Who would be asked something first (a clash of times, a child) asks
    herself; a place that is only to be waited for is asked for all the same. All of it is one
    transaction, and its entries are the leader's."""
    led = next((one for one in teams_led_by(ports, leader) if one.team.team == team), None)
    if led is None:
        return NotLeader()
    asked: list[Resident] = []
    before: list[Resident] = []
    barred: list[Barred] = []
    facts: list[PlaceAsked] = []
    for member in led.members:
        if member.person not in people or not is_member(ports, team, member.person):
            continue
        said = check_asking(ports, member.person, activity, shift, SELF, (PlaceQuestion.FULL,))
        match said:
            case PlaceAsked():
                asked.append(member)
                facts.append(PlaceAsked(activity, member.person, shift, team))
            case AskedBefore():
                before.append(member)
            case Doubt(question):
                barred.append(Barred(member, question))
            case slip:
                barred.append(Barred(member, slip))
    if facts:
        ports.journal.append(*facts, by=leader)
    return TeamAsked(tuple(asked), tuple(before), tuple(barred))


def _members(ports: Ports, team: Team, leader: str) -> tuple[Resident, ...]:
    main = ports.merges.groups().main
    rows = ports.rows.where(Member, limit=MOST_MEMBERS, team=team.team, is_member=True)
    found = (ports.residents.by_id(one) for one in {main(row.person) for row in rows})
    active = [one for one in found if one is not None and one.is_active]
    own = main(leader)
    active.sort(key=lambda one: (one.person != own, one.personal.name, one.person))
    return tuple(active)
