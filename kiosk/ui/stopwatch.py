"""How long a walk through the kiosk takes, and how many touches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer


@dataclass
class Walked:
    """came: screens, with the touches up to then and the milliseconds from the walk's beginning
    till they stood. The finger itself takes no time: it is the kiosk's."""

    name: str
    touches: int = 0
    came: list[tuple[str, int, int]] = field(default_factory=list)


class Stopwatch:
    def __init__(self) -> None:
        self.walked: list[Walked] = []
        self._clock = QElapsedTimer()
        self._lost_ms = 0
        self.begin("")

    def begin(self, name: str) -> None:
        self.walked.append(Walked(name))
        self._lost_ms = 0
        self._clock.start()

    def touch(self, times: int = 1) -> None:
        self.walked[-1].touches += times

    def come(self, screen: str) -> None:
        walked, ms = self.walked[-1], self._clock.elapsed() - self._lost_ms
        walked.came.append((screen, walked.touches, ms))

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is done meanwhile (a picture) takes nobody's time."""
        before_ms = self._clock.elapsed()
        yield
        self._lost_ms += self._clock.elapsed() - before_ms
