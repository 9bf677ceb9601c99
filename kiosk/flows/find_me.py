"""The beginning of every conversation: which person is this?

Not on the home page itself; other flows begin with it and go on when it says Identified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows.screen import (
    CALL_CADRE,
    Came,
    Choice,
    Chose,
    Event,
    Keypad,
    Letters,
    Pad,
    Pick,
    Step,
    Tone,
    Typed,
)
from kiosk.services.find_me import (
    Identified,
    NumberWrong,
    Several,
    TooMany,
    Unknown,
    find_by_initials,
    find_by_number,
)
from sync.standard.identity import mask_name
from sync.standard.residents import Resident

BY_NAME = Choice("by_name", "write", Tone.GOLD)
BY_NUMBER = Choice("by_number", "number", Tone.BLUE)
REGISTER = Choice("register", "register", Tone.BLUE)
CADRE = Choice("cadre", "help", Tone.RED)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was typed so far, and who may be meant."""

    number: str = ""
    initials: str = ""
    residents: tuple[Resident, ...] = ()


def ask(state: Finding | None = None, slip: str = "") -> Step[Finding]:
    state = state or Finding()
    pad = Keypad("find_me.number", Pad.ID_NUMBER, BY_NAME, slip, state.number, tone=Tone.BLUE)
    return Step(state, pad)


def step(state: Finding, event: Event) -> Step[Finding] | Identified:
    match event:
        case Chose("by_name"):
            return Step(Finding(), Letters("find_me.initials", BY_NUMBER, tone=Tone.GOLD))
        case Chose("by_number"):
            return ask()
        case Chose("register"):
            return Step(state, then="register")
        case Chose("cadre"):
            return Step(state, then=CALL_CADRE)
        case Chose(index) if index.isdecimal() and int(index) < len(state.residents):
            return Identified(state.residents[int(index)])
        case Chose("nobody"):
            return _unknown(state)
        case Typed(text):
            return _typed(state, text)
        case Came(outcome):
            return _came(state, outcome)
        case _:
            return ask(state)


def _typed(state: Finding, text: str) -> Step[Finding]:
    """First letters, then last four; digits at the very beginning are the whole number."""
    if text.isalpha() and text.isascii() and len(text) > 1 and not state.initials:
        pad = Keypad("find_me.last_four", Pad.LAST_FOUR, BY_NUMBER, tone=Tone.GOLD)
        return Step(replace(state, initials=text), pad)
    if state.initials:
        return Step(state, work=partial(find_by_initials, initials=state.initials, last4=text))
    return Step(replace(state, number=text), work=partial(find_by_number, number=text))


def _came(state: Finding, outcome: object) -> Step[Finding] | Identified:
    match outcome:
        case Identified() as found:
            return found
        case Several(residents):
            return Step(replace(state, residents=residents), _which(residents))
        case NumberWrong(slip):
            return ask(state, slip)
        case TooMany():
            return ask(Finding(), "too_many")
        case Unknown(is_loading):
            return _unknown(state, is_loading)
        case _:
            raise TypeError(outcome)


def _which(residents: tuple[Resident, ...]) -> Pick:
    """Enough to say "that's me", too little for others to learn anything."""
    choices = tuple(
        Choice(
            str(index),
            "female" if resident.personal.sex == 2 else "male",
            Tone.BLUE,
            words=mask_name(resident.personal.name),
            hint=resident.personal.group,
        )
        for index, resident in enumerate(residents)
    )
    return Pick("find_me.which", choices, tone=Tone.BLUE)


def _unknown(state: Finding, is_loading: bool = False) -> Step[Finding]:
    """Nobody is told that she is not registered while her record may be still to come."""
    other_way = BY_NUMBER if state.initials else BY_NAME
    choices = (other_way, REGISTER, CADRE)
    screen = "find_me.not_yet" if is_loading else "find_me.unknown"
    return Step(Finding(), Pick(screen, choices, tone=Tone.BLUE))
