"""The bell that calls the cadre: our own sound, so that it rings where nobody can speak.

It takes turns with speech: a stroke waits for the end of a sentence, but not for long, and a
sentence waits for the end of a stroke. Two sounds at once are understood by nobody of eighty.
"""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Callable
from functools import cache
from typing import Final

RATE: Final = 24_000
"""Frames a second, mono, 16 bit: what speech needs, and what neural voices make."""
RING_S: Final = 60.0
"""Who has not come by then is not within hearing."""
PAUSE_S: Final = 2.5
"""Between two strokes."""
PATIENCE_S: Final = 10.0
"""So long a stroke waits for a sentence."""
STRIKES: Final = ((1318.5, 0.0), (1046.5, 0.45))
"""Hertz, and when, in seconds: ding, dong. Within what old ears hear best."""
PARTIALS: Final = ((1.0, 0.6, 0.5), (2.0, 0.3, 0.28), (2.98, 0.15, 0.16))
"""Times the pitch, how loud, and in how many seconds it fades to a third."""
STROKE_S: Final = 1.6
PEAK: Final = 30_000


@cache
def chime() -> array[int]:
    """One stroke of the bell: frames at RATE, mono, 16 bit, as loud as they go."""
    count = int(STROKE_S * RATE)
    sound = [0.0] * count
    for hz, at_s in STRIKES:
        for times, loud, fades_s in PARTIALS:
            _strike(sound, int(at_s * RATE), hz * times, loud, fades_s)
    for place in range(count - RATE // 50, count):
        sound[place] *= (count - place) / (RATE // 50)  # no crack at its end
    most = max(map(abs, sound))
    return array("h", (int(value / most * PEAK) for value in sound))


def _strike(sound: list[float], start: int, hz: float, loud: float, fades_s: float) -> None:
    """Adds a damped tone: each frame follows from the two before it."""
    turn, damping = 2 * math.pi * hz / RATE, math.exp(-1 / (fades_s * RATE))
    one, two = 2 * damping * math.cos(turn), damping * damping
    before, now = 0.0, loud * math.sin(turn)
    for place in range(start, len(sound)):
        sound[place] += now
        before, now = now, one * now - two * before


class Bell:
    """Asked by the device for its next frames; rung and stopped from any thread."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._chime = chime()
        self._until_s = 0.0
        self._at: int | None = None
        """Place within the stroke that sounds, None between strokes."""
        self._quiet = 0
        """Frames since the last stroke."""

    @property
    def is_on(self) -> bool:
        return self._now_s() < self._until_s

    def ring(self) -> None:
        """At once, and again and again for RING_S."""
        self._quiet = int(PATIENCE_S * RATE)
        self._until_s = self._now_s() + RING_S

    def stop(self) -> None:
        self._until_s = 0.0

    def next(self, wanted: int, *, is_speaking: bool) -> array[int] | None:
        """The next `wanted` frames, or None while it is silent."""
        if self._at is None:
            self._quiet += wanted
            waits_s = PATIENCE_S if is_speaking else PAUSE_S
            if not self.is_on or self._quiet < waits_s * RATE:
                return None
            self._at = 0
        piece = self._chime[self._at : self._at + wanted]
        self._at += wanted
        if not self.is_on:  # it was answered: this stroke fades out
            piece = array("h", (f * (len(piece) - i) // len(piece) for i, f in enumerate(piece)))
        if not self.is_on or self._at >= len(self._chime):
            self._at, self._quiet = None, 0
        piece.extend([0] * (wanted - len(piece)))
        return piece
