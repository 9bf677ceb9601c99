"""What the county itself says in a village's journal. Nobody else's word decides."""

from __future__ import annotations

from typing import Final

import msgspec

from sync.standard.origin import COUNTY, Origin


class Word(msgspec.Struct, frozen=True, order=True, array_like=True):
    """The place of something that the county said among all that it said in a village."""

    epoch: int = 0
    seq: int = 0


NO_WORD: Final = Word()


def word_of(origin: Origin) -> Word:
    """NO_WORD for what anybody else wrote: only the county decides."""
    ref = origin.ref
    return Word(ref.epoch, ref.seq) if ref.device == COUNTY else NO_WORD


class Reminded(msgspec.Struct, frozen=True):
    """The county has again what it had said. back: entries that it had lost."""

    back: int
    now: int
