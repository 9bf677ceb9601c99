"""Where a fact comes from: which entry of which device, when, by whose hand."""

from __future__ import annotations

from typing import Final

import msgspec

from sync.standard.clock import Stamp

SELF: Final = ""
"""Recorded by the person's own hand."""
COUNTY: Final = "county"
"""The device of what the county itself writes into a village's journal: what it decided."""


class Ref(msgspec.Struct, frozen=True, order=True):
    """The identity of an entry. seq counts from 1 within one epoch of one device."""

    device: str
    epoch: int
    seq: int

    def text(self) -> str:
        return f"{self.device}.{self.epoch}.{self.seq}"


def ref_from(text: str) -> Ref:
    """The reverse of Ref.text(). Raises ValueError for anything else."""
    device, epoch, seq = text.rsplit(".", 2)
    return Ref(device, int(epoch), int(seq))


class Mark(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Orders any two entries of the world in the same way everywhere."""

    ms: int = 0
    count: int = 0
    device: str = ""
    epoch: int = 0
    seq: int = 0


NEVER: Final = Mark()


class Origin(msgspec.Struct, frozen=True):
    ref: Ref
    stamp: Stamp
    by: str = SELF

    @property
    def mark(self) -> Mark:
        ref = self.ref
        return Mark(self.stamp.ms, self.stamp.count, ref.device, ref.epoch, ref.seq)


class Head(msgspec.Struct, frozen=True):
    """Where a device's journal ends: its newest entry, seq 0 and GENESIS for an empty epoch."""

    device: str
    epoch: int
    seq: int
    hash: bytes
