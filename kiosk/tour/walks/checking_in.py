"""Walks through checking in and out, and the ways of being found."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.steps import begin, by_number, typed, written
from kiosk.ui.tour import Expect, IfThere, Keys, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "check_in": check_in(person),
        "check_out": check_out(person),
        "check_in_by_name": by_name(person),
        "check_in_by_initials": by_initials(person),
        "check_in_by_phone": by_phone(person),
        "check_in_mistyped": mistyped(person),
        "check_in_one_short": one_short(person),
        "check_in_by_hand": by_hand(person),
        "check_in_forgot": forgot(person),
        "check_in_credited": credited(person),
        "check_in_unknown": unknown(person),
    }


def check_in(person: dict[str, Any]) -> Script:
    return (
        *by_number("check_in"),
        Keys(person["number"][:12]),
        Expect("find_me.number"),
        Keys(person["number"][12:]),
        Tap("done"),
        Expect("find_me.who"),
        Tap("yes"),
        Expect("check_in.service"),
        Tap("choice:clean"),
        Expect("check_in.in"),
        Tap("done"),
        Expect("home"),
    )


def check_out(person: dict[str, Any]) -> Script:
    return (
        *by_number("check_in"),
        *typed(person["number"]),
        Tap("yes"),
        Expect("check_in.leave"),
        Tap("choice:leave"),
        Expect("check_in.out"),
        Tap("done"),
        Expect("home"),
    )


def by_name(person: dict[str, Any]) -> Script:
    return (
        *begin("check_in", "find_me.way"),
        Tap("choice:by_name"),
        Expect("find_me.initials"),
        *typed(person["initials"]),
        Expect("find_me.last_four"),
        *typed(person["number"][-4:]),
        Expect("find_me.which"),
        Tap("choice:other_way"),
        Expect("find_me.way"),
    )


def by_initials(person: dict[str, Any]) -> Script:
    """Few have hers, so nothing else is asked: her touch on herself says that it is she."""
    return (
        *begin("check_in", "find_me.way"),
        Tap("choice:by_name"),
        *typed(person["few_initials"]),
        Expect("find_me.which"),
        Tap("choice:0"),
        Expect("check_in.service"),
        Tap("choice:clean"),
        Expect("check_in.in"),
    )


def by_phone(person: dict[str, Any]) -> Script:
    """Two of a family have the same."""
    return (
        *by_number("check_in"),
        Keys(person["phone"]),
        Expect("find_me.number"),
        Tap("done"),
        Expect("find_me.which"),
        Tap("choice:1"),
        Expect("check_in.service"),
    )


def mistyped(person: dict[str, Any]) -> Script:
    """Two neighbours change places; the question comes without a further touch."""
    number = person["number"]
    swapped = number[:13] + number[14] + number[13] + number[15:]
    return (
        *by_number("check_in"),
        Keys(swapped),
        Expect("ask_number.swapped"),
        Tap("no"),
        Expect("find_me.number"),
        Tap("group:2"),
        Keys(number[10:14]),
        Tap("group:3"),
        Keys(number[14:18]),
        Tap("done"),
        Expect("find_me.who"),
    )


def one_short(person: dict[str, Any]) -> Script:
    number = person["number"]
    return (
        *by_number("check_in"),
        *typed(number[:8] + number[9:]),
        Expect("ask_number.missing"),
        Tap("yes"),
        Expect("find_me.who"),
    )


def by_hand(person: dict[str, Any]) -> Script:
    """After two characters only one is left whom she may be: two touches more."""
    first, second = person["writer"][:2]
    return (
        *begin("check_in", "find_me.way"),
        IfThere("choice:by_hand"),
        Tap("choice:by_hand"),
        Expect("find_me.write"),
        *written(person, first),
        Expect("find_me.write_on"),
        *written(person, second),
        Expect("find_me.who"),
        Tap("yes"),
        Expect("check_in.service"),
        Tap("choice:clean"),
        Expect("check_in.in"),
    )


def forgot(person: dict[str, Any]) -> Script:
    return (
        *by_number("check_in"),
        *typed(person["forgetful_number"]),
        Tap("yes"),
        Expect("check_in.forgot"),
        Tap("choice:understood"),
        Expect("check_in.service"),
        Tap("choice:elders"),
        Expect("check_in.in"),
    )


def credited(person: dict[str, Any]) -> Script:
    return (
        *by_number("check_in"),
        *typed(person["credited_number"]),
        Tap("yes"),
        Expect("check_in.credited"),
        Tap("choice:understood"),
        Expect("check_in.service"),
        Tap("choice:elders"),
        Expect("check_in.in"),
    )


def unknown(person: dict[str, Any]) -> Script:
    return (
        *by_number("check_in"),
        *typed(person["unknown_number"]),
        Expect("find_me.unknown"),
    )
