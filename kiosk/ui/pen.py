"""Reading what a finger writes, without the window waiting for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from kiosk.services.handwriting import Stroke

Read = Callable[[Sequence[str]], None]
"""Hears what may be meant, likeliest first; () where nothing could be read."""


class Pen(Protocol):
    @property
    def is_there(self) -> bool:
        """Whether writing is offered at all."""
        ...

    def wake(self) -> None:
        """Something will be written soon."""
        ...

    def read(self, strokes: Sequence[Stroke], so_far: str, came: Read) -> None:
        """One character's strokes; so_far: of the name, what stands already. Calls `came` on the
        window's thread, unless it is asked again meanwhile."""
        ...


class _NoPen:
    is_there = False

    def wake(self) -> None:
        """There is nothing to wake."""

    def read(self, strokes: Sequence[Stroke], so_far: str, came: Read) -> None:
        """Nobody writes here."""


NO_PEN: Final[Pen] = _NoPen()
