"""The officer's stick: what came of it as a sentence, what stands in the way as a Trouble."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kiosk.errors import StickTrouble
from kiosk.ui.desk.machine import Carried
from sync.exchange.carry import CarriedIn, CarriedOut, StickWrong, carry_in, carry_out
from sync.exchange.outcomes import DeviceBehind, Forked
from sync.exchange.ports import Ledger

_TROUBLES: Final = {kind.code: kind for kind in StickTrouble.__subclasses__()}


def take_out_to(ledger: Ledger, stick: Path) -> Carried:
    """Carries out. Raises StickTrouble, and what the ledger raises."""
    match carry_out(ledger, stick):
        case CarriedOut(entries, 0):
            return Carried("carry.out", {"entries": entries})
        case CarriedOut(entries, left):
            return Carried("carry.out_more", {"entries": entries, "left": left})
        case StickWrong(why):
            raise _TROUBLES[why]


def take_in_from(ledger: Ledger, stick: Path) -> Carried:
    """Carries in. Raises StickTrouble, and what the ledger raises."""
    match carry_in(ledger, stick):
        case CarriedIn(is_again=True) as done:
            return Carried("carry.in_again", {"received": done.received}, is_good=False)
        case CarriedIn() as done:
            counts = {
                "acknowledged": done.acknowledged,
                "received": done.received,
                "waiting": done.waiting,
            }
            if done.reported:
                return Carried("carry.in_reported", counts | {"reported": done.reported})
            return Carried("carry.in", counts)
        case Forked(put_aside=aside):
            return Carried("carry.forked", {"put_aside": aside}, is_good=False)
        case DeviceBehind():
            return Carried("carry.behind", {}, is_good=False)
        case StickWrong(why):
            raise _TROUBLES[why]
