"""The voice: one thread that brings each sentence to the first who can say it.

Recordings, then the live voices (kiosk.voice.chain), then silence. Whatever may take time (opening
the loudspeaker, starting a process, decoding a file) happens on that thread; the callers only cut
the sound and leave a message.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from kiosk.voice.chain import Chain
from kiosk.voice.mailbox import Close, Forget, Hushed, Mailbox, Prepare, Rang, Say
from kiosk.voice.player import Player
from kiosk.voice.port import DEFAULT_STEP, Speaker
from kiosk.voice.reading import Read
from kiosk.voice.recordings import Recordings
from kiosk.voice.teller import Teller

CLOSE_S = 1.0


class Speech:
    """A Voice (kiosk.voice.port)."""

    def __init__(
        self,
        mailbox: Mailbox,
        recordings: Recordings,
        live: Chain,
        player: Player,
        read: Read,
        on_speaker: Callable[[Speaker], None] = lambda _: None,
        filler: str = "",
    ) -> None:
        """live and player tell the mailbox. filler: said when a sentence takes long.
        on_speaker is called on the voice's thread whenever somebody else speaks than before."""
        self._mailbox = mailbox
        self._player = player
        self._renders_ahead = live.renders_ahead
        self._lock = threading.Lock()
        self._last = 0
        self._urgent = 0
        """Ticket of the urgent sentence that is being said, or 0."""
        self._teller = Teller(
            mailbox, recordings, live, player, read, on_speaker, self._said, filler
        )
        self._thread = threading.Thread(target=self._teller.run, name="voice", daemon=True)
        self._thread.start()

    def speak(self, text: str, *, urgent: bool = False) -> None:
        self._tell(text, urgent=urgent)

    def play(self, sound: bytes) -> None:
        self._tell("", sound)

    def hush(self) -> None:
        with self._lock:
            self._last += 1
            self._urgent = 0
            self._player.cut(self._last)
            self._mailbox.put(Hushed())

    def ring(self) -> None:
        self._player.bell.ring()
        self._mailbox.put(Rang())

    def stop_ringing(self) -> None:
        self._player.bell.stop()

    @property
    def has_loudspeaker(self) -> bool:
        return self._player.is_open

    @property
    def renders_ahead(self) -> bool:
        return self._renders_ahead

    def prepare(self, texts: Sequence[str]) -> None:
        self._mailbox.put(Prepare(tuple(texts)))

    def forget(self) -> None:
        self._mailbox.put(Forget())

    def set_volume(self, step: int) -> None:
        self._player.set_step(step)

    @property
    def volume(self) -> int:
        return self._player.step

    def reset_volume(self) -> None:
        self._player.set_step(DEFAULT_STEP)

    @property
    def speaker(self) -> Speaker:
        return self._teller.speaker

    def close(self) -> None:
        self.hush()
        self._mailbox.put(Close())
        self._thread.join(CLOSE_S)

    def _tell(self, text: str, sound: bytes = b"", *, urgent: bool = False) -> None:
        with self._lock:
            self._last += 1
            waits = self._urgent > 0 and not urgent
            if urgent:
                self._urgent = self._last
            if not waits:
                self._player.cut(self._last)
            self._mailbox.put(Say(self._last, text, urgent, waits, sound))

    def _said(self, ticket: int) -> None:
        """On the voice's thread: this sentence is over."""
        with self._lock:
            if self._urgent == ticket:
                self._urgent = 0
