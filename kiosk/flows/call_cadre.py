"""Call the cadre: it rings at once; the cadre who comes opens the desk with a PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kiosk.flows.screen import (
    CALL_CADRE,
    DESK,
    SHOW_ME,
    TAKE_BACK,
    Came,
    Choice,
    Chose,
    Event,
    Keypad,
    Pad,
    Pick,
    Step,
    Tone,
    Typed,
)
from kiosk.services.cadres import LoggedIn, PinWrong, log_in
from kiosk.services.tries import Locked

HOW_IT_WORKS = Choice(SHOW_ME, "teach", Tone.BLUE)
NOT_NEEDED = Choice(TAKE_BACK, "no", Tone.PAPER)
PIN_PAGE = "help.pin"
"""Whoever stands here has come: nothing needs to ring any more."""
I_AM_CADRE = Choice("i_am_cadre", "key", Tone.PAPER)


def page_of(is_heard: bool) -> str:
    """The page's id, by whether the bell can be heard: else she is asked to fetch somebody."""
    return "help" if is_heard else "help.unheard"


@dataclass(frozen=True, slots=True)
class Calling:
    pass


class CallCadre:
    """找干部."""

    name = CALL_CADRE

    def __init__(self, is_heard: Callable[[], bool]) -> None:
        """is_heard: the bell can be, just now."""
        self._is_heard = is_heard

    def start(self) -> Step[Calling]:
        page = page_of(self._is_heard())
        return Step(Calling(), Pick(page, (HOW_IT_WORKS, NOT_NEEDED, I_AM_CADRE), tone=Tone.RED))

    def step(self, state: Calling, event: Event) -> Step[Calling]:
        match event:
            case Chose(name) if name == SHOW_ME:
                return Step(state, then=SHOW_ME)
            case Chose("i_am_cadre"):
                return _pin(state)
            case Typed(text):
                return Step(state, work=partial(log_in, pin=text))
            case Came(LoggedIn(cadre)):
                return Step(state, then=DESK, carry=cadre)
            case Came(PinWrong(tries_left)):
                return _pin(state, "pin_wrong", tries_left=tries_left)
            case Came(Locked(minutes)):
                return _pin(state, "pin_locked", minutes=minutes)
            case _:
                return Step(state)  # not needed any more; the shell takes the call back


def _pin(state: Calling, slip: str = "", **args: int) -> Step[Calling]:
    return Step(state, Keypad(PIN_PAGE, Pad.PIN, slip=slip, args=args, tone=Tone.RED))
