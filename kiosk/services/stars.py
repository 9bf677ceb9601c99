"""Stars: how far a volunteer's hours have come. The thresholds are the county's table."""

from __future__ import annotations

from dataclasses import dataclass

from sync.standard.county_tables import StarsTable

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands between two stars."""

    minutes: int
    """In all: what the stars go by."""
    stars: int
    """Stars reached."""
    missing_minutes: int
    """To the next star; 0 when all are reached, or only points are missing."""
    part: float
    """Of the way from the last star to the next, 0 to 1."""
    this_year: int = 0
    """Minutes."""
    missing_points: int = 0
    """To the next star, where the county asks for points too."""

    @property
    def has_next(self) -> bool:
        return self.missing_minutes > 0 or self.missing_points > 0


def standing(minutes: int, table: StarsTable, points: int = 0, this_year: int = 0) -> Standing:
    """points: earned in all; looked at only where the table asks for them."""
    steps = [hours * MINUTES for hours in table.hours]
    asked = [*table.points, *[0] * len(steps)][: len(steps)]
    stars = 0
    while stars < len(steps) and minutes >= steps[stars] and points >= asked[stars]:
        stars += 1
    if stars == len(steps):
        return Standing(minutes, stars, 0, 1.0, this_year)
    part = _part(minutes, steps, stars)
    if asked[stars]:
        part = min(part, _part(points, asked, stars))
    missing, missing_points = max(0, steps[stars] - minutes), max(0, asked[stars] - points)
    return Standing(minutes, stars, missing, part, this_year, missing_points)


def _part(reached: int, steps: list[int], stars: int) -> float:
    last = steps[stars - 1] if stars else 0
    way = steps[stars] - last
    return min(max((reached - last) / way, 0.0), 1.0) if way > 0 else 1.0
