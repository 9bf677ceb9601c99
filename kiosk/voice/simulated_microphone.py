"""A simulated microphone, which hears a tone: for demonstrations, the tour and tests."""

from __future__ import annotations

import math
import threading
from array import array
from typing import Final

from kiosk.voice.adpcm import RATE, Adpcm
from kiosk.voice.recorder import NoMicrophone, Pieces

TONE_HZ: Final = 450
PIECE_S: Final = 0.04
_LOUD: Final = 9000


def tone(length_s: float, hz: int = TONE_HZ) -> array[int]:
    """Frames at RATE, mono, 16 bit."""
    step = math.tau * hz / RATE
    return array("h", (round(_LOUD * math.sin(step * at)) for at in range(int(length_s * RATE))))


def simulated_note(length_s: float) -> tuple[bytes, int]:
    """As kiosk.voice.recorder.Recorder.finish gives it."""
    sound = Adpcm()
    sound.add(tone(length_s))
    return sound.wav(), round(length_s * 1000)


class SimulatedMicrophones:
    sound = tone(PIECE_S).tobytes()
    """What it hears, again and again."""

    def __init__(self, *, is_plugged: bool = True, piece_s: float = PIECE_S) -> None:
        """piece_s: from one piece to the next; less than PIECE_S is faster than life."""
        self.is_plugged, self._piece_s = is_plugged, piece_s
        self.open_now = 0

    def are_there(self) -> bool:
        return self.is_plugged

    def open(self) -> SimulatedMicrophone:
        if not self.is_plugged:
            raise NoMicrophone("simulated")
        self.open_now += 1
        return SimulatedMicrophone(self, self._piece_s)


class SimulatedMicrophone:
    def __init__(self, owner: SimulatedMicrophones, piece_s: float) -> None:
        self._owner, self._piece_s = owner, piece_s
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, pieces: Pieces) -> None:
        self._thread = threading.Thread(target=self._sound, args=(pieces,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closed.set()
        if self._thread is not None:
            self._thread.join()
        self._owner.open_now -= 1

    def _sound(self, pieces: Pieces) -> None:
        """Falls silent when it is unplugged."""
        while not self._closed.wait(self._piece_s) and self._owner.is_plugged:
            pieces.send(self._owner.sound)
