"""Walks through the registration."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.steps import begin, sign_chosen, typed, written
from kiosk.ui.tour import Expect, IfThere, Keys, ReadOn, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    declined = (Tap("no"), Expect("register.declined"), Tap("done"), Expect("home"))
    return {
        "register": register(person),
        "register_again": registered_already(person),
        "register_by_hand": by_hand(person),
        "register_minor": minor(person),
        "register_declined": (*begin("register", "register.consent"), *declined),
    }


def register(person: dict[str, Any]) -> Script:
    number = person["number"]
    wrong = number[:15] + ("7" if number[15] != "7" else "4") + number[16:]
    return (
        *begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        Expect("register.number"),
        Keys(wrong),
        Expect("ask_number.mistyped"),
        Tap("no"),
        Expect("register.number"),
        Tap("group:3"),
        Keys(number[14:]),
        Tap("done"),
        Expect("register.name"),
        *name(person),
        Tap("done"),
        Expect("register.phone"),
        *typed(person["phone"]),
        Expect("register.group"),
        Tap("choice:0"),
        Expect("register.skills"),
        Tap("choice:cook"),
        Tap("choice:sing"),
        Expect("register.skills"),
        Tap("done"),
        Expect("register.wishes"),
        Tap("choice:elders"),
        Tap("done"),
        *sign_chosen(person),
        Expect("register.check"),
        Tap("yes"),
        Expect("register.done"),
        Tap("done"),
        Expect("home"),
    )


def name(person: dict[str, Any]) -> Script:
    """The surname by its letters, a look at the radicals and back, the given name in one touch."""
    surname, given = person["name"][:1], person["name"][1:]
    letters = "".join(c for c in person["spelled"] if c.isascii())
    return (
        Keys(letters),
        Expect("register.name"),
        Tap(f"key:{surname}"),
        Tap("radicals"),
        Expect("register.name"),
        Tap("radical:85"),
        Tap("strokes:8"),
        Expect("register.name"),
        Tap("bar:back"),
        Tap("bar:back"),
        Tap(f"key:{given}"),
        Expect("register.name"),
    )


def registered_already(person: dict[str, Any]) -> Script:
    return (
        *begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        *typed(person["number"]),
        Expect("register.known"),
        Tap("choice:home"),
        Expect("home"),
    )


def by_hand(person: dict[str, Any]) -> Script:
    """As far as the name."""
    return (
        *begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        *typed(person["unknown_number"]),
        Expect("register.name"),
        IfThere("other"),
        Tap("other"),
        Expect("register.write"),
        *written(person, person["writer"][0]),
        *written(person, person["writer"][1]),
        Expect("register.write"),
        Tap("done"),
        Expect("register.phone"),
    )


def minor(person: dict[str, Any]) -> Script:
    return (
        *begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        *typed(person["minor_number"]),
        Expect("register.minor"),
        Tap("choice:home"),
        Expect("home"),
    )
