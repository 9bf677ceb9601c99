"""Walks of one who leads a team, known by her card, and puts its members down."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.by_card import card
from kiosk.tour.walks.steps import begin
from kiosk.ui.tour import Expect, ReadOn, Scan, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "activities_team": team(person),
        "activities_team_some": some_asked(person, 1, 2, ends="team_some"),
        "activities_team_barred": some_asked(person, 1, ends="team_barred"),
        "activities_team_nobody": some_asked(person, ends="team_nobody"),
    }


def team(person: dict[str, Any]) -> Script:
    """For a shift."""
    return (
        *begin("activities", "activities.list"),
        *(Tap("choice:mine"), Scan(card(person)), Expect("activities.none_mine")),
        *(Tap("choice:look"), Expect("activities.list")),
        *(Tap("choice:more"), Expect("activities.list")),
        *(Tap("choice:a2"), Expect("activities.page"), ReadOn(), Tap("yes")),
        Expect("activities.shift"),
        *(Tap("choice:s1"), Expect("activities.who_goes"), Tap("choice:t0")),
        *(Expect("activities.members"), Tap("choice:m2"), Tap("choice:m3"), Tap("done")),
        *(Tap("done"), Expect("activities.team_asked"), Tap("done"), Expect("home")),
    )


def some_asked(person: dict[str, Any], *members: int, ends: str) -> Script:
    """members: who is touched on the first page; the first of them is a child."""
    return (
        *begin("activities", "activities.list"),
        *(Tap("choice:a0"), Expect("activities.page"), ReadOn(), Tap("yes")),
        *(Scan(card(person)), Tap("choice:t0"), Expect("activities.members")),
        *(Tap(f"choice:m{at}") for at in members),
        *(Tap("done"), Tap("done"), Expect(f"activities.{ends}"), Tap("done"), Expect("home")),
    )
