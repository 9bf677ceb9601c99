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
from kiosk.services.lead_teams import teams_led_by
from kiosk.services.ports import Ports
from kiosk.services.set_team import is_member
from sync.standard.origin import SELF
from sync.standard.recruiting import PlaceAsked
from sync.standard.residents import Resident


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
