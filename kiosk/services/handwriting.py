"""The port through which handwriting is read (the others: kiosk.services.ports)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Stroke = tuple[tuple[float, float], ...]
"""Points of a finger from where it was set down to where it was lifted: (x, y) as parts of the
paper's side, from its upper left corner."""


class Handwriting(Protocol):
    """Reads a character that a finger writes. One thread at a time."""

    @property
    def is_there(self) -> bool:
        """Whether this machine has something that reads; else writing is not offered."""
        ...

    def candidates(self, strokes: Sequence[Stroke]) -> Sequence[str]:
        """What it may be, likeliest first, some ten; () where nothing came in time. Waits a
        second at most."""
        ...
