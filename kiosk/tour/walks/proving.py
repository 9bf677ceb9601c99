"""Walks to what asks for her two pictures."""

from __future__ import annotations

from typing import Any

from kiosk.services.tries import MOST_TRIES
from kiosk.tour.walks.steps import by_number, touched, typed
from kiosk.ui.tour import Expect, ExpectPanel, Script, Tap

WRONG: Script = (Tap("picture:pumpkin"), Tap("picture:bicycle"), Tap("done"))


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {"sign": sign(person), "sign_locked": sign_locked(person)}


def asked(person: dict[str, Any]) -> Script:
    return (*by_number("my_record"), *typed(person["number"]), Tap("yes"), Expect("sign.ask"))


def sign(person: dict[str, Any]) -> Script:
    return (
        *asked(person),
        *(Tap("side"), Expect("sign.forgot"), Tap("choice:again"), Expect("sign.ask")),
        *(*WRONG, Expect("sign.ask")),
        *(*touched(person), Tap("done"), Expect("my_record.record")),
        *(Tap("choice:mine"), Expect("my_record.mine"), Tap("choice:new_sign")),
        *(Expect("sign.choose"), *touched(person), Tap("done"), Expect("sign.both")),
        *(Tap("yes"), Expect("sign.kept"), Tap("done"), Expect("home")),
    )


def sign_locked(person: dict[str, Any]) -> Script:
    """The kiosk rings by itself."""
    wrong = (*WRONG, Expect("sign.ask")) * (MOST_TRIES - 1)
    rings = (*WRONG, ExpectPanel("help"), Tap("done"), Expect("sign.locked"))
    return (*asked(person), *wrong, *rings, Tap("choice:home"), Expect("home"))
