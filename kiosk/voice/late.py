"""A voice that is made while the first page is already standing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Lock

from kiosk.voice.bell import RING_S
from kiosk.voice.port import Mute, Speaker, Voice


class LateVoice:
    """Loading the sound library takes a tenth of a second that nobody should wait for. Until
    wake() is done, nothing is heard; what was to be said last is said then."""

    def __init__(
        self, make: Callable[[], Voice], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._make = make
        self._now_s = now_s
        self._voice: Voice = Mute()
        self._missed = ""
        self._rings_until_s = 0.0
        self._gone: list[Voice] = []
        self._making = Lock()

    def wake(self) -> None:
        """From any thread, at first and after each sleep()."""
        with self._making:
            # One loudspeaker: who spoke before goes first.
            while self._gone:
                self._gone.pop().close()
            voice = self._make()
            voice.set_volume(self._voice.volume)
            before, self._voice = self._voice, voice
            before.close()
        if self._now_s() < self._rings_until_s:
            voice.ring()
        if self._missed:
            voice.speak(self._missed)

    def sleep(self) -> None:
        """Another language is to be spoken: silent until wake()."""
        quiet = Mute()
        quiet.set_volume(self._voice.volume)
        before, self._voice = self._voice, quiet
        before.hush()
        self._gone.append(before)

    def speak(self, text: str, *, urgent: bool = False) -> None:
        self._missed = text
        self._voice.speak(text, urgent=urgent)

    def play(self, sound: bytes) -> None:
        self._missed = ""
        self._voice.play(sound)

    def hush(self) -> None:
        self._missed = ""
        self._voice.hush()

    def ring(self) -> None:
        self._rings_until_s = self._now_s() + RING_S
        self._voice.ring()

    def stop_ringing(self) -> None:
        self._rings_until_s = 0.0
        self._voice.stop_ringing()

    @property
    def has_loudspeaker(self) -> bool:
        return self._voice.has_loudspeaker

    @property
    def renders_ahead(self) -> bool:
        return self._voice.renders_ahead

    def prepare(self, texts: Sequence[str]) -> None:
        self._voice.prepare(texts)

    def forget(self) -> None:
        self._voice.forget()

    def set_volume(self, step: int) -> None:
        self._voice.set_volume(step)

    @property
    def volume(self) -> int:
        return self._voice.volume

    def reset_volume(self) -> None:
        self._voice.reset_volume()

    @property
    def speaker(self) -> Speaker:
        return self._voice.speaker

    def close(self) -> None:
        for voice in (*self._gone, self._voice):
            voice.close()
