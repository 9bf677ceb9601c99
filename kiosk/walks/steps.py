"""What many walks have in common."""

from __future__ import annotations

from kiosk.ui.tour import Expect, Keys, Script, Tap


def begin(flow: str, first: str) -> Script:
    return (Tap(f"choice:{flow}"), Expect(first))


def typed(number: str) -> Script:
    return (Keys(number), Tap("done"))


def by_number(flow: str) -> Script:
    return (*begin(flow, "find_me.way"), Tap("choice:by_number"), Expect("find_me.number"))
