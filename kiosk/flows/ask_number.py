"""The question whether another number was meant. Nothing is ever mended without it."""

from __future__ import annotations

from kiosk.flows.screen import AskNumber, Tone
from sync.standard.slips import LikelySlip, SlipKind


def ask_number(typed: str, likely: LikelySlip) -> AskNumber:
    meant = "".join(likely.number[place] for place in likely.places)
    args = {"typed": likely.typed, "meant": "" if likely.kind is SlipKind.SURPLUS else meant}
    return AskNumber(f"ask_number.{likely.kind}", typed, likely, args=args, tone=Tone.GOLD)
