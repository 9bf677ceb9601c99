"""What she says, from the microphone into memory, on a thread of its own.

Nothing here blocks whoever calls it: opening a device may take a second, and a sound server that
hangs takes a thread along, never the window. The microphone is open only between begin() and the
end of that note.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
import time
from array import array
from collections.abc import Callable, Generator
from typing import Final, Protocol

from kiosk.voice.adpcm import RATE, Adpcm

log = logging.getLogger(__name__)

MOST_MS: Final = 30_000
LEAST_MS: Final = 300
"""Shorter is a slip of the finger."""
GONE_S: Final = 3.0
"""A microphone that says nothing for so long was unplugged, or its server hangs."""
OPENS_S: Final = 6.0
"""One that was not heard by then never will be: its server hangs."""
SILENT: Final = 33
"""-60 dB: of a microphone that is turned off comes less."""
_FLOOR_DB: Final = 50
_FULL: Final = 32768

Pieces = Generator[None, "bytes | bytearray", None]
"""Takes frames at RATE, mono, 16 bit, on the device's thread."""


class NoMicrophone(Exception):
    """There is none, or it does not open."""


class Microphone(Protocol):
    def start(self, pieces: Pieces) -> None:
        """Raises NoMicrophone."""
        ...

    def close(self) -> None:
        """Nothing is sent any more."""
        ...


class Microphones(Protocol):
    def are_there(self) -> bool: ...

    def open(self) -> Microphone:
        """Raises NoMicrophone."""
        ...


class NoMicrophones:
    """Where nothing may be heard."""

    def are_there(self) -> bool:
        return False

    def open(self) -> Microphone:
        raise NoMicrophone("off")


class Recorder:
    """A kiosk.ui.recorder.Recorder; one note at a time."""

    most_ms = MOST_MS

    def __init__(
        self,
        microphones: Callable[[], Microphones],
        gone_s: float = GONE_S,
        opens_s: float = OPENS_S,
    ) -> None:
        """microphones: called on threads of the recorder's own; loading a sound library may take a
        tenth of a second."""
        self._microphones, self._gone_s, self._opens_s = microphones, gone_s, opens_s
        self._was_there = False
        self._looking = threading.Lock()
        self._note: _Note | None = None

    def look(self) -> None:
        """Waits for the sound server: not on the window's thread."""
        with self._looking:
            self._was_there = self._microphones().are_there()

    def look_soon(self) -> None:
        if not self._looking.locked():  # else a sound server that hangs would gather threads
            threading.Thread(target=self.look, name="microphone", daemon=True).start()

    @property
    def is_there(self) -> bool:
        """As it was when it was looked for last; meanwhile it is looked for anew."""
        self.look_soon()
        return self._was_there

    def begin(self) -> None:
        self.drop()
        self._note = _Note(self._microphones, self._gone_s)

    @property
    def is_over(self) -> bool:
        """The time is over, or the microphone is gone."""
        note = self._note
        return note is None or note.is_over.is_set() or note.is_mute(self._opens_s)

    @property
    def length_ms(self) -> int:
        return self._note.length_ms if self._note else 0

    @property
    def level(self) -> float:
        """0 to 1: how loud it is now."""
        return self._note.level if self._note else 0.0

    @property
    def is_enough(self) -> bool:
        return self.length_ms >= LEAST_MS

    def finish(self) -> tuple[bytes, int]:
        """A WAV file and its length in ms; (b"", 0) where nothing was heard."""
        note, self._note = self._note, None
        if note is None:
            return b"", 0
        note.end()
        return note.file()

    def drop(self) -> None:
        """What was said is forgotten."""
        if self._note is not None:
            self._note.end()
            self._note = None


class _Note:
    def __init__(self, microphones: Callable[[], Microphones], gone_s: float) -> None:
        self._gone_s = gone_s
        self._pieces: queue.SimpleQueue[bytes | bytearray | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._sound = Adpcm()
        self._loudest = 0
        self._is_wanted = True
        self._began_s = time.monotonic()
        self.level = 0.0
        self.is_over = threading.Event()
        """And the microphone is free."""
        run = threading.Thread(target=self._run, args=(microphones,), name="note", daemon=True)
        run.start()

    @property
    def length_ms(self) -> int:
        return self._sound.frames * 1000 // RATE

    def is_mute(self, after_s: float) -> bool:
        return not self.length_ms and time.monotonic() > self._began_s + after_s

    def end(self) -> None:
        self._is_wanted = False
        self._pieces.put(None)

    def file(self) -> tuple[bytes, int]:
        with self._lock:
            if self.length_ms < LEAST_MS or self._loudest < SILENT:
                return b"", 0
            return self._sound.wav(), self.length_ms

    def _run(self, microphones: Callable[[], Microphones]) -> None:
        try:
            microphone = microphones().open()
            try:
                if self._is_wanted:
                    taking = self._take()
                    next(taking)
                    microphone.start(taking)
                    self._listen()
            finally:
                microphone.close()
        except NoMicrophone:
            log.warning("no microphone")
        except Exception as error:  # noqa: BLE001  a driver's fault costs a note, never the kiosk
            log.error("microphone fault error=%s", type(error).__name__)
        finally:
            self.is_over.set()

    def _take(self) -> Pieces:
        while True:
            self._pieces.put((yield))

    def _listen(self) -> None:
        while self.length_ms < MOST_MS:
            try:
                piece = self._pieces.get(timeout=self._gone_s)
            except queue.Empty:
                return
            if piece is None:
                return
            frames = array("h", bytes(piece))[: MOST_MS * RATE // 1000 - self._sound.frames]
            loud = max(map(abs, frames), default=0)
            with self._lock:
                if not self._is_wanted:
                    return
                self._sound.add(frames)
                self._loudest = max(self._loudest, loud)
            decibels = 20 * math.log10(max(loud, 1) / _FULL)
            self.level = max(0.0, 1 + decibels / _FLOOR_DB)
