"""A team's leader says who of its members shall go: six at a time, each touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kiosk.flows.find_me import person_choices
from kiosk.flows.screen import MOST_CHOICES, Choice, Done, Pick, PickSome, Step, Tone
from kiosk.services.ask_for_team import NotLeader, TeamAsked, ask_for_team
from kiosk.services.lead_teams import Led
from sync.standard.residents import Resident

ME = Choice("me", "person", Tone.GREEN)
_TEAMS: Final = MOST_CHOICES - 1


@dataclass(frozen=True, slots=True)
class Team:
    """chosen: ids of members so far; first: of those that stand now."""

    led: Led
    activity: str
    shift: str = ""
    first: int = 0
    chosen: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[Resident, ...]:
        return self.led.members[self.first : self.first + MOST_CHOICES]


def who_goes(led: tuple[Led, ...]) -> Pick:
    """Only she, or her team."""
    teams = [
        Choice(f"t{at}", "people", Tone.PLUM, words=one.team.plan.name, names_nobody=True)
        for at, one in enumerate(led[:_TEAMS])
    ]
    return Pick("activities.who_goes", (ME, *teams), tone=Tone.PLUM)


def begin(team: Team) -> Step[Team]:
    return Step(team, _members(team))


def chose(team: Team, ids: frozenset[str]) -> Step[Team]:
    shown = team.shown
    people = {shown[int(one[1:])].person for one in ids}
    team = replace(team, chosen=team.chosen | people, first=team.first + MOST_CHOICES)
    if team.shown:
        return Step(team, _members(team))
    if not team.chosen:
        return Step(team, Done("activities.team_nobody", "people", is_good=False), is_final=True)
    work = partial(
        ask_for_team,
        leader=team.led.team.plan.leader,
        team=team.led.team.team,
        activity=team.activity,
        shift=team.shift,
        people=team.chosen,
    )
    return Step(team, work=work)


def came(team: Team, outcome: object) -> Step[Team]:
    match outcome:
        case TeamAsked(asked, before, barred):
            args = {"asked": len(asked) + len(before), "barred": len(barred)}
            ends = "some" if barred else "asked"
            screen = f"activities.team_{ends if args['asked'] else 'barred'}"
            done = Done(screen, "people", args=args, tone=Tone.GREEN, is_good=not barred)
            return Step(team, done, is_final=True)
        case NotLeader():
            return Step(team, Done("activities.gone", "warning", is_good=False), is_final=True)
        case _:
            raise TypeError(outcome)


def _members(team: Team) -> PickSome:
    choices = person_choices(team.shown, begin="m")
    return PickSome("activities.members", choices, tone=Tone.PLUM)
