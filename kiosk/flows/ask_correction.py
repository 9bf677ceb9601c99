"""Something of her record is wrong: which, and what. A part of my record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows.say import hours
from kiosk.flows.screen import (
    MOST_CHOICES,
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
from kiosk.services.ask_correction import (
    MISSING,
    OF_VISITS,
    AskedBefore,
    AskedNow,
    ask_correction,
)
from kiosk.services.check_in import NotRegistered
from kiosk.services.my_record import Served
from sync.standard.clock import time_of
from sync.standard.codes import ANY_SERVICE

_TONES = (Tone.GREEN, Tone.RED, Tone.BLUE, Tone.PLUM, Tone.GOLD)
_PICTURES = {
    "too_few": "hours",
    "too_many": "clock",
    "not_mine": "person",
    "wrong_service": "edit",
    "other": "question",
}
_MISSING = Choice(MISSING, "plus", Tone.GOLD)


@dataclass(frozen=True, slots=True)
class Correcting:
    person: str
    by: str
    visits: tuple[str, ...] = ()
    visit: str = ""


def begin(person: str, by: str, served: Sequence[Served]) -> Step[Correcting]:
    """served: newest first; what is older than fits, or missing, a cadre asks her about."""
    shown = served[: MOST_CHOICES - 1]
    choices = tuple(
        Choice(str(at), one.visit.service or ANY_SERVICE, tone)
        for at, (one, tone) in enumerate(zip(shown, _TONES, strict=False))
    )
    args: Args = {
        f"{name}{at}": value
        for at, one in enumerate(shown)
        for name, value in (
            ("start", time_of(one.visit.start_ms)),
            ("hours", hours(one.line.counted)),
        )
    }
    page = Pick("my_record.which", (*choices, _MISSING), args=args, tone=Tone.GOLD)
    return Step(Correcting(person, by, tuple(one.visit.visit for one in shown)), page)


def step(state: Correcting, event: Event) -> Step[Correcting]:
    match event:
        case Chose(index) if index.isdecimal() and int(index) < len(state.visits):
            choices = tuple(
                Choice(what, _PICTURES[what], tone)
                for what, tone in zip(OF_VISITS, _TONES, strict=True)
            )
            state = replace(state, visit=state.visits[int(index)])
            return Step(state, Pick("my_record.what", choices, tone=Tone.GOLD))
        case Chose(what) if what == MISSING or (what in OF_VISITS and state.visit):
            visit = "" if what == MISSING else state.visit
            work = partial(ask_correction, person=state.person, what=what, visit=visit, by=state.by)
            return Step(state, work=work)
        case Came(AskedNow() | AskedBefore()):
            asked = Done("my_record.asked", icon="hand", tone=Tone.GREEN)
            return Step(state, asked, is_final=True)
        case Came(NotRegistered()):
            gone = Done("my_record.gone", icon="warning", is_good=False)
            return Step(state, gone, is_final=True)
        case _:
            return Step(state)
