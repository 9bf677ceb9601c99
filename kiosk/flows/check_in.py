"""Check in and check out: find me, that's me, what for, done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows import who
from kiosk.flows.say import progress, service_choices, standing_args, visit_args
from kiosk.flows.screen import (
    AnyScreen,
    Args,
    Came,
    Choice,
    Chose,
    Done,
    Event,
    Pick,
    Step,
    Tone,
)
from kiosk.flows.who import Who
from kiosk.services.cards import AnyCard
from kiosk.services.check_in import (
    AlreadyIn,
    Arrived,
    CheckedInNow,
    CheckedOutNow,
    NotIn,
    NotRegistered,
    arrive,
    check_in,
    check_out,
    understand,
)
from kiosk.services.find_me import Identified
from kiosk.services.stars import Standing
from sync.standard.attendance import Visit
from sync.standard.residents import Resident

UNDERSTOOD = Choice("understood", "yes", Tone.GREEN)
LEAVE = Choice("leave", "check_out", Tone.GREEN)
STAY = Choice("stay", "clock", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class CheckingIn:
    who: Who = Who()
    found: Identified | None = None
    visit: str = ""
    """The visit she may end, or (is_closed) the one that she is told of."""
    is_closed: bool = False


class CheckIn:
    """签到: the home page's first thing."""

    name = "check_in"

    def start(self) -> Step[CheckingIn]:
        return _found(who.begin())

    def step(self, state: CheckingIn, event: Event) -> Step[CheckingIn]:
        if state.found is None:
            return _found(who.step(state.who, event))
        return who.on_behalf(self._go_on(state, state.found, event), state.found)

    def _go_on(self, state: CheckingIn, found: Identified, event: Event) -> Step[CheckingIn]:
        match event:
            case Chose("understood") if state.is_closed:
                person, visit, by = found.resident.person, state.visit, found.by
                return Step(state, work=partial(understand, person=person, visit=visit, by=by))
            case Chose("understood"):
                return Step(state, _service_screen())
            case Chose("leave"):
                return Step(state, work=partial(check_out, visit_id=state.visit, by=found.by))
            case Chose("stay" | "done"):
                return Step(CheckingIn())
            case Chose(service):
                work = partial(check_in, person=found.resident.person, service=service, by=found.by)
                return Step(state, work=work)
            case Came(outcome):
                return _came(state, outcome)
            case _:
                return self.start()

    def present(self, state: CheckingIn, card: AnyCard) -> Step[CheckingIn] | None:
        step = who.present(state.who, card)
        return None if step is None else _found(step)

    def person_of(self, state: CheckingIn) -> str:
        return state.found.resident.person if state.found else ""


def _found(found: who.Found) -> Step[CheckingIn]:
    match found:
        case Identified(resident):
            return Step(CheckingIn(found=found), work=partial(arrive, person=resident.person))
        case Step() as step:
            return step.within(CheckingIn(step.state))


def _came(state: CheckingIn, outcome: object) -> Step[CheckingIn]:
    match outcome:
        case Arrived(_, here, forgotten):
            visit = here or forgotten
            is_closed = visit is not None and visit.is_closed
            state = replace(state, visit=visit.visit if visit else "", is_closed=is_closed)
            return Step(state, _arrived_screen(here, forgotten))
        case CheckedInNow(resident, visit, standing):
            return _done(state, "check_in.in", resident, visit, standing)
        case AlreadyIn(_, visit):
            return Step(replace(state, visit=visit.visit), _leave_screen(visit))
        case CheckedOutNow(resident, visit, standing, counted):
            screen_id = "check_in.out_doubtful" if visit.needs_correction else "check_in.out"
            return _done(state, screen_id, resident, visit, standing, counted)
        case NotIn() | NotRegistered():
            return Step(state, Done("check_in.gone", icon="warning", is_good=False), is_final=True)
        case _:
            raise TypeError(outcome)


def _arrived_screen(here: Visit | None, forgotten: Visit | None) -> AnyScreen:
    if here is not None:
        return _leave_screen(here)
    if forgotten is not None:
        # Closed, its minutes are what the county's rule credits.
        screen_id = "check_in.credited" if forgotten.minutes else "check_in.forgot"
        return Pick(screen_id, (UNDERSTOOD,), args=visit_args(forgotten), tone=Tone.GOLD)
    return _service_screen()


def _service_screen() -> Pick:
    return Pick("check_in.service", service_choices(), tone=Tone.GREEN)


def _leave_screen(visit: Visit) -> Pick:
    return Pick("check_in.leave", (LEAVE, STAY), args=visit_args(visit), tone=Tone.GREEN)


def _done(
    state: CheckingIn,
    screen_id: str,
    resident: Resident,
    visit: Visit,
    standing: Standing,
    counted: int = 0,
) -> Step[CheckingIn]:
    args: Args = {
        "name": resident.personal.name,
        **visit_args(visit),
        "minutes": counted,
        **standing_args(standing),
    }
    screen = Done(screen_id, "done", progress(standing), args=args, tone=Tone.GREEN)
    return Step(state, screen, is_final=True)
