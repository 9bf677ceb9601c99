"""My record: find me, that's me, my two pictures, here are your hours.

Who has a sign and has not proved herself by a card is asked for it; nothing private stands on any
screen before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from kiosk.flows import ask_correction, ask_sign, certificate, choose_sign, my_agents, who
from kiosk.flows.ask_correction import Correcting
from kiosk.flows.ask_sign import Asking
from kiosk.flows.certificate import CERTIFICATE, Certifying
from kiosk.flows.choose_sign import Choosing, Pictures
from kiosk.flows.my_agents import Listing
from kiosk.flows.say import hours, progress, standing_args
from kiosk.flows.screen import Args, Came, Choice, Chose, Done, Event, Pick, Record, Row, Step, Tone
from kiosk.flows.who import Who
from kiosk.services.ask_correction import tell_answer
from kiosk.services.cards import AnyCard
from kiosk.services.check_in import NotRegistered
from kiosk.services.find_me import Identified
from kiosk.services.my_record import MyRecord as Outcome
from kiosk.services.my_record import Served, look_up_my_record
from kiosk.services.ports import Ports
from kiosk.services.sign import NoSign, SignChosen
from kiosk.services.sign import choose_sign as keep_sign
from sync.standard.clock import time_of
from sync.standard.codes import ANY_SERVICE
from sync.standard.hours import CORRECTED, CREDITED
from sync.standard.origin import SELF
from sync.standard.records import Honoured, RecordItem, Trained

WRONG = Choice("wrong", "edit", Tone.GOLD)
UNDERSTOOD = Choice("understood", "yes", Tone.GREEN)
MINE = Choice("mine", "settings", Tone.BLUE)
NEW_SIGN = Choice("new_sign", "key", Tone.BLUE)
MY_AGENTS = Choice("my_agents", "people", Tone.GOLD)


@dataclass(frozen=True, slots=True)
class Looking:
    """asking: while her pictures are asked for. found: after that. choosing: while she chooses
    new ones. listing: while she looks who may act for her. certifying: while she gets a
    certificate. correcting: while she says what is wrong."""

    who: Who = Who()
    asking: Asking | None = None
    found: Identified | None = None
    choosing: Choosing | None = None
    listing: Listing | None = None
    certifying: Certifying | None = None
    correcting: Correcting | None = None
    seen: Outcome | None = None
    """Her record, as it was looked up."""

    @property
    def known(self) -> Identified | None:
        """Who it is, proved or not yet."""
        return self.found or (self.asking.whose if self.asking else None)


class MyRecord:
    """我的记录: hours, stars, the latest visits."""

    name = "my_record"

    def __init__(self, can_speak: Callable[[], bool] = lambda: False) -> None:
        """can_speak: there is a microphone now."""
        self._can_speak = can_speak

    def start(self) -> Step[Looking]:
        return _found(who.begin())

    def step(self, state: Looking, event: Event) -> Step[Looking]:
        step = self._go_on(state, event)
        return who.headed(step, step.state.known)

    def _go_on(self, state: Looking, event: Event) -> Step[Looking]:
        if state.choosing is not None:
            return _choosing(state, choose_sign.step(state.choosing, event))
        if state.listing is not None:
            return _listing(state, my_agents.step(state.listing, event))
        if state.certifying is not None:
            return _certifying(state, certificate.step(state.certifying, event))
        if state.correcting is not None:
            return _correcting(state, ask_correction.step(state.correcting, event))
        if state.asking is not None:
            return _asked(state.asking, ask_sign.step(state.asking, event))
        if state.found is None:
            return _found(who.step(state.who, event))
        match event:
            case Came(outcome):
                return _came(state, outcome)
            case Chose("wrong") if state.seen is not None:
                person, by = state.found.resident.person, state.found.by
                can_speak, served = self._can_speak(), state.seen.served
                asking = ask_correction.begin(person, by, served, can_speak=can_speak)
                return _correcting(state, asking)
            case Chose("understood") if state.seen is not None and state.seen.answer is not None:
                record = replace(state.seen, answer=None)
                work = partial(_told, entry=state.seen.answer.entry, record=record)
                return Step(state, work=work)
            case Chose("mine"):
                page = Pick("my_record.mine", (CERTIFICATE, NEW_SIGN, MY_AGENTS), tone=Tone.BLUE)
                return Step(state, page)
            case Chose("my_agents"):
                return _listing(state, my_agents.begin(state.found.resident.person))
            case Chose("certificate"):
                return _certifying(state, certificate.begin(state.found))
            case Chose("new_sign"):
                return _choosing(state, choose_sign.begin())
            case Chose("done"):
                return Step(Looking())
            case _:
                return self.start()

    def present(self, state: Looking, card: AnyCard) -> Step[Looking] | None:
        step = who.present(state.who, card)
        return None if step is None else _found(step)

    def person_of(self, state: Looking) -> str:
        return state.known.resident.person if state.known else ""


def _found(found: who.Found) -> Step[Looking]:
    match found:
        case Identified(_, by, is_proven) if is_proven or by != SELF:
            return _look_up(found)
        case Identified():
            return _asked(Asking(found), ask_sign.begin(found))
        case Step() as step:
            return step.within(Looking(step.state))


def _asked(asking: Asking, outcome: Step[Asking] | ask_sign.Outcome) -> Step[Looking]:
    match outcome:
        case Identified():
            return _look_up(outcome)
        case NoSign():
            return _look_up(asking.whose)
        case NotRegistered():
            return _gone()
        case Step() as step:
            return step.within(Looking(asking=step.state))


def _look_up(found: Identified) -> Step[Looking]:
    is_hers = found.is_proven and found.by == SELF
    work = partial(look_up_my_record, person=found.resident.person, is_proven=is_hers)
    return Step(Looking(found=found), work=work)


def _came(state: Looking, outcome: object) -> Step[Looking]:
    match outcome:
        case Outcome():
            is_hers = state.found is not None and state.found.by == SELF
            state = replace(state, seen=outcome)
            if outcome.answer is not None:
                return Step(state, _answer_screen(outcome.answer))
            more = MINE if is_hers and outcome.may_choose_sign else CERTIFICATE
            return Step(state, _record_screen(outcome, (WRONG, more)), is_final=True)
        case SignChosen():
            kept = Done("sign.kept", icon="key", tone=Tone.GREEN)
            return Step(state, kept, is_final=True)
        case NotRegistered():
            return _gone()
        case _:
            raise TypeError(outcome)


def _choosing(state: Looking, outcome: Step[Choosing] | Pictures) -> Step[Looking]:
    match outcome:
        case Step() as step:
            return step.within(replace(state, choosing=step.state))
        case Pictures(chosen) if chosen and state.found is not None:
            work = partial(keep_sign, person=state.found.resident.person, pictures=chosen)
            return Step(replace(state, choosing=None), work=work)
        case _:
            return Step(Looking())


def _correcting(state: Looking, step: Step[Correcting]) -> Step[Looking]:
    return step.within(replace(state, correcting=step.state))


def _told(ports: Ports, entry: str, record: Outcome) -> Outcome:
    tell_answer(ports, entry)
    return record


def _answer_screen(item: RecordItem) -> Pick:
    name = "yes" if item.is_corrected else "no"
    if not item.answer:
        name = "yes_plain"
    args: Args = {"start": time_of(item.ms), "reason": item.answer}
    return Pick(f"my_record.answer_{name}", (UNDERSTOOD,), args=args, tone=Tone.GOLD)


def _listing(state: Looking, step: Step[Listing]) -> Step[Looking]:
    return step.within(replace(state, listing=step.state))


def _certifying(state: Looking, step: Step[Certifying] | None) -> Step[Looking]:
    if step is None:
        return Step(Looking())
    return step.within(replace(state, certifying=step.state))


def _gone() -> Step[Looking]:
    gone = Done("my_record.gone", icon="warning", is_good=False)
    return Step(Looking(), gone, is_final=True)


def _record_screen(outcome: Outcome, sides: tuple[Choice, ...]) -> Record:
    args: Args = {"name": outcome.resident.personal.name, **standing_args(outcome.standing)}
    return Record(
        "my_record.record",
        figures=(
            _figure("this_year", hours=hours(outcome.standing.this_year)),
            _figure("all_years", hours=hours(outcome.standing.minutes)),
            _figure("stars", stars=outcome.standing.stars),
        ),
        lines=_lines(outcome),
        progress=progress(outcome.standing),
        sides=sides,
        months=outcome.months,
        args=args,
        tone=Tone.GOLD,
    )


def _figure(name: str, **args: str | int) -> Row:
    return Row(name, form=f"{name}.figure", args=args)


def _lines(outcome: Outcome) -> tuple[Row, ...]:
    """Visits, training and honours, the newest first."""
    found = [(served.line.day.isoformat(), _line(served)) for served in outcome.served]
    for item in outcome.items:
        if isinstance(item.item, Trained | Honoured):
            day = item.item.day
            args: Args = {"day": date.fromisoformat(day), "name": item.item.name}
            found.append((day, Row(item.kind, form="line_item", args=args)))
    return tuple(row for _, row in sorted(found, key=lambda one: one[0], reverse=True))


def _line(served: Served) -> Row:
    visit = served.visit
    args: Args = {"start": time_of(visit.start_ms), "hours": hours(served.line.counted)}
    return Row(visit.service or ANY_SERVICE, form=_form(served), args=args)


def _form(served: Served) -> str:
    """Lines that do not count fully, or not as they were stamped, say why."""
    visit, line = served.visit, served.line
    if visit.is_open:
        return "line_open"
    if line.overlapping:
        return "line_overlap"
    if line.source == CORRECTED:
        return "line_corrected"
    if line.source == CREDITED and line.given:
        return "line_credited"
    return "line_unknown" if visit.needs_correction else "line"
