"""What happens on the voice's thread: each sentence goes to the first who can say it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from kiosk.voice.chain import Chain
from kiosk.voice.mailbox import Close, Ended, Forget, Hushed, Mailbox, Message, Prepare, Rang, Say
from kiosk.voice.player import TRY_AGAIN_S, NoSound, Player, decode
from kiosk.voice.port import Speaker
from kiosk.voice.process import Line
from kiosk.voice.reading import Read
from kiosk.voice.recordings import Recordings
from kiosk.voice.telling import NEVER_S, Telling

log = logging.getLogger(__name__)

REST_AFTER_S = 5.0
FAULT_PAUSE_S = 0.1
"""So that a fault which repeats itself does not take a whole processor."""


class Teller:
    """What happens on the voice's thread."""

    def __init__(
        self,
        mailbox: Mailbox,
        recordings: Recordings,
        live: Chain,
        player: Player,
        read: Read,
        on_speaker: Callable[[Speaker], None],
        said: Callable[[int], None],
        filler: str = "",
    ) -> None:
        self._mailbox = mailbox
        self._telling = Telling(recordings, live, player, self._name, filler)
        self._is_recorded = len(recordings) > 0
        self._live = live
        self._player = player
        self._read = read
        self._on_speaker = on_speaker
        self._said = said
        self.speaker = Speaker.SILENCE
        self._now: Say | None = None
        """The sentence being rendered or played."""
        self._next: Say | None = None
        """Waits for the urgent one to end."""
        self._rest_at_s = NEVER_S

    def run(self) -> None:
        message: Message | None = None  # at first: look for a loudspeaker, start the worker
        while True:
            if isinstance(message, Close):
                break
            try:
                self._take(message)
                if self._now is None:
                    self._name(self._who_could())
            except NoSound:
                self._over()
            except Exception as error:  # noqa: BLE001  may cost a sentence, never the voice
                log.error("voice fault error=%s", type(error).__name__)
                self._over()
                time.sleep(FAULT_PAUSE_S)
            message = self._mailbox.wait(self._due_s())
        self._live.close()
        self._player.forget()

    def _due_s(self) -> float:
        """Without a loudspeaker nothing is rendered, so the worker needs no watching either."""
        telling = self._telling
        live_s = self._live.due_s if self._player.is_open else time.monotonic() + TRY_AGAIN_S
        return min(live_s, telling.stuck_at_s, telling.fill_at_s, self._rest_at_s)

    def _take(self, message: Message | None) -> None:
        match message:
            case Say(waits=True) if self._now and self._now.is_urgent:
                self._next = message
            case Say():
                self._next = None
                self._begin(message)
            case Hushed():
                self._next = None
                self._over()
            case Ended(ticket):
                if self._now and self._now.ticket == ticket:
                    self._over()
            case Rang():
                self._ring()
            case Line():
                self._telling.heard(self._live.heard(message))
            case Prepare(texts):
                self._prepare(texts)
            case Forget():
                self._live.forget()
            case _:
                self._at_due()
        self._settle()

    def _settle(self) -> None:
        """Ends what is over, and begins what waited for it."""
        if self._now and self._telling.is_over:
            self._over()
        if self._next and not self._now:
            say, self._next = self._next, None
            self._begin(say)
            self._settle()

    def _begin(self, say: Say) -> None:
        self._over()
        self._player.cut(say.ticket)
        self._now = say
        self._rest_at_s = NEVER_S
        if say.sound and self._player.is_ready():
            self._telling.play(say.ticket, decode(say.sound))
            return
        spoken = self._read(say.text).strip()
        if spoken and self._player.is_ready():
            self._telling.begin(say.ticket, spoken)

    def _prepare(self, texts: Sequence[str]) -> None:
        """Without a loudspeaker nothing is rendered."""
        if self._player.is_open:
            self._telling.prepare([self._read(text).strip() for text in texts])

    def _at_due(self) -> None:
        now_s = time.monotonic()
        if now_s >= self._telling.stuck_at_s:
            log.warning("loudspeaker does not play")
            self._player.forget()
            self._over()
        if now_s >= self._rest_at_s:
            self._rest_at_s = NEVER_S if self._player.rest() else now_s + REST_AFTER_S
        if now_s >= self._telling.fill_at_s:
            self._telling.fill()
        if self._player.is_ready():
            self._telling.heard(self._live.tick())

    def _ring(self) -> None:
        if self._player.is_ready() and self._now is None:
            self._rest_at_s = time.monotonic() + REST_AFTER_S

    def _over(self) -> None:
        """The sentence was said, cut, or cannot be said."""
        say, self._now = self._now, None
        if say is not None:
            self._rest_at_s = time.monotonic() + REST_AFTER_S
            self._telling.clear()
            self._said(say.ticket)

    def _who_could(self) -> Speaker:
        """Who spoke last, as long as that one could again; else the first who could."""
        able = [Speaker.RECORDINGS] if self._is_recorded else []
        able += self._live.able
        if not able or not self._player.is_ready():
            return Speaker.SILENCE
        return self.speaker if self.speaker in able else able[0]

    def _name(self, speaker: Speaker) -> None:
        if speaker != self.speaker:
            self.speaker = speaker
            self._on_speaker(speaker)
