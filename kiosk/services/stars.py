"""Stars: how far a volunteer's hours have come. The thresholds are the county's table."""

from __future__ import annotations

from dataclasses import dataclass

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands between two stars."""

    minutes: int
    stars: int
    """Stars reached."""
    missing_minutes: int
    """To the next star; 0 when all are reached."""
    part: float
    """Of the way from the last star to the next, 0 to 1."""


def standing(minutes: int, star_hours: tuple[int, ...]) -> Standing:
    steps = [hours * MINUTES for hours in star_hours]
    stars = sum(minutes >= step for step in steps)
    if stars == len(steps):
        return Standing(minutes, stars, 0, 1.0)
    last = steps[stars - 1] if stars else 0
    following = steps[stars]
    return Standing(minutes, stars, following - minutes, (minutes - last) / (following - last))
