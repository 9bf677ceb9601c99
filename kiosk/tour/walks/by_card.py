"""Walks with a village card before the scanner, and with what is none."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks.steps import by_number
from kiosk.ui.tour import Expect, ExpectPanel, Keys, Scan, Script, Tap
from sync.standard.village_cards import code_text

VILLAGE, ELSEWHERE = "here", "elsewhere"
"""Tags only: a card that the journal knows counts whatever village it says."""


def walks(person: dict[str, Any]) -> dict[str, Script]:
    return {
        "check_in_by_village_card": _check_in(person),
        "check_out_by_village_card": _check_out(person),
        "codes_of_no_use": _of_no_use(person),
    }


def card(person: dict[str, Any], which: str = "card") -> str:
    return code_text(VILLAGE, bytes.fromhex(person[f"{which}_token"]))


def bad_codes(person: dict[str, Any]) -> dict[str, str]:
    """Its sentence's key -> a text that gets it."""
    return {
        "code.strange": "https://example.com/pay?id=7",
        "code.torn": card(person)[:30],
        "code.foreign": code_text(ELSEWHERE, bytes(16)),
        "code.revoked": card(person, "lost"),
    }


def _check_in(person: dict[str, Any]) -> Script:
    """One touch: what for."""
    return (
        Scan(card(person)),
        Expect("check_in.service"),
        Tap("choice:clean"),
        Expect("check_in.in"),
    )


def _check_out(person: dict[str, Any]) -> Script:
    return (
        Scan(card(person)),
        Expect("check_in.leave"),
        Tap("choice:leave"),
        Expect("check_in.out"),
    )


def _of_no_use(person: dict[str, Any]) -> Script:
    """In the middle of a number, which stands there still."""
    told = ((Scan(text), ExpectPanel(key), Tap("done")) for key, text in bad_codes(person).items())
    return (
        *by_number("check_in"),
        Keys(person["number"][:12]),
        *(step for steps in told for step in steps),
        Keys(person["number"][12:]),
        Tap("done"),
        Expect("find_me.who"),
    )
