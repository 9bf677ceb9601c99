"""How long a walk through the kiosk takes, and how many touches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer

from kiosk.flows.screen import AnyScreen


@dataclass(frozen=True, slots=True)
class CameUp:
    """A screen; touches up to then, keys among them, cards laid down, and milliseconds from the
    walk's beginning till it stood. The finger itself takes no time: it is the kiosk's."""

    screen: AnyScreen
    touches: int
    keys: int
    laid: int
    ms: int


@dataclass
class Walked:
    name: str
    touches: int = 0
    keys: int = 0
    """Among the touches: of a keypad."""
    laid: int = 0
    came: list[CameUp] = field(default_factory=list)


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

    def touch(self, times: int = 1, *, keys: bool = False) -> None:
        self.walked[-1].touches += times
        self.walked[-1].keys += times if keys else 0

    def lay(self) -> None:
        self.walked[-1].laid += 1

    def come(self, screen: AnyScreen) -> None:
        walked, ms = self.walked[-1], self._clock.elapsed() - self._lost_ms
        walked.came.append(CameUp(screen, walked.touches, walked.keys, walked.laid, ms))

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is done meanwhile (a picture) takes nobody's time."""
        before_ms = self._clock.elapsed()
        yield
        self._lost_ms += self._clock.elapsed() - before_ms
