"""Activities: look at them, ask for a place, leave it, see what she has asked for.

Anybody may look. Who asks for a place says who she is first; who wants to see or give back her own
places, or asks for her team, proves it as for her record.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kiosk.flows import activity_pages as pages
from kiosk.flows import ask_sign, brand_pages, for_team, who
from kiosk.flows import look_at_activities as looking
from kiosk.flows.ask_sign import Asking
from kiosk.flows.for_team import Team
from kiosk.flows.look_at_activities import ASK, BRANDS, LEAVE, LIST, MINE, PRIVATE, TEAM, Looking
from kiosk.flows.screen import Came, Chose, ChoseSome, Done, Event, Step
from kiosk.flows.who import Who
from kiosk.services.ask_place import (
    AskedBefore,
    AskedNow,
    Doubt,
    LeftNow,
    NothingToLeave,
    PlaceSlip,
    leave_place,
)
from kiosk.services.cards import AnyCard
from kiosk.services.check_in import NotRegistered
from kiosk.services.find_me import Identified
from kiosk.services.look_for_activities import (
    Looked,
    Ready,
    look_for_activities,
)
from kiosk.services.my_places import Told, tell_news
from kiosk.services.papers import NoPlace, Printed
from sync.standard.origin import SELF
from sync.standard.recruiting import Place


class Activities:
    """志愿活动: what is on, and who comes."""

    name = "activities"

    def start(self) -> Step[Looking]:
        return Step(Looking(), work=look_for_activities)

    def step(self, state: Looking, event: Event) -> Step[Looking]:
        step = self._go_on(state, event)
        return who.headed(step, step.state.found)

    def _go_on(self, state: Looking, event: Event) -> Step[Looking]:
        if state.who is not None:
            return _found(state, who.step(state.who, event))
        if state.asking is not None:
            return _asked(state, ask_sign.step(state.asking, event))
        match event:
            case Came(outcome):
                return _came(state, outcome)
            case ChoseSome(ids) if state.team is not None:
                return _team(state, for_team.chose(state.team, ids))
            case Chose(choice):
                return _chose(state, choice)
            case _:
                return self.start()

    def present(self, state: Looking | None, card: AnyCard) -> Step[Looking] | None:
        step = who.present(state.who if state and state.who else Who(), card)
        if step is None:
            return None
        # Of whoever stood there before nothing stays but what is looked at.
        want = state.want if state and state.want in (ASK, MINE) else LIST
        kept = Looking(want, match=state.match if state else None)
        found = _found(kept, step)
        return who.headed(found, found.state.found)

    def person_of(self, state: Looking) -> str:
        return state.found.resident.person if state.found else ""


def _found(state: Looking, found: who.Found) -> Step[Looking]:
    match found:
        case Identified(_, by, is_proven):
            known = is_proven or by != SELF
            return _go(replace(state, who=None, found=found, is_proven=known))
        case Step() as step:
            return step.within(replace(state, who=step.state))


def _asked(state: Looking, outcome: Step[Asking] | ask_sign.Outcome) -> Step[Looking]:
    match outcome:
        case Step() as step:
            return step.within(replace(state, asking=step.state))
        case NotRegistered():
            return _gone()
        case _:
            return _go(replace(state, asking=None, is_proven=True))


def _go(state: Looking) -> Step[Looking]:
    """On to what she wants, as soon as it is known who she is, and proved where it must be."""
    if state.found is None:
        step = who.begin()
        return step.within(replace(state, who=step.state))
    if state.want in PRIVATE and not state.is_proven:
        asking = ask_sign.begin(state.found)
        return asking.within(replace(state, asking=asking.state))
    person = state.found.resident.person
    if state.want == TEAM and state.team is not None:
        return _team(state, for_team.begin(state.team))
    if state.want == LEAVE and state.own is not None:
        return _leave(state, state.found, state.own.place)
    return Step(state, work=partial(look_for_activities, person=person))


def _came(state: Looking, outcome: object) -> Step[Looking]:
    match outcome:
        case Looked():
            return looking.listed(replace(state, looked=outcome))
        case Told():
            return looking.listed(replace(state, looked=_without_first_news(state.looked)))
        case Ready():
            return looking.ready(replace(state, ready=outcome))
        case AskedNow(_, mine, is_full):
            prints = state.looked.has_printer
            page = pages.asked(mine, is_full=is_full, has_printer=prints)
            return Step(replace(state, own=mine), page, is_final=True)
        case AskedBefore(mine):
            return looking.look_at_place(state, mine)
        case Doubt(question, other):
            state = replace(state, doubt=question)
            return Step(state, pages.question(question.value, other))
        case PlaceSlip() as slip:
            activity = state.match.activity if state.match else None
            return Step(Looking(), pages.refused(slip, activity), is_final=True)
        case Printed():
            return Step(state, pages.slip_printed(), is_final=True)
        case NoPlace():
            return Step(state, pages.slip_not_printed(), is_final=True)
        case LeftNow(mine):
            return Step(state, pages.left(mine), is_final=True)
        case NothingToLeave() | NotRegistered():
            return _gone()
        case _ if state.team is not None:
            return _team(state, for_team.came(state.team, outcome))
        case _:
            raise TypeError(outcome)


def _chose(state: Looking, choice: str) -> Step[Looking]:
    match choice:
        case "mine":
            return _go(replace(state, want=MINE, page=0))
        case "brands":
            return Step(replace(state, want=BRANDS), brand_pages.listed(state.looked.brands))
        case "look" | "others" | "no":
            return looking.again(state)
        case "yes" if state.want == BRANDS:
            return looking.again(state)
        case "yes":
            return _go(replace(state, want=ASK, agreed=frozenset()))
        case "me":
            return looking.ask(state)
        case "agree" if state.doubt is not None:
            return looking.ask(replace(state, agreed=state.agreed | {state.doubt}))
        case "understood":
            return _tell(state)
        case "leave" if state.own is not None:
            return _go(replace(state, want=LEAVE))
        case "print" if state.own is not None:
            return looking.print_own(state, state.own)
        case "again" if state.own is not None:
            return looking.look_at_own(state, state.own)
        case "done" | "stay" | "home":
            return Step(Looking())
        case _:
            return _chose_one(state, choice)


def _chose_one(state: Looking, choice: str) -> Step[Looking]:
    """A card, a shift, a place of hers, a team; or more of them."""
    kind, number = choice[:1], choice[1:]
    if choice == "more":
        return looking.more(state)
    if not number.isdecimal():
        return Activities().start()
    at = int(number)
    if kind == "a" and at < len(state.looked.matches):
        return looking.look_at(state, state.looked.matches[at])
    if kind == "b" and at < len(state.looked.brands):
        return Step(state, brand_pages.page(state.looked.brands[at]))
    if kind == "p" and at < len(state.looked.mine):
        return looking.look_at_place(state, state.looked.mine[at])
    if kind == "s" and at < len(state.ready.shifts):
        return looking.who_goes(replace(state, shift=state.ready.shifts[at][0].id))
    if kind == "t" and at < len(state.ready.led) and state.match is not None:
        activity = state.match.activity.activity
        team = Team(state.ready.led[at], activity, state.shift)
        return _go(replace(state, want=TEAM, team=team))
    return Activities().start()


def _tell(state: Looking) -> Step[Looking]:
    if not state.looked.news or state.found is None:
        return looking.listed(state)
    return Step(state, work=partial(tell_news, news=state.looked.news[0], by=state.found.by))


def _without_first_news(looked: Looked) -> Looked:
    return replace(looked, news=looked.news[1:])


def _leave(state: Looking, found: Identified, place: Place) -> Step[Looking]:
    work = partial(
        leave_place,
        person=found.resident.person,
        activity=place.activity,
        shift=place.shift,
        by=found.by,
    )
    return Step(state, work=work)


def _team(state: Looking, step: Step[Team]) -> Step[Looking]:
    return step.within(replace(state, team=step.state))


def _gone() -> Step[Looking]:
    gone = Done("activities.gone", icon="warning", is_good=False)
    return Step(Looking(), gone, is_final=True)
