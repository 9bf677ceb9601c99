"""Something of her record is wrong: which, what, and a few words to it if she likes. A part of my
record.

What she asks is saved before she is offered to speak: whatever comes of that, it stands.
"""

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
    Spoke,
    SpokenNote,
    Step,
    Tone,
    Work,
)
from kiosk.services.ask_correction import (
    MISSING,
    OF_VISITS,
    AskedBefore,
    AskedNow,
    NoteKept,
    NoteLost,
    ask_correction,
    keep_note,
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
_SPEAK = Choice("speak", "voice", Tone.GREEN)
_NO_NEED = Choice("no_need", "done", Tone.BLUE)
_LEAVE_OUT = Choice("leave_out", "no", Tone.RED)


@dataclass(frozen=True, slots=True)
class Correcting:
    person: str
    by: str
    visits: tuple[str, ...] = ()
    visit: str = ""
    can_speak: bool = False
    """There is a microphone."""
    asked: str = ""
    """The entry of what she asked."""


def begin(
    person: str, by: str, served: Sequence[Served], *, can_speak: bool = False
) -> Step[Correcting]:
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
    visits = tuple(one.visit.visit for one in shown)
    return Step(Correcting(person, by, visits, can_speak=can_speak), page)


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
        case Came(AskedNow(entry) | AskedBefore(entry, False)) if state.can_speak:
            offer = Pick("my_record.speak", (_SPEAK, _NO_NEED), tone=Tone.GOLD)
            return Step(replace(state, asked=entry), offer, is_final=True)
        case Came(AskedNow() | AskedBefore()) | Chose("no_need" | "leave_out"):
            return _done(state, "my_record.asked")
        case Chose("speak") if state.asked:
            return Step(state, SpokenNote("my_record.listening", _LEAVE_OUT, tone=Tone.GOLD))
        case Spoke(sound, length_ms) if state.asked:
            return Step(state, work=_keeping(state, sound, length_ms))
        case Came(NoteKept()):
            return _done(state, "my_record.asked_spoken")
        case Came(NoteLost()):
            return _done(state, "my_record.asked_unheard")
        case Came(NotRegistered()):
            gone = Done("my_record.gone", icon="warning", is_good=False)
            return Step(state, gone, is_final=True)
        case _:
            return Step(state)


def _keeping(state: Correcting, sound: bytes, length_ms: int) -> Work:
    person, entry, by = state.person, state.asked, state.by
    return partial(keep_note, person=person, entry=entry, sound=sound, length_ms=length_ms, by=by)


def _done(state: Correcting, id: str) -> Step[Correcting]:
    return Step(state, Done(id, icon="hand", tone=Tone.GREEN), is_final=True)
