"""The journal's clock: the newest stamp, the time that can be trusted, and when it was told.

A machine's clock may be wrong, and may be set at any moment. What the county says by line is the
time; within one run of the program it is counted on by a clock that nobody can set, and over a
restart by how far the machine's clock was off (docs/adr/0015).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kiosk.store.state import State
from sync.standard import clock
from sync.standard.clock import DAY_MS, MINUTE_MS, TOLERANCE_MS, Stamp

SAME_MS: Final = MINUTE_MS
"""A machine's clock that is off by less is called right: an answer takes its time, too."""
_SEEN_EVERY_MS: Final = 60 * MINUTE_MS


def doubted(stamp: Stamp) -> Stamp:
    return Stamp(stamp.ms, stamp.count, doubtful=True)


class Stamps:
    """The newest stamp is kept in memory, so read it again after a failed transaction."""

    def __init__(
        self,
        state: State,
        wall_ms: Callable[[], int],
        released_ms: int,
        steady_ms: Callable[[], int] | None = None,
    ) -> None:
        """wall_ms: the machine's clock. steady_ms: one that only runs, from any beginning."""
        self._state = state
        self._wall_ms = wall_ms
        self._released_ms = released_ms
        self._steady_ms = steady_ms
        self._told: tuple[int, int] | None = None
        """The county's time as told in this run, and the steady clock's then."""
        self.newest: Stamp | None = None
        self.read_again()

    def read_again(self) -> None:
        text = self._state.text("stamp")
        if text is None:
            self.newest = None
        else:
            ms, count = text.split(".")
            self.newest = Stamp(int(ms), int(count))
        self._trusted_ms = max(self._released_ms, self._state.number("trusted"))
        ahead, _, seen = (self._state.text("ahead") or "0 0").partition(" ")
        self._ahead_ms, self._seen_ms = int(ahead), int(seen)

    def take(self, number: int) -> list[Stamp]:
        """Stamps for so many new entries, within the caller's transaction."""
        now_ms, is_unsure = self._look()
        taken: list[Stamp] = []
        for _ in range(number):
            stamp = clock.next_stamp(self.newest, now_ms, self._trusted_ms)
            self.newest = Stamp(stamp.ms, stamp.count, stamp.doubtful or is_unsure)
            taken.append(self.newest)
        self._keep()
        return taken

    def follow(self, stamps: Iterable[Stamp]) -> None:
        """Seen elsewhere: a mend made here after seeing another's must be the later one. But a
        clock elsewhere that runs ahead pulls ours along by the tolerance at most."""
        limit_ms = max(self.now_ms(), self._trusted_ms) + TOLERANCE_MS
        seen = max((s for s in stamps if not s.doubtful and s.ms <= limit_ms), default=None)
        if seen is not None and (self.newest is None or seen > self.newest):
            self.newest = seen
            self._keep()

    def fall_back(self, stamp: Stamp) -> None:
        """The newest own entry counts as of this: later ones follow on that, not on the time that
        a clock running ahead had given it."""
        if self.newest is not None and self.newest.ms > stamp.ms:
            self.newest = stamp
            self._keep()

    def now_ms(self) -> int:
        """What time it is, as far as this machine can know. From memory: on any thread."""
        return self._look()[0]

    def ahead_ms(self) -> int:
        """How far that is ahead of the machine's clock."""
        return self.now_ms() - self._wall_ms()

    def are_doubtful(self) -> bool:
        """Whether an entry made now would be marked as stamped by a wrong clock."""
        now_ms, is_unsure = self._look()
        return is_unsure or clock.clock_is_doubtful(self.newest, now_ms, self._trusted_ms)

    def latest_ms(self) -> int:
        """The newest time known: of the last entry, or of the last contact with the county."""
        return max(self.newest.ms if self.newest else 0, self._trusted_ms)

    def last_contact_ms(self) -> int:
        """When the county last gave a signed answer; 0 = never."""
        return self._state.number("contact")

    def note_contact(self, at_ms: int) -> None:
        """The county signed that it was this time when it answered."""
        self._trusted_ms = max(at_ms, self._trusted_ms)
        self._state.put_all({"contact": at_ms, "trusted": self._trusted_ms})

    def note_time(self, now_ms: int) -> None:
        """The county signed, by line, that it is this time just now."""
        was_ms, wall_ms = self.now_ms(), self._wall_ms()
        if abs(now_ms - was_ms) > TOLERANCE_MS and self.newest is not None:
            # A visit that this step lies within has no length that anybody could know.
            self._state.put("stepped", min(self.newest.ms, now_ms))
        self.note_contact(now_ms)
        if self._steady_ms is not None:
            self._told = (now_ms, self._steady_ms())
        off_ms = now_ms - wall_ms
        ahead_ms = off_ms if abs(off_ms) > SAME_MS else 0
        is_other = abs(ahead_ms - self._ahead_ms) > SAME_MS // 2
        is_old = ahead_ms and abs(wall_ms - self._seen_ms) > _SEEN_EVERY_MS
        if is_other or is_old:
            self._ahead_ms, self._seen_ms = ahead_ms, wall_ms
            self._state.put("ahead", f"{ahead_ms} {wall_ms}")

    def is_stepped_over(self, since_ms: int) -> bool:
        """Whether this clock was found wrong, and set, since then."""
        return since_ms <= self._state.number("stepped")

    def _look(self) -> tuple[int, bool]:
        """The time, and whether nobody can know it."""
        if self._told is not None and self._steady_ms is not None:
            told_ms, at_ms = self._told
            return told_ms + self._steady_ms() - at_ms, False
        wall_ms = self._wall_ms()
        if not self._ahead_ms or wall_ms < self._seen_ms - TOLERANCE_MS:
            # It was right, or it has been set back since: then it must speak for itself.
            return wall_ms, False
        if self._ahead_ms > 0 and wall_ms >= self._trusted_ms - TOLERANCE_MS:
            # It was behind and has come up: by running on, or because somebody set it.
            return wall_ms, True
        # A clock that is off by more than a day has no battery: it stands still without mains, and
        # nobody knows for how long it did.
        return wall_ms + self._ahead_ms, abs(self._ahead_ms) > DAY_MS

    def _keep(self) -> None:
        if self.newest is not None:
            self._state.put("stamp", f"{self.newest.ms}.{self.newest.count}")
