"""When to try next. Pure: the dice are thrown elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from sync.exchange.outcomes import Forked, Outcome, Synced


@dataclass(frozen=True, slots=True)
class Pace:
    """first_s, longest_s: the back-off after failures; idle_s: between rounds with no news."""

    first_s: float = 5.0
    longest_s: float = 900.0
    idle_s: float = 300.0

    def wait_s(self, outcome: Outcome | None, failures: int, dice: float) -> float:
        """Seconds until the next round.

        outcome: None for a round that raised. failures: rounds in a row that did not succeed,
        this one included. dice: 0..1; kiosks that lost the same mains must not come back as one.
        """
        match outcome:
            case Synced():
                return self.idle_s * (0.8 + 0.4 * dice)
            case Forked():
                return 0.0
        grown_s = self.first_s * 2.0 ** min(max(failures, 1) - 1, 20)
        return min(grown_s, self.longest_s) * (0.5 + 0.5 * dice)
