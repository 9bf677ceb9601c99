"""Walks of one who acts for somebody of her family."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.by_card import card
from kiosk.tour.walks.steps import begin, touched, typed
from kiosk.ui.tour import Expect, ReadOn, Scan, Script, Tap


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "family_unproved": unproved(person),
        "family_first_time": first_time(person),
        "family": again(person),
        "family_ended": ended(person),
    }


def agent(person: dict[str, Any]) -> Script:
    """Herself first, by her number and her pictures."""
    return (
        *begin("check_in", "find_me.way"),
        *(Tap("choice:family"), Expect("family.agent_way")),
        *(Tap("choice:by_number"), *typed(person["number"]), Tap("yes"), Expect("sign.ask")),
        *(*touched(person), Tap("done")),
    )


def unproved(person: dict[str, Any]) -> Script:
    """Whom she brought has neither a card with her nor a sign."""
    return (
        *agent(person),
        *(Expect("family.nobody"), Tap("choice:new"), Expect("family.person_way")),
        *(Tap("choice:by_number"), *typed(person["forgetful_number"]), Tap("yes")),
        *(Expect("family.person_unproved"), Tap("choice:home"), Expect("home")),
    )


def first_time(person: dict[str, Any]) -> Script:
    return (
        *agent(person),
        *(Expect("family.nobody"), Tap("choice:new"), Expect("family.person_way")),
        *(Scan(card(person)), Expect("family.relation"), Tap("choice:child")),
        *(Expect("family.consent"), ReadOn(), Tap("yes"), Expect("check_in.service")),
        *(Tap("choice:elders"), Expect("check_in.in"), Tap("done"), Expect("home")),
    )


def again(person: dict[str, Any]) -> Script:
    return (
        *agent(person),
        *(Expect("family.whom"), Tap("choice:0"), Expect("check_in.leave")),
        *(Tap("choice:leave"), Expect("check_in.out"), Tap("done"), Expect("home")),
    )


def ended(person: dict[str, Any]) -> Script:
    return (
        *begin("my_record", "find_me.way"),
        *(Scan(card(person)), Expect("my_record.record")),
        *(Tap("choice:mine"), Expect("my_record.mine")),
        *(Tap("choice:my_agents"), Expect("family.mine"), Tap("choice:0"), Expect("family.stop")),
        *(Tap("yes"), Expect("family.stopped"), Tap("done"), Expect("home")),
    )
