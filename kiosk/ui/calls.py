"""What the shell needs to call the cadre, and nothing about who rings."""

from __future__ import annotations

from typing import Protocol


class Calls(Protocol):
    """Every call returns at once and never raises."""

    @property
    def is_heard(self) -> bool:
        """There is a loudspeaker to ring with."""
        ...

    def call(self, screen: str, person: str) -> None:
        """Rings, and leaves a notice at the desk. screen: the id of the one that stands. person:
        who said "that's me", or ""."""
        ...

    def again(self) -> None:
        """Rings once more for a call that stands."""
        ...

    def take_back(self) -> None:
        """She does not need anybody: silence, and no notice."""
        ...

    def stop(self) -> None:
        """A cadre is at the screen: silence. The notice stays until it is answered."""
        ...


class NoCalls:
    """Nobody is called: a demonstration."""

    is_heard = True

    def call(self, screen: str, person: str) -> None:
        """Nobody hears."""

    def again(self) -> None:
        """Nobody hears."""

    def take_back(self) -> None:
        """There is nothing to take back."""

    def stop(self) -> None:
        """Nothing rings."""
