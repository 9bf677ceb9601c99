"""What a flow is told: her answers to a screen, and what came of work (kiosk.flows.screen has them
too)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Chose:
    id: str


@dataclass(frozen=True, slots=True)
class ChoseSome:
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Typed:
    text: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """The name so far, one character longer; there may be more of it."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Spoke:
    """sound: a file's bytes, in memory only; b"" where nothing was heard."""

    sound: bytes
    length_ms: int


@dataclass(frozen=True, slots=True)
class Came:
    """The work's outcome came back."""

    outcome: Any


Event = Chose | ChoseSome | Typed | Wrote | Spoke | Came
