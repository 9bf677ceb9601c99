"""What testing the line has shown, for whoever says it. Needs no network library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MANY: Final = 1000
"""Entries whose sending is foretold."""


class Step(StrEnum):
    NETWORK = "network"
    ADDRESS = "address"
    COUNTY = "county"
    ENROLMENT = "enrolment"
    CLOCK = "clock"
    SPEED = "speed"


class Verdict(StrEnum):
    GOOD = "good"
    BAD = "bad"
    UNTRIED = "untried"
    """A step before it did not hold."""


@dataclass(frozen=True, slots=True)
class Tried:
    """why: a code of reach.Reach, of line.Why, "refused.<why>", "not_enrolled", "unknown",
    "revoked", "signature", "clock"; "" where the step holds."""

    step: Step
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """tried: every step, in order.

    clock_off_ms: how far this machine's clock is ahead of the county's; None: the county did not
    say. round_trip_ms: one question and its answer. thousand_s: MANY entries on this line.
    """

    tried: tuple[Tried, ...]
    clock_off_ms: int | None = None
    round_trip_ms: float | None = None
    thousand_s: float | None = None

    @property
    def is_good(self) -> bool:
        return all(tried.verdict is Verdict.GOOD for tried in self.tried)
