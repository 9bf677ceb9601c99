"""A loudspeaker that keeps what it played: miniaudio's null backend, which asks for sound in real
time on its own thread, as a card does."""

from __future__ import annotations

import os
import threading
import time
from array import array
from itertools import pairwise
from pathlib import Path

import miniaudio

from kiosk.voice.player import RATE, NoSound, open_device

PATIENCE_S = 20.0


class Loudspeaker:
    def __init__(self):
        self.frames = array("h")
        self._more = threading.Condition()

    def open(self):
        return _Tapped(open_device([miniaudio.Backend.NULL]), self._keep)

    def _keep(self, piece):
        with self._more:
            self.frames.extend(array("h", piece))
            self._more.notify_all()

    def wait(self, holds, patience_s=PATIENCE_S):
        """Waits until holds(all frames so far); False when it never does."""
        with self._more:
            return self._more.wait_for(lambda: holds(self.frames), patience_s)

    def wait_for_sound(self, since=0):
        return self.wait(lambda frames: any(frames[since:]))

    def wait_for_silence(self, s=0.3, since=0):
        """Waits for so many seconds without sound after some; gives where the sound ended."""
        count = int(s * RATE)

        def is_silent(frames):
            heard = frames[since:]
            return len(heard) > count and any(heard) and not any(heard[-count:])

        assert self.wait(is_silent)
        return last_sound(self.frames)


class _Tapped:
    def __init__(self, device, keep):
        self._device, self._keep = device, keep

    def start(self, pieces):
        tapped = self._tap(pieces)
        next(tapped)
        self._device.start(tapped)

    def _tap(self, pieces):
        wanted = yield b""
        while True:
            piece = pieces.send(wanted)
            self._keep(piece)
            wanted = yield piece

    def stop(self):
        self._device.stop()

    def close(self):
        self._device.close()


class DeadLoudspeaker:
    """Opens, starts, and never asks for a sound: its plug was pulled."""

    def __init__(self):
        self.is_closed = threading.Event()

    def start(self, pieces):
        pass

    def stop(self):
        pass

    def close(self):
        self.is_closed.set()


def no_loudspeaker():
    raise NoSound("no card")


def last_sound(frames):
    """Index after the last frame that is not silent."""
    return next((i + 1 for i in range(len(frames) - 1, -1, -1) if frames[i]), 0)


def sounds(frames, gap_s=0.1):
    """Where each sound begins and ends, to half a gap; silence of a gap parts two."""
    step = int(gap_s * RATE / 2)
    found = []
    for start in range(0, len(frames), step):
        if any(frames[start : start + step]):
            if found and start - found[-1][1] < 2 * step:
                found[-1][1] = start + step
            else:
                found.append([start, start + step])
    return [tuple(each) for each in found]


def power(frames):
    return sum(frame * frame for frame in frames) / max(1, len(frames))


def pitch_hz(frames):
    """Of a plain tone: zero crossings upwards."""
    ups = sum(a < 0 <= b for a, b in pairwise(frames))
    return ups * RATE / len(frames)


def children_of_this():
    """Ids of this process's children."""
    found = set()
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        try:
            found |= set(map(int, (task / "children").read_text().split()))
        except OSError:
            continue  # the thread ended meanwhile
    return found


def until(holds, patience_s=PATIENCE_S):
    """Waits for something in another process, which has no condition to wait on."""
    end_s = time.monotonic() + patience_s
    pause = threading.Event()
    while not holds():
        if time.monotonic() > end_s:
            return False
        pause.wait(0.005)
    return True
