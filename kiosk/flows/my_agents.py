"""Who may act for her, and taking that back. A part of my record: she has proved who she is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows.find_me import is_it_you, person_choices
from kiosk.flows.screen import (
    MOST_CHOICES,
    Came,
    Choice,
    Chose,
    Confirm,
    Done,
    Event,
    Pick,
    Step,
    Tone,
)
from kiosk.services.agents import Acting, AgentRevokedNow, Agents, NoAgent, revoke_agent, who_acts

HOME = Choice("home", "home", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class Listing:
    person: str
    people: tuple[Acting, ...] = ()
    chosen: int = 0


def begin(person: str) -> Step[Listing]:
    return Step(Listing(person), work=partial(who_acts, person=person))


def step(state: Listing, event: Event) -> Step[Listing]:
    match event:
        case Chose(index) if index.isdecimal() and int(index) < len(state.people):
            state = replace(state, chosen=int(index))
            return Step(state, _stop(state.people[state.chosen]))
        case Chose("yes"):
            agent = state.people[state.chosen].agent.person
            return Step(state, work=partial(revoke_agent, person=state.person, agent=agent))
        case Chose("no"):
            return begin(state.person)
        case Came(Agents(people)):
            return Step(replace(state, people=people), _list(people))
        case Came(AgentRevokedNow() | NoAgent()):
            done = Done("family.stopped", icon="handshake", tone=Tone.GOLD)
            return Step(state, done, is_final=True)
        case _:
            return Step(state)


def _list(people: tuple[Acting, ...]) -> Pick | Done:
    """The last agreed first; whoever has more than fit asks a cadre."""
    if not people:
        return Done("family.none", icon="people", tone=Tone.GOLD)
    shown = people[: MOST_CHOICES - 1]
    choices = person_choices([one.agent for one in shown])
    return Pick("family.mine", (*choices, HOME), tone=Tone.GOLD)


def _stop(acting: Acting) -> Confirm:
    return replace(is_it_you(acting.agent, "family.stop"), tone=Tone.GOLD)
