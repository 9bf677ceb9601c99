"""The two sets of colours: paper and ink, and ink on white for eyes that need more contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.flows.screen import Tone
from kiosk.ui import tokens
from kiosk.ui.tokens import ToneColours


@dataclass(frozen=True, slots=True)
class Colours:
    """#RRGGBB by name; what each is for, kiosk.ui.tokens says."""

    tones: Mapping[Tone, ToneColours]
    dots: Mapping[Tone, str]
    paper: str = tokens.PAPER
    card: str = tokens.CARD
    ink: str = tokens.INK
    soft_ink: str = tokens.SOFT_INK
    line: str = tokens.LINE
    band: str = tokens.BAND
    edge: str = tokens.EDGE
    off_ground: str = tokens.OFF_GROUND
    off_edge: str = tokens.OFF_EDGE
    white: str = tokens.WHITE
    bar_full: str = tokens.BAR_FULL
    bar_empty: str = tokens.BAR_EMPTY


def _strong(colour: str) -> ToneColours:
    return ToneColours(colour, colour, "#FFFFFF", "#D0D0D0", fill=colour, on_fill="#FFFFFF")


WARM: Final = Colours(tokens.TONES, tokens.DOTS)

STRONG: Final = Colours(
    tones={
        Tone.RED: _strong("#6B0F08"),
        Tone.GREEN: _strong("#0B3A25"),
        Tone.BLUE: _strong("#0C2F52"),
        Tone.GOLD: _strong("#472B00"),
        Tone.PLUM: _strong("#3E1446"),
        Tone.PAPER: _strong("#000000"),
    },
    dots=dict.fromkeys(tokens.DOTS, "#000000")
    | {Tone.GREEN: "#0B5A30", Tone.GOLD: "#7A4600", Tone.RED: "#8A0F08"},
    paper="#FFFFFF",
    card="#FFFFFF",
    ink="#000000",
    soft_ink="#000000",
    line="#000000",
    band="#FFFFFF",
    edge="#000000",
    off_ground="#E4E4E4",
    off_edge="#6A6A6A",
    bar_full="#000000",
    bar_empty="#D0D0D0",
)
