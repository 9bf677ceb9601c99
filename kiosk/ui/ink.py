"""What a finger has written so far, told apart from what merely touched the paper. No Qt.

Points are parts of the paper's side; a trembling finger loses the glass for a moment, a palm comes
down beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from kiosk.services.handwriting import Stroke

Point = tuple[float, float]

MOST_STROKES: Final = 40
_BREAK_MS: Final = 80
_BREAK: Final = 0.04
"""Lifted no longer and set down no farther away, it was not meant to be lifted."""
_RESTS: Final = 0.03
"""What has not gone farther lies there."""
_REST_MS: Final = 1000
"""A dot takes no longer."""
_STEP: Final = 0.004
"""Nearer points say nothing."""
_LONG_AGO_MS: Final = -1_000_000


class Ink:
    """Strokes by one finger at a time: the first that writes. While a second one is down, that of
    the two which moves counts."""

    def __init__(self, strokes: Sequence[Stroke] = ()) -> None:
        self._strokes: list[list[Point]] = [[*stroke] for stroke in strokes]
        self._finger: int | None = None
        self._began_ms = 0
        self._ended_ms = _LONG_AGO_MS
        self._is_joined = False
        """The stroke under way goes on with the last one."""

    @property
    def strokes(self) -> Sequence[Stroke]:
        return [tuple(stroke) for stroke in self._strokes]

    def down(self, finger: int, at: Point, ms: int) -> None:
        if self._finger is not None:
            if self._has_moved():
                return
            self.lose()  # a palm: it came first, and lies there
        self._finger, self._began_ms = finger, ms
        self._is_joined = self._goes_on(at, ms)
        if self._is_joined:
            self._strokes[-1].append(at)
        else:
            self._strokes.append([at])

    def move(self, finger: int, at: Point) -> None:
        if finger == self._finger and math.dist(self._strokes[-1][-1], at) >= _STEP:
            self._strokes[-1].append(at)

    def up(self, finger: int, ms: int) -> bool:
        """Whether it was the one that wrote. What rested too long for a dot is no stroke."""
        if finger != self._finger:
            return False
        rests = ms - self._began_ms > _REST_MS and not self._has_moved()
        if rests or len(self._strokes) > MOST_STROKES:
            self.lose()
        else:
            self._finger, self._ended_ms = None, ms
        return True

    def lose(self) -> None:
        """The finger that is down does not count; of a joined stroke its beginning stays."""
        if self._finger is not None:
            self._finger = None
            if not self._is_joined:
                self._strokes.pop()

    def undo(self) -> None:
        self.lose()
        self._ended_ms = _LONG_AGO_MS
        if self._strokes:
            self._strokes.pop()

    def clear(self) -> None:
        self.lose()
        self._ended_ms = _LONG_AGO_MS
        self._strokes = []

    def _goes_on(self, at: Point, ms: int) -> bool:
        if not self._strokes or ms - self._ended_ms > _BREAK_MS:
            return False
        return math.dist(self._strokes[-1][-1], at) <= _BREAK

    def _has_moved(self) -> bool:
        stroke = self._strokes[-1]
        return self._is_joined or any(math.dist(stroke[0], point) > _RESTS for point in stroke)
