"""My record: find me, that's me, here are your hours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from kiosk.flows import find_me
from kiosk.flows.find_me import Finding
from kiosk.flows.say import hours, progress, standing_args
from kiosk.flows.screen import Args, Came, Chose, Done, Event, Record, Row, Step, Tone
from kiosk.services.cards import AnyCard
from kiosk.services.check_in import NotRegistered
from kiosk.services.find_me import Identified
from kiosk.services.my_record import MyRecord as Outcome
from kiosk.services.my_record import look_up_my_record
from sync.standard.attendance import Visit
from sync.standard.clock import time_of
from sync.standard.codes import ANY_SERVICE
from sync.standard.residents import Resident


@dataclass(frozen=True, slots=True)
class Looking:
    finding: Finding = Finding()
    resident: Resident | None = None


class MyRecord:
    """我的记录: hours, stars, the latest visits."""

    name = "my_record"

    def start(self) -> Step[Looking]:
        return _found(find_me.begin())

    def step(self, state: Looking, event: Event) -> Step[Looking]:
        if state.resident is None:
            return _found(find_me.step(state.finding, event))
        match event:
            case Came(Outcome() as outcome):
                return Step(state, _record_screen(outcome), is_final=True)
            case Came(NotRegistered()):
                gone = Done("my_record.gone", icon="warning", is_good=False)
                return Step(state, gone, is_final=True)
            case Chose("done"):
                return Step(Looking())
            case _:
                return self.start()

    def present(self, _state: Looking, card: AnyCard) -> Step[Looking] | None:
        step = find_me.present(card)
        return None if step is None else _found(step)

    def person_of(self, state: Looking) -> str:
        return state.resident.person if state.resident else ""


def _found(found: Step[Finding] | Identified) -> Step[Looking]:
    match found:
        case Identified(resident):
            work = partial(look_up_my_record, person=resident.person)
            return Step(Looking(resident=resident), work=work)
        case Step() as step:
            return step.within(Looking(step.state))


def _record_screen(outcome: Outcome) -> Record:
    args: Args = {"name": outcome.resident.personal.name, **standing_args(outcome.all_years)}
    return Record(
        "my_record.record",
        figures=(
            _figure("this_year", hours=hours(outcome.this_year.minutes)),
            _figure("all_years", hours=hours(outcome.all_years.minutes)),
            _figure("stars", stars=outcome.all_years.stars),
        ),
        lines=tuple(_line(visit) for visit in outcome.visits),
        progress=progress(outcome.all_years) if outcome.all_years.missing_minutes else None,
        args=args,
        tone=Tone.GOLD,
    )


def _figure(name: str, **args: str | int) -> Row:
    return Row(name, form=f"{name}.figure", args=args)


def _line(visit: Visit) -> Row:
    args: Args = {"start": time_of(visit.start_ms), "hours": hours(visit.minutes)}
    if visit.is_open:
        form = "line_open"
    elif visit.needs_correction:
        form = "line_unknown"
    else:
        form = "line"
    return Row(visit.service or ANY_SERVICE, form=form, args=args)
