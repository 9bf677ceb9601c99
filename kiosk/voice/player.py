"""Sound to the loudspeaker: one open device, one sound at a time, cut at once.

The device asks for 20 ms pieces on its own thread; cutting only takes the sound away from it, so
it costs the caller a lock and the listener what already stands in the device's buffer.
"""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from kiosk.voice import bell
from kiosk.voice.lean import PLAYS, backends, miniaudio
from kiosk.voice.port import DEFAULT_STEP, nearest_step

RATE = bell.RATE
PERIOD_MS = 20
PERIODS = 3
"""20 x 3 ms stand in the buffer: within the 100 ms in which speech must fall silent."""
STEP_DB = 6.5
"""Four steps span 19.5 dB; EN 301 549, 8.2.1 asks for 18."""
FADE_FRAMES = RATE // 200
"""A cut sentence fades out in 5 ms, so that the loudspeaker does not crack."""
TRY_AGAIN_S = 30.0
"""How long a missing loudspeaker is believed missing (each try costs up to 100 ms)."""

Pieces = Generator["array[int] | bytes", int, None]


class NoSound(Exception):
    """There is no loudspeaker, or the file is no sound."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Frames at RATE, mono, 16 bit."""

    frames: array[int]

    @property
    def length_s(self) -> float:
        return len(self.frames) / RATE


class Device(Protocol):
    def start(self, pieces: Pieces) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None: ...


def decode(data: bytes) -> Sound:
    """WAV, FLAC, MP3 or Ogg Vorbis (no Opus: miniaudio has no decoder for it). Raises NoSound."""
    try:
        decoded = miniaudio.decode(data, miniaudio.SampleFormat.SIGNED16, 1, RATE)
    except miniaudio.MiniaudioError as error:
        raise NoSound(str(error)) from error
    if not decoded.samples:
        raise NoSound("empty")
    return Sound(decoded.samples)


def open_loudspeaker() -> Device:
    """The system's default device. Raises NoSound."""
    through = backends(PLAYS)
    try:
        if _only_dummies(through):
            raise NoSound("only a dummy output")
        return open_device(through)
    except miniaudio.MiniaudioError as error:
        raise NoSound(str(error)) from error


def open_device(through: Sequence[miniaudio.Backend]) -> Device:
    """Raises miniaudio.MiniaudioError."""
    device: Device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE,
        buffersize_msec=PERIOD_MS,
        callback_periods=PERIODS,
        backends=list(through),
        app_name="xianglin",
    )
    return device


def _only_dummies(through: Sequence[miniaudio.Backend]) -> bool:
    """PulseAudio and PipeWire make up an output `auto_null` where there is no card."""
    found = miniaudio.Devices(list(through)).get_playbacks()
    ids = [bytes(miniaudio.ffi.buffer(each["id"])) for each in found]
    return all(each.startswith(b"auto_null\0") for each in ids)


class Player:
    """Plays for the newest ticket only: a sound that comes too late, for a sentence that was cut
    meanwhile, is not heard. All but open/rest/close may be called from any thread."""

    def __init__(
        self,
        told_end: Callable[[int], None],
        open_device: Callable[[], Device] = open_loudspeaker,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """told_end(ticket) is called on the device's thread when a sound was played to its end."""
        self._told_end = told_end
        self._open_device = open_device
        self._now_s = now_s
        self._lock = threading.Lock()
        self._ticket = 0
        self._is_sound = False
        """The frames are a sound, not the faded rest of one that was cut."""
        self._frames: array[int] = array("h")
        self._at = 0
        self._is_last = True
        """Nothing is added to the frames any more."""
        self._step = DEFAULT_STEP
        self._device: Device | None = None
        self._is_running = False
        self._missing_until_s = 0.0
        self.bell = bell.Bell(now_s)

    @property
    def step(self) -> int:
        return self._step

    def set_step(self, step: int) -> None:
        self._step = nearest_step(step)

    def cut(self, ticket: int) -> None:
        """Silence at once; from now on only this ticket's sound is played. Tickets only grow."""
        with self._lock:
            if ticket < self._ticket:
                return
            self._ticket = ticket
            self._is_sound = False
            if self._at < len(self._frames):
                rest = self._frames[self._at : self._at + FADE_FRAMES]
                faded = (frame * (len(rest) - i) // len(rest) for i, frame in enumerate(rest))
                self._frames, self._at = array("h", faded), 0

    def play(self, sound: Sound, ticket: int, *, is_last: bool = True) -> None:
        """After what was given before under the same ticket. is_last: the end is told after it.
        Raises NoSound when the device refuses."""
        with self._lock:
            if ticket != self._ticket:
                return
            frames = self._frames[self._at :] + sound.frames if self._is_sound else sound.frames
            self._frames, self._at = frames, 0
            self._is_sound, self._is_last = True, is_last
        if self._device is not None and not self._is_running:
            self._start(self._device)

    def finish(self, ticket: int) -> bool:
        """Nothing follows after all. True: it was all played already, and no end will be told."""
        with self._lock:
            self._is_last = True
            return ticket != self._ticket or self._at >= len(self._frames)

    @property
    def is_open(self) -> bool:
        return self._device is not None

    def is_ready(self) -> bool:
        """Opens the device if it is not open. A missing one is looked for again after a while."""
        if self._device is None and self._now_s() >= self._missing_until_s:
            try:
                self._device = self._open_device()
            except NoSound:
                self._missing_until_s = self._now_s() + TRY_AGAIN_S
        if self._device is not None and self.bell.is_on and not self._is_running:
            with suppress(NoSound):
                self._start(self._device)
        return self._device is not None

    def rest(self) -> bool:
        """Stops the device while nobody speaks: it would wake the processor 50 times a second.
        False, and it goes on, while the bell rings."""
        if self.bell.is_on:
            return False
        if self._device is not None and self._is_running:
            self._is_running = False
            try:
                self._device.stop()
            except miniaudio.MiniaudioError:
                self.forget()
        return True

    def forget(self) -> None:
        """The device does not play any more (its plug was pulled): the next sound opens anew."""
        device, self._device, self._is_running = self._device, None, False
        if device is not None:
            device.close()

    def _start(self, device: Device) -> None:
        pieces = self._pieces()
        next(pieces)
        try:
            device.start(pieces)
        except miniaudio.MiniaudioError as error:
            self.forget()
            raise NoSound(str(error)) from error
        self._is_running = True

    def _pieces(self) -> Pieces:
        wanted = yield b""
        while True:
            wanted = yield self._next(wanted)

    def _next(self, wanted: int) -> array[int]:
        gain = 10 ** ((self._step - 4) * STEP_DB / 20)
        with self._lock:
            stroke = self.bell.next(wanted, is_speaking=self._at < len(self._frames))
            if stroke is not None:
                return stroke  # at full volume, whatever the step; the sentence waits
            frames = self._frames[self._at : self._at + wanted]
            was_playing = self._at < len(self._frames)
            self._at += len(frames)
            is_over = self._at >= len(self._frames) and self._is_last
            has_ended = was_playing and self._is_sound and is_over
            ticket = self._ticket
        piece = array("h", (int(frame * gain) for frame in frames))
        piece.extend([0] * (wanted - len(piece)))
        if has_ended:
            self._told_end(ticket)
        return piece
