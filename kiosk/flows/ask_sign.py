"""Asks for her two pictures, where something is private or done in another's name.

Not on the home page itself. A card that is put down meanwhile proves the same; that is the outer
conversation's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows.screen import (
    CALL_CADRE,
    Came,
    Choice,
    Chose,
    ChoseSome,
    Event,
    Pick,
    SignBoard,
    Step,
    Tone,
)
from kiosk.services.check_in import NotRegistered
from kiosk.services.find_me import Identified
from kiosk.services.sign import NoSign, SignAsked, SignRight, SignWrong, ask_sign, check_sign
from kiosk.services.tries import Locked

FORGOT = Choice("forgot", "forgot", Tone.PAPER)
AGAIN = Choice("again", "key", Tone.GOLD)
CADRE = Choice("cadre", "help", Tone.RED)
HOME = Choice("home", "home", Tone.PAPER)


@dataclass(frozen=True, slots=True)
class Asking:
    """whose: who says that she is this person."""

    whose: Identified


Outcome = Identified | NoSign | NotRegistered
"""Proved; she has none to be asked for; gone meanwhile."""


def begin(whose: Identified) -> Step[Asking]:
    return Step(Asking(whose), work=partial(ask_sign, person=whose.resident.person))


def step(state: Asking, event: Event) -> Step[Asking] | Outcome:
    match event:
        case ChoseSome(pictures):
            person = state.whose.resident.person
            return Step(state, work=partial(check_sign, person=person, pictures=pictures))
        case Chose("forgot"):
            return Step(state, Pick("sign.forgot", (AGAIN, CADRE), tone=Tone.GOLD))
        case Chose("again"):
            return begin(state.whose)
        case Chose("cadre"):
            return Step(state, then=CALL_CADRE)
        case Came(outcome):
            return _came(state, outcome)
        case _:
            return Step(state)


def _came(state: Asking, outcome: object) -> Step[Asking] | Outcome:
    match outcome:
        case SignRight():
            return replace(state.whose, is_proven=True)
        case SignAsked():
            return Step(state, SignBoard("sign.ask", FORGOT, tone=Tone.GOLD))
        case SignWrong(tries_left, needs_hint):
            slip = "sign_wrong_often" if needs_hint else "sign_wrong"
            args = {"tries_left": tries_left}
            return Step(state, SignBoard("sign.ask", FORGOT, slip, args=args, tone=Tone.GOLD))
        case Locked(is_new=is_new):
            page = Pick("sign.locked", (CADRE, HOME), tone=Tone.RED)
            # Whoever is locked out gets help at once: the one time that the kiosk rings by itself.
            return Step(state, page, then=CALL_CADRE if is_new else "")
        case NoSign() | NotRegistered():
            return outcome
        case _:
            raise TypeError(outcome)
