"""Listening to what she says, without the window waiting for it."""

from __future__ import annotations

from typing import Final, Protocol


class Recorder(Protocol):
    """Every call returns at once. What was said stands in memory only."""

    @property
    def is_there(self) -> bool:
        """Whether speaking is offered at all."""
        ...

    @property
    def most_ms(self) -> int: ...

    def begin(self) -> None:
        """Opens the microphone; what was said before is forgotten."""
        ...

    @property
    def is_over(self) -> bool:
        """It listens no more: the time is over, or the microphone is gone."""
        ...

    @property
    def length_ms(self) -> int:
        """What was heard so far."""
        ...

    @property
    def is_enough(self) -> bool:
        """More than a slip of the finger."""
        ...

    @property
    def level(self) -> float:
        """0 to 1: how loud it is now."""
        ...

    def finish(self) -> tuple[bytes, int]:
        """A file and its length in ms; (b"", 0) where nothing was heard. The microphone is free."""
        ...

    def drop(self) -> None:
        """What was said is forgotten, the microphone free."""
        ...


class _NoRecorder:
    is_there, is_over, is_enough = False, True, False
    most_ms, length_ms, level = 0, 0, 0.0

    def begin(self) -> None:
        """Nothing listens."""

    def finish(self) -> tuple[bytes, int]:
        return b"", 0

    def drop(self) -> None:
        """Nothing was said."""


NO_RECORDER: Final[Recorder] = _NoRecorder()
