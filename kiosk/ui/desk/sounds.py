"""What a cadre listens to: the loudspeaker, as the desk knows it."""

from __future__ import annotations

from typing import Final, Protocol


class Sounds(Protocol):
    """Every call returns at once."""

    @property
    def has_loudspeaker(self) -> bool: ...

    def play(self, sound: bytes) -> None:
        """A file's bytes; cuts what is being played."""
        ...

    def hush(self) -> None: ...


class _NoSounds:
    has_loudspeaker = False

    def play(self, sound: bytes) -> None:
        """Nothing is heard."""

    def hush(self) -> None:
        """Nothing is to be cut."""


NO_SOUNDS: Final[Sounds] = _NoSounds()
