"""What follows from a hello. Deciding only: round.py does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sync.standard.origin import Head
from sync.standard.wire import Greeted

FEWEST_LINES: Final = 20
FIRST_LINES: Final = 500
MOST_PAGE_LINES: Final = 10_000
"""Bounded by bytes besides: about a megabyte."""
GROWTH: Final = 4
"""At most so many times as many as before: what comes next may be heavier."""
_SHORT_S: Final = 4.0
_AIM_S: Final = 8.0
_LONG_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class SendAfter:
    """The county has the present epoch up to seq; everything later is to be sent (again)."""

    seq: int


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The county knows more of this device than the device does."""

    county_seq: int


@dataclass(frozen=True, slots=True)
class OpenEpoch:
    """Two histories of one device: they cannot be made one. beyond: the newest epoch in use."""

    beyond: int


Plan = SendAfter | TakeBack | OpenEpoch


def plan(head: Head, own_shared: bytes | None, greeted: Greeted) -> Plan:
    """own_shared: this journal's hash at the smaller of both seqs, of its present epoch."""
    if greeted.epoch > head.epoch:
        # A disk from before a fork: what it wrote since belongs to no epoch that the county has.
        return OpenEpoch(greeted.epoch)
    if greeted.epoch < head.epoch:
        # The epoch was opened after a fork, and nothing of it has arrived yet.
        return SendAfter(0)
    if greeted.shared != own_shared:
        return OpenEpoch(head.epoch)
    if greeted.seq > head.seq:
        return TakeBack(greeted.seq)
    return SendAfter(greeted.seq)


def next_lines(lines: int, took_s: float, most: int) -> int:
    """How many lines the next batch or page may have, so that each holds the line for 4-15 s.

    took_s: how long a full one of `lines` took.
    """
    if took_s < _SHORT_S:
        return min(int(lines * min(GROWTH, _AIM_S / max(took_s, 0.001))), most)
    if took_s > _LONG_S:
        return max(lines // 2, FEWEST_LINES)
    return lines
