"""Walks to what is only looked at: her record, the volume, the page of the day, help."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.steps import begin, by_number, typed
from kiosk.ui.tour import Expect, ExpectPanel, Rest, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "my_record": my_record(person),
        "certificate": certificate(person),
        "my_record_wrong": wrong(person),
        "my_record_missing": missing(person),
        "my_record_answered": answered(person),
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
        *(
            Expect("find_me.who"),
            Tap("yes"),
            Expect("my_record.record"),
            Tap("choice:certificate"),
            Expect("certificate.print"),
        ),
    )


def certificate(person: dict[str, Any]) -> Script:
    printed = Expect("certificate.printed")
    return (*shown_certificate(person), Tap("yes"), printed, Tap("done"), Expect("home"))


def wrong(person: dict[str, Any]) -> Script:
    return (
        *by_number("my_record"),
        *typed(person["forgetful_number"]),
        *(Tap("yes"), Expect("my_record.record")),
        *(Tap("choice:wrong"), Expect("my_record.which")),
        *(Tap("choice:1"), Expect("my_record.what")),
        *(Tap("choice:too_few"), Expect("my_record.speak"), Tap("choice:speak")),
        *(Expect("my_record.listening"), Tap("done"), Expect("my_record.asked_spoken")),
        *(Tap("done"), Expect("home")),
    )


def missing(person: dict[str, Any]) -> Script:
    """Of one who has served once: little to choose from."""
    return (
        *by_number("my_record"),
        *typed(person["credited_number"]),
        *(Tap("yes"), Expect("my_record.answer_no"), Tap("choice:understood")),
        *(Expect("my_record.record"), Tap("choice:wrong"), Expect("my_record.which")),
        *(Tap("choice:missing"), Expect("my_record.speak"), Tap("choice:no_need")),
        *(Expect("my_record.asked"), Tap("done"), Expect("home")),
    )


def answered(person: dict[str, Any]) -> Script:
    """She asked twice, and a cadre has looked at both."""
    return (
        *by_number("my_record"),
        *typed(person["writer_number"]),
        *(Tap("yes"), Expect("my_record.answer_yes"), Tap("choice:understood")),
        *(Expect("my_record.record"), Tap("done"), Expect("home")),
        *by_number("my_record"),
        *typed(person["writer_number"]),
        *(Tap("yes"), Expect("my_record.answer_yes_plain"), Tap("choice:understood")),
        *(Expect("my_record.record"), Tap("done"), Expect("home")),
    )


def help_wanted() -> Script:
    return (
        *(*begin("help", "help.unheard"), Tap("choice:i_am_cadre"), Expect("help.pin")),
        *(*typed("111111"), Expect("help.pin")),
    )
