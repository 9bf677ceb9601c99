"""Who stands here, and for whom: she finds herself (find_me), or she acts for her family.

Acting for somebody: who are you, proved by a card or your pictures; for whom; and that one goes on
through the flow, with you as `by`. The first time both stand here: the other one proves who she is
in the same way, hears what it means, and agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeVar

from kiosk.flows import ask_sign, find_me
from kiosk.flows.ask_sign import Asking
from kiosk.flows.find_me import FAMILY, Finding
from kiosk.flows.screen import (
    CALL_CADRE,
    MOST_CHOICES,
    Args,
    Came,
    Choice,
    Chose,
    Done,
    Event,
    Pick,
    ReadAloud,
    Step,
    Tone,
    Work,
)
from kiosk.services.agents import (
    TEXT_VERSION,
    Acting,
    AgentAgreedNow,
    AgentAlready,
    OwnAgent,
    Principals,
    agree_agent,
    whom_for,
)
from kiosk.services.cards import AnyCard
from kiosk.services.check_in import NotRegistered
from kiosk.services.find_me import Identified
from kiosk.services.sign import NoSign
from sync.standard.agents import RELATIONS
from sync.standard.identity import mask_name
from sync.standard.origin import SELF

NEW = Choice("new", "plus", Tone.GOLD)
MORE = Choice("more", "more", Tone.PAPER)
CADRE = Choice("cadre", "help", Tone.RED)
HOME = Choice("home", "home", Tone.PAPER)
_WAY: Final = "find_me.way"
_RELATION_ICONS: Final = ("male", "child", "heart", "people", "home", "doctor")
_SHOWN: Final = MOST_CHOICES - 2


@dataclass(frozen=True, slots=True)
class Who:
    """at: who is being asked: "self", "agent" (for whom she came nobody knows yet), "person" (whom
    the agent brought along), or "" while the two are."""

    at: str = "self"
    finding: Finding = Finding()
    asking: Asking | None = None
    agent: Identified | None = None
    person: Identified | None = None
    people: tuple[Acting, ...] = ()
    page: int = 0
    relation: str = ""


S = TypeVar("S")
Found = Step[Who] | Identified


def begin() -> Step[Who]:
    return _inner(Who(), find_me.begin())


def step(state: Who, event: Event) -> Found:
    match event:
        case Chose("home"):
            return Step(Who())
        case Chose("family") if state.at == "self":
            return _inner(Who(at="agent"), find_me.begin())
        case _ if state.asking is not None:
            return _asked(state, ask_sign.step(state.asking, event))
        case _ if state.at:
            return _found(state, find_me.step(state.finding, event))
        case Chose("cadre"):
            return Step(state, then=CALL_CADRE)
        case Came(outcome):
            return _came(state, outcome)
        case Chose(choice):
            return _chose(state, choice)
        case _:
            return begin()


def present(state: Who, card: AnyCard) -> Found | None:
    """It says who the one is that is being asked; at any other page somebody else has come."""
    if state.at not in ("agent", "person"):
        state = Who()
    found = find_me.present(card)
    return None if found is None else _found(replace(state, asking=None), found)


def headed(step: Step[S], found: Identified | None) -> Step[S]:
    """The step whose screen says on top, masked, who stands here or whom somebody else acts for."""
    if found is None or step.screen is None:
        return step
    whom = mask_name(found.resident.personal.name)
    if found.by == SELF:
        return replace(step, screen=replace(step.screen, greets=whom))
    return replace(step, screen=replace(step.screen, for_whom=whom))


def _inner(state: Who, inner: Step[Finding]) -> Step[Who]:
    """The first page asks for the one who is meant now; family leads no further."""
    screen = inner.screen
    if state.at != "self" and isinstance(screen, Pick) and screen.id == _WAY:
        ways = tuple(choice for choice in screen.choices if choice != FAMILY)
        screen = replace(screen, id=f"family.{state.at}_way", choices=ways)
    return replace(inner.within(replace(state, finding=inner.state)), screen=screen)


def _found(state: Who, found: Step[Finding] | Identified) -> Found:
    if isinstance(found, Step):
        return _inner(state, found)
    if state.at == "self":
        return found
    if found.is_proven:
        return _proved(state, found)
    return _asked(state, ask_sign.begin(found))


def _asked(state: Who, outcome: Step[Asking] | ask_sign.Outcome) -> Found:
    match outcome:
        case Identified():
            return _proved(state, outcome)
        case Step() as asking:
            return asking.within(replace(state, asking=asking.state))
        case NoSign() | NotRegistered():
            # The page stands for the one who is asked: her card is taken here too.
            page = Pick(f"family.{state.at}_unproved", (CADRE, HOME), tone=Tone.RED)
            return Step(replace(state, asking=None), page)


def _proved(state: Who, found: Identified) -> Found:
    if state.at == "agent":
        work = partial(whom_for, agent=found.resident.person)
        return Step(Who(at="", agent=found), work=work)
    pairs = zip(RELATIONS, _RELATION_ICONS, strict=True)
    choices = tuple(Choice(name, icon, Tone.GOLD) for name, icon in pairs)
    page = Pick("family.relation", choices, tone=Tone.GOLD)
    return Step(replace(state, at="", asking=None, person=found), page)


def _chose(state: Who, choice: str) -> Found:
    match choice:
        case "new":
            return _inner(replace(state, at="person"), find_me.begin())
        case "more":
            return _whom(replace(state, page=state.page + 1))
        case "yes":
            return Step(state, work=_agreeing(state))
        case "no":
            return Step(Who(), Done("family.declined", icon="bye"), is_final=True)
        case _ if choice in RELATIONS:
            text = ReadAloud("family.consent", "handshake", args=_both(state), tone=Tone.GOLD)
            return Step(replace(state, relation=choice), text)
        case _ if choice.isdecimal() and int(choice) < len(state.people) and state.agent:
            return _for(state.people[int(choice)], state.agent)
        case _:
            return Step(Who())


def _for(acting: Acting, agent: Identified) -> Identified:
    return Identified(acting.person, by=agent.resident.person, is_proven=True)


def _agreeing(state: Who) -> Work:
    assert state.agent is not None
    assert state.person is not None
    return partial(
        agree_agent,
        person=state.person.resident.person,
        agent=state.agent.resident.person,
        relation=state.relation,
        text_version=TEXT_VERSION,
    )


def _came(state: Who, outcome: object) -> Found:
    match outcome:
        case Principals(people):
            return _whom(replace(state, people=people))
        case AgentAgreedNow() | AgentAlready() if state.person and state.agent:
            agent = state.agent.resident.person
            return Identified(state.person.resident, by=agent, is_proven=True)
        case OwnAgent() | NotRegistered():
            return Step(state, Pick("family.own", (NEW, HOME), tone=Tone.GOLD))
        case _:
            raise TypeError(outcome)


def _whom(state: Who) -> Step[Who]:
    """The last agreed first, a screenful at a time."""
    first = state.page * _SHOWN
    shown = state.people[first : first + _SHOWN]
    people = find_me.person_choices([one.person for one in shown], first)
    more = (MORE,) if first + _SHOWN < len(state.people) else ()
    screen = "family.whom" if state.people else "family.nobody"
    return Step(state, Pick(screen, (*people, *more, NEW), tone=Tone.GOLD))


def _both(state: Who) -> Args:
    assert state.agent is not None
    assert state.person is not None
    return {
        "agent": mask_name(state.agent.resident.personal.name),
        "person": mask_name(state.person.resident.personal.name),
    }
