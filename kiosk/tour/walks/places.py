"""Walks to what becomes of places: the county's word, a change, and who cannot have one."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.by_card import card
from kiosk.tour.walks.steps import begin, by_number, typed
from kiosk.ui.tour import Expect, Outside, ReadOn, Scan, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    """After those in which she asks for two places."""
    return {
        "activities_answered": answered(person),
        "activities_moved": moved(person),
        "activities_children": children(person),
    }


def answered(person: dict[str, Any]) -> Script:
    """She has one place and waits for the other; of either she would have a slip."""
    return (
        Outside("county_answers"),
        *begin("activities", "activities.list"),
        *(Tap("choice:mine"), Tap("choice:by_number"), *typed(person["forgetful_number"])),
        *(Tap("yes"), Expect("news.given"), Tap("choice:understood"), Expect("news.awaited")),
        *(Tap("choice:understood"), Expect("activities.mine"), Tap("choice:p0")),
        *(Expect("activities.waiting"), Tap("bar:back"), Tap("choice:p1")),
        *(Expect("activities.confirmed"), Outside("no_paper"), Tap("choice:print")),
        *(Expect("activities.not_printed"), Outside("paper"), Tap("done"), Expect("home")),
    )


def moved(person: dict[str, Any]) -> Script:
    """Told wherever she goes."""
    return (
        *(Outside("county_gives"), Outside("activity_moves")),
        *(*by_number("check_in"), *typed(person["forgetful_number"]), Tap("yes")),
        *(Expect("news.moved"), Tap("choice:understood")),
        *(Expect("news.up"), Tap("choice:understood"), Expect("check_in.leave")),
    )


def children(person: dict[str, Any]) -> Script:
    """Too young for two; then a guardian is missing, or somebody grown up beside her."""
    more = (Tap("choice:more"), Expect("activities.list"))
    return (
        *wanting(person, "a1", ends="age_from"),
        *wanting(person, "a4", *more, *more, ends="age_both"),
        *wanting(person, "a0", ends="guardian"),
        *begin("activities", "activities.list"),
        *(Tap("choice:a0"), Expect("activities.page"), ReadOn(), Tap("yes")),
        *(Scan(card(person, "little")), Expect("activities.company"), Tap("choice:others")),
        Expect("activities.list"),
    )


def wanting(person: dict[str, Any], which: str, *turns: Any, ends: str) -> Script:
    """which: of the cards, after the pages were turned."""
    return (
        *(*begin("activities", "activities.list"), *turns, Tap(f"choice:{which}")),
        *(Expect("activities.page"), ReadOn(), Tap("yes"), Scan(card(person, "pupil"))),
        *(Expect(f"activities.{ends}"), Tap("done"), Expect("home")),
    )
