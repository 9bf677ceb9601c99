"""What a sender is given and what it answers: the port between the queue and whoever delivers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outgoing:
    """id: of the message, the same at every try, for a gateway that drops repeats. phone: eleven
    digits. Number and text never reach a log: they are left out where this is written out."""

    id: str
    phone: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """It was taken."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will not be taken, however often it is tried."""

    code: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody answered, or asked for patience: to be tried again."""

    code: str


class Sender(Protocol):
    def send(self, outgoing: Outgoing) -> Sent | Refused | Unreachable:
        """Returns within the sender's own time limit, raises nothing."""
        ...
