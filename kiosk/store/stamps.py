"""The journal's clock: the newest stamp, the time that can be trusted, and when it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kiosk.store.state import State
from sync.standard import clock
from sync.standard.clock import Stamp


class Stamps:
    """The newest stamp is kept in memory, so read it again after a failed transaction."""

    def __init__(self, state: State, wall_ms: Callable[[], int], released_ms: int) -> None:
        self._state = state
        self._wall_ms = wall_ms
        self._released_ms = released_ms
        self.newest: Stamp | None = None
        self.read_again()

    def read_again(self) -> None:
        text = self._state.text("stamp")
        if text is None:
            self.newest = None
        else:
            ms, count = text.split(".")
            self.newest = Stamp(int(ms), int(count))

    def take(self, number: int) -> list[Stamp]:
        """Stamps for so many new entries, within the caller's transaction."""
        wall_ms, trusted_ms = self._wall_ms(), self.trusted_ms()
        taken: list[Stamp] = []
        for _ in range(number):
            self.newest = clock.next_stamp(self.newest, wall_ms, trusted_ms)
            taken.append(self.newest)
        self._keep()
        return taken

    def follow(self, stamps: Iterable[Stamp]) -> None:
        """Seen elsewhere: a mend made here after seeing another's must be the later one. But a
        clock elsewhere that runs ahead pulls ours along by the tolerance at most."""
        limit_ms = max(self._wall_ms(), self.trusted_ms()) + clock.TOLERANCE_MS
        seen = max((s for s in stamps if not s.doubtful and s.ms <= limit_ms), default=None)
        if seen is not None and (self.newest is None or seen > self.newest):
            self.newest = seen
            self._keep()

    def are_doubtful(self) -> bool:
        """Whether an entry made now would be marked as stamped by a wrong clock."""
        return clock.clock_is_doubtful(self.newest, self._wall_ms(), self.trusted_ms())

    def latest_ms(self) -> int:
        """The newest time known: of the last entry, or of the last contact with the county."""
        return max(self.newest.ms if self.newest else 0, self.trusted_ms())

    def trusted_ms(self) -> int:
        return max(self._released_ms, self._state.number("trusted"))

    def last_contact_ms(self) -> int:
        """When the county last gave a signed answer; 0 = never."""
        return self._state.number("contact")

    def note_contact(self, at_ms: int) -> None:
        """The county signed that it is this time now."""
        self._state.put("contact", at_ms)
        if at_ms > self.trusted_ms():
            self._state.put("trusted", at_ms)

    def _keep(self) -> None:
        if self.newest is not None:
            self._state.put("stamp", f"{self.newest.ms}.{self.newest.count}")
