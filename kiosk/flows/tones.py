"""The colours of services (kiosk.flows.screen has them too)."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """The service colours: frame and word in the colour, ground in its tint."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    GOLD = "gold"
    PLUM = "plum"
    PAPER = "paper"
