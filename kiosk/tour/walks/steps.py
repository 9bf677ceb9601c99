"""What many walks have in common."""

from __future__ import annotations

from typing import Any

from kiosk.ui.tour import Draw, Expect, Keys, Script, Tap


def begin(flow: str, first: str) -> Script:
    return (Tap(f"choice:{flow}"), Expect(first))


def typed(number: str) -> Script:
    return (Keys(number), Tap("done"))


def by_number(flow: str) -> Script:
    return (*begin(flow, "find_me.way"), Tap("choice:by_number"), Expect("find_me.number"))


def touched(person: dict[str, Any]) -> Script:
    """Her two pictures."""
    return tuple(Tap(f"picture:{picture}") for picture in person["sign"])


def sign_chosen(person: dict[str, Any]) -> Script:
    return (
        Expect("sign.choose"),
        *touched(person),
        Expect("sign.choose"),
        Tap("done"),
        Expect("sign.both"),
        Tap("yes"),
    )


def written(person: dict[str, Any], character: str) -> Script:
    """One character with the finger, and then touched where it is offered."""
    strokes = [[(x / 100, y / 100) for x, y in stroke] for stroke in person["writes"][character]]
    return (Draw([tuple(stroke) for stroke in strokes]), Keys(character))
