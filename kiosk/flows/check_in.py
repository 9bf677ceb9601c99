"""Check in and check out: find me, that's me, what for, done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows import who
from kiosk.flows.activity_pages import news_page, today_choice
from kiosk.flows.say import progress, service_choices, standing_args, visit_args
from kiosk.flows.screen import (
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
from kiosk.services.arrive_today import ArrivedToday, arrive_today
from kiosk.services.attend import AttendSlip, check_in_to
from kiosk.services.cards import AnyCard
from kiosk.services.check_in import (
    AlreadyIn,
    Arrived,
    CheckedInNow,
    CheckedOutNow,
    NotIn,
    NotRegistered,
    check_in,
    check_out,
    forget,
    understand,
)
from kiosk.services.find_me import Identified
from kiosk.services.my_places import Told, tell_news
from kiosk.services.stars import Standing
from sync.standard.attendance import Visit
from sync.standard.residents import Resident

UNDERSTOOD = Choice("understood", "yes", Tone.GREEN)
LEAVE = Choice("leave", "check_out", Tone.GREEN)
STAY = Choice("stay", "clock", Tone.PAPER)
FORGOT = Choice("forgot", "forgot", Tone.PAPER)
SERVICE = Choice("service", "more", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class CheckingIn:
    who: Who = Who()
    found: Identified | None = None
    visit: str = ""
    """The visit she may end."""
    today: ArrivedToday | None = None


class CheckIn:
    """签到: the home page's first thing."""

    name = "check_in"

    def start(self) -> Step[CheckingIn]:
        return _found(who.begin())

    def step(self, state: CheckingIn, event: Event) -> Step[CheckingIn]:
        if state.found is None:
            return _found(who.step(state.who, event))
        step = self._go_on(state, state.found, event)
        return who.headed(step, step.state.found)

    def _go_on(self, state: CheckingIn, found: Identified, event: Event) -> Step[CheckingIn]:
        match event:
            case Chose("understood"):
                return _understood(state, found)
            case Chose("service"):
                return Step(state, _service_screen())
            case Chose(choice) if activity := _activity(state, choice):
                to = partial(check_in_to, activity_id=activity)
                return Step(state, work=partial(to, person=found.resident.person, by=found.by))
            case Chose("leave"):
                return Step(state, work=partial(check_out, visit_id=state.visit, by=found.by))
            case Chose("forgot"):
                gone = partial(forget, person=found.resident.person, visit=state.visit)
                return Step(state, work=partial(gone, by=found.by))
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
            return Step(CheckingIn(found=found), work=partial(arrive_today, person=resident.person))
        case Step() as step:
            return step.within(CheckingIn(step.state))


def _came(state: CheckingIn, outcome: object) -> Step[CheckingIn]:
    match outcome:
        case ArrivedToday():
            return _arrived(replace(state, today=outcome))
        case Arrived() if state.today is not None:
            return _arrived(replace(state, today=replace(state.today, arrived=outcome)))
        case Told() if state.today is not None:
            news = state.today.news[1:]
            return _arrived(replace(state, today=replace(state.today, news=news)))
        case AttendSlip():
            return Step(state, _service_screen())
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


def _arrived(state: CheckingIn) -> Step[CheckingIn]:
    """First what she has to be told, each by itself."""
    assert state.today is not None
    today, arrived = state.today, state.today.arrived
    if today.news:
        return Step(state, news_page(today.news[0]))
    if arrived.here is not None:
        page = _leave_screen(arrived.here, (FORGOT,) if arrived.is_of_before else ())
        return Step(replace(state, visit=arrived.here.visit), page)
    forgotten = arrived.forgotten
    if forgotten is not None:
        # Closed, its minutes are what the county's rule credits.
        screen_id = "check_in.credited" if forgotten.minutes else "check_in.forgot"
        page = Pick(screen_id, (UNDERSTOOD,), args=visit_args(forgotten), tone=Tone.GOLD)
        return Step(state, page)
    return Step(state, _what_for(today))


def _understood(state: CheckingIn, found: Identified) -> Step[CheckingIn]:
    """What she was told of, she is not told again."""
    if state.today is None:
        return Step(state, _service_screen())
    today, by = state.today, found.by
    if today.news:
        return Step(state, work=partial(tell_news, news=today.news[0], by=by))
    forgotten = today.arrived.forgotten
    if forgotten is not None:
        told = partial(understand, person=found.resident.person, visit=forgotten.visit)
        return Step(state, work=partial(told, by=by))
    return Step(state, _what_for(today))


def _what_for(today: ArrivedToday) -> Pick:
    """What is on now stands first; where she has a place, it is that."""
    if not today.activities:
        return _service_screen()
    shown = [today_choice(f"a{at}", row) for at, row in enumerate(today.activities)]
    screen = "check_in.hers" if today.is_hers else "check_in.activity"
    return Pick(screen, (*shown, SERVICE), tone=Tone.GREEN)


def _activity(state: CheckingIn, choice: str) -> str:
    """Id of the activity that a choice means, "" for none."""
    known = state.today.activities if state.today else ()
    at = choice[1:]
    is_one = choice.startswith("a") and at.isdecimal() and int(at) < len(known)
    return known[int(at)].activity if is_one else ""


def _service_screen() -> Pick:
    return Pick("check_in.service", service_choices(), tone=Tone.GREEN)


def _leave_screen(visit: Visit, besides: tuple[Choice, ...] = ()) -> Pick:
    """Of a night watch she says when she goes; of a visit that she forgot nobody knows."""
    choices = (LEAVE, STAY, *besides)
    return Pick("check_in.leave", choices, args=visit_args(visit), tone=Tone.GREEN)


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
