"""How patient the shell is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How patient the shell is. The seconds follow the standards for old people's devices."""

    village: str = ""
    idle_s: float = 60
    rest_s: float = 120
    """Nobody touched the home page for so long: the page of the day stands instead."""
    leave_s: int = 30
    """From the page after a deed to the home page."""
    warning_s: int = 30
    guard_s: float = 0.5
    key_guard_s: float = 0.3
    """On the keys of a pad, where the same key twice is often meant."""
    wait_after_ms: int = 300
