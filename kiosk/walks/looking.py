"""Walks to what is only looked at: her record, the volume, the page of the day, help."""

from __future__ import annotations

from typing import Any

from kiosk.ui.tour import Expect, ExpectPanel, Rest, Script, Tap
from kiosk.walks.steps import begin, by_number, typed


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "my_record": my_record(person),
        "volume": (Tap("bar:volume"), ExpectPanel("volume"), Tap("done"), Expect("home")),
        "attract": (Rest(), ExpectPanel("attract"), Tap("start"), Expect("home")),
        "help": help_wanted(),
    }


def my_record(person: dict[str, Any]) -> Script:
    return (
        *by_number("my_record"),
        *typed(person["forgetful_number"]),
        Expect("find_me.who"),
        Tap("yes"),
        Expect("my_record.record"),
        Tap("done"),
        Expect("home"),
    )


def help_wanted() -> Script:
    return (
        *(*begin("help", "help.unheard"), Tap("choice:i_am_cadre"), Expect("help.pin")),
        *(*typed("111111"), Expect("help.pin")),
    )
