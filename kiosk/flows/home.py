"""The first page: what most people come for. Its choices are names of flows."""

from __future__ import annotations

from typing import Final

from kiosk.flows.screen import CALL_CADRE, Choice, Pick, Tone

HOME: Final = Pick(
    "home",
    (
        Choice("check_in", "check_in", Tone.GREEN),
        Choice("register", "register", Tone.BLUE),
        Choice("activities", "calendar", Tone.PLUM),
        Choice("my_record", "record", Tone.GOLD),
        Choice(CALL_CADRE, "help", Tone.RED),
    ),
    invites_card=True,
)
