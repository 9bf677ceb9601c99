"""Walks to what is only looked at: her record, the volume, the page of the day, help."""

from __future__ import annotations

from typing import Any

from kiosk.ui.tour import Expect, ExpectPanel, Rest, Script, Tap
from kiosk.walks.steps import begin, by_number, typed


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "my_record": my_record(person),
        "certificate": certificate(person),
        "certificate_sealed": certificate_sealed(person),
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


def shown_certificate(person: dict[str, Any]) -> Script:
    return (
        *by_number("my_record"),
        *typed(person["forgetful_number"]),
        *(Tap("yes"), Expect("my_record.record"), Tap("side"), Expect("certificate.print")),
    )


def certificate(person: dict[str, Any]) -> Script:
    printed = Expect("certificate.printed")
    return (*shown_certificate(person), Tap("yes"), printed, Tap("done"), Expect("home"))


def certificate_sealed(person: dict[str, Any]) -> Script:
    asked = Expect("certificate.asked")
    return (*shown_certificate(person), Tap("side"), asked, Tap("done"), Expect("home"))


def help_wanted() -> Script:
    return (
        *(*begin("help", "help.unheard"), Tap("choice:i_am_cadre"), Expect("help.pin")),
        *(*typed("111111"), Expect("help.pin")),
    )
