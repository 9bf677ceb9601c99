"""Walks to activities: what is coming, a place asked for and left, and what is on now."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks import for_team, places
from kiosk.tour.walks.by_card import card
from kiosk.tour.walks.steps import begin, by_number, typed
from kiosk.ui.tour import Expect, Outside, ReadOn, Scan, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    """The last ones: what begins now stands before everything else at check-in from then on."""
    return {
        "activities": look(person),
        "activities_clash": clash(person),
        "activities_full": full(person),
        "activities_age": too_old(person),
        **places.walks(person),
        "activities_leave": leave(person),
        **for_team.walks(person),
        "activities_off": called_off(person),
        "activities_none": none(person),
        "check_in_walk_in": walk_in(person),
        "check_in_to_hers": to_hers(person),
    }


def found(person: dict[str, Any]) -> Script:
    return (
        *(Expect("find_me.way"), Tap("choice:by_number")),
        *(*typed(person["forgetful_number"]), Expect("find_me.who"), Tap("yes")),
    )


def look(person: dict[str, Any]) -> Script:
    return (
        *begin("activities", "activities.list"),
        *((Tap("choice:more"), Expect("activities.list")) * 2),
        *(Tap("choice:brands"), Expect("activities.brands")),
        *(Tap("choice:b0"), Expect("activities.brand"), ReadOn()),
        *(Tap("yes"), Expect("activities.list")),
        *(Tap("choice:a1"), Expect("activities.page"), ReadOn()),
        *(Tap("yes"), *found(person), Expect("activities.asked"), Tap("side")),
        *(Expect("activities.printed"), Tap("done"), Expect("home")),
    )


def last() -> Script:
    """One that is full stands after those that are not."""
    return (
        *begin("activities", "activities.list"),
        *((Tap("choice:more"), Expect("activities.list")) * 2),
        *(Tap("choice:a4"), Expect("activities.page"), ReadOn(), Tap("yes")),
    )


def clash(person: dict[str, Any]) -> Script:
    """At the same hour: she thinks better of it."""
    return (
        *(*last(), *found(person)),
        *(Expect("activities.clash"), Tap("choice:others"), Expect("activities.list")),
        *(Tap("choice:mine"), Expect("activities.mine"), Tap("choice:p0")),
        *(Expect("activities.provisional"), Tap("bar:home"), Expect("home")),
    )


def full(person: dict[str, Any]) -> Script:
    """Two questions, and she waits."""
    return (
        *(*last(), *found(person)),
        *(Expect("activities.clash"), Tap("choice:agree"), Expect("activities.full")),
        *(Tap("choice:agree"), Expect("activities.asked_full"), Tap("done"), Expect("home")),
    )


def too_old(person: dict[str, Any]) -> Script:
    return (
        *begin("activities", "activities.list"),
        *(Tap("choice:more"), Expect("activities.list")),
        *(Tap("choice:a2"), Expect("activities.page"), ReadOn(), Tap("yes")),
        *(*found(person), Expect("activities.age_to"), Tap("done"), Expect("home")),
    )


def leave(person: dict[str, Any]) -> Script:
    return (
        *begin("activities", "activities.list"),
        *(Tap("choice:mine"), *found(person), Expect("activities.mine"), Tap("choice:p0")),
        *(Expect("activities.confirmed"), Tap("choice:again"), Expect("activities.page")),
        *(Tap("bar:back"), Expect("activities.confirmed"), Tap("choice:leave")),
        *(Expect("activities.left"), Tap("done"), Expect("home")),
    )


def called_off(person: dict[str, Any]) -> Script:
    """She is told before anything else."""
    return (
        Outside("activity_off"),
        *by_number("check_in"),
        *(*typed(person["forgetful_number"]), Tap("yes"), Expect("news.off")),
        *(Tap("choice:understood"), Expect("check_in.leave"), Tap("choice:leave")),
        *(Expect("check_in.out"), Tap("done"), Expect("home")),
    )


def none(person: dict[str, Any]) -> Script:
    """While she looks on, everything is called off."""
    return (
        *begin("activities", "activities.list"),
        *(Tap("choice:a0"), Expect("activities.page"), ReadOn(), Outside("activities_off")),
        *(Tap("yes"), Scan(card(person, "little")), Expect("activities.gone"), Tap("done")),
        *begin("activities", "activities.none"),
        Outside("activities_planned"),
    )


def walk_in(person: dict[str, Any]) -> Script:
    return (
        *(Outside("activity_begins"), Scan(card(person)), Expect("check_in.activity")),
        *(Tap("choice:a0"), Expect("check_in.in"), Tap("done"), Expect("home")),
    )


def to_hers(person: dict[str, Any]) -> Script:
    return (
        *by_number("check_in"),
        *(*typed(person["forgetful_number"]), Tap("yes"), Expect("check_in.hers")),
        *(Tap("choice:a0"), Expect("check_in.in"), Tap("done"), Expect("home")),
    )
