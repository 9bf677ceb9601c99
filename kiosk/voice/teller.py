"""What happens on the voice's thread: each sentence goes to the first who can say it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from kiosk.voice.live import Live, Rendered
from kiosk.voice.mailbox import Close, Ended, Hushed, Mailbox, Message, Rang, Say
from kiosk.voice.player import TRY_AGAIN_S, NoSound, Player, Sound, decode
from kiosk.voice.port import Speaker
from kiosk.voice.process import Line
from kiosk.voice.reading import Read
from kiosk.voice.recordings import Recordings

log = logging.getLogger(__name__)

REST_AFTER_S = 5.0
GRACE_S = 2.0
"""A sound that lasts this much longer than it should is not being played at all."""
RINGING = 1.5
"""So much longer a sentence may take while the bell rings in between (kiosk.voice.bell)."""
FAULT_PAUSE_S = 0.1
"""So that a fault which repeats itself does not take a whole processor."""
NEVER_S = float("inf")


class Teller:
    """What happens on the voice's thread."""

    def __init__(
        self,
        mailbox: Mailbox,
        recordings: Recordings,
        live: Live,
        player: Player,
        read: Read,
        on_speaker: Callable[[Speaker], None],
        said: Callable[[int], None],
    ) -> None:
        self._mailbox = mailbox
        self._recordings = recordings
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
        self._sound_due_s = NEVER_S
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
            except Exception as error:  # noqa: BLE001  may cost a sentence, never the voice
                log.error("voice fault error=%s", type(error).__name__)
                self._over()
                time.sleep(FAULT_PAUSE_S)
            message = self._mailbox.wait(self._due_s())
        self._live.close()
        self._player.forget()

    def _due_s(self) -> float:
        """Without a loudspeaker nothing is rendered, so the worker needs no watching either."""
        live_s = self._live.due_s if self._player.is_open else time.monotonic() + TRY_AGAIN_S
        return min(live_s, self._sound_due_s, self._rest_at_s)

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
                self._rendered(self._live.heard(message))
            case _:
                self._at_due()
        if self._next and not self._now:
            say, self._next = self._next, None
            self._begin(say)

    def _begin(self, say: Say) -> None:
        self._over()
        self._player.cut(say.ticket)
        self._now = say
        spoken = self._read(say.text).strip()
        if not spoken or not self._player.is_ready():
            self._over()
            return
        sound = self._recordings.sound_of(spoken)
        if sound is not None:
            self._play(sound, say.ticket, Speaker.RECORDINGS)
        else:
            self._rendered(self._live.ask(say.ticket, spoken))

    def _rendered(self, rendered: Rendered | None) -> None:
        if rendered is None or self._now is None or rendered.ticket != self._now.ticket:
            return
        try:
            sound = decode(rendered.wav or b"")
        except NoSound:
            self._over()
        else:
            self._play(sound, rendered.ticket, Speaker.PYTTSX3)

    def _play(self, sound: Sound, ticket: int, speaker: Speaker) -> None:
        # The bell may come in between.
        length_s = sound.length_s * (RINGING if self._player.bell.is_on else 1)
        self._sound_due_s = time.monotonic() + length_s + GRACE_S
        self._rest_at_s = NEVER_S
        try:
            self._player.play(sound, ticket)
        except NoSound:
            self._over()
        else:
            self._name(speaker)

    def _at_due(self) -> None:
        now_s = time.monotonic()
        if now_s >= self._sound_due_s:
            log.warning("loudspeaker does not play")
            self._player.forget()
            self._over()
        if now_s >= self._rest_at_s:
            self._rest_at_s = NEVER_S if self._player.rest() else now_s + REST_AFTER_S
        if self._player.is_ready():
            self._rendered(self._live.tick())

    def _ring(self) -> None:
        if self._player.is_ready() and self._now is None:
            self._rest_at_s = time.monotonic() + REST_AFTER_S

    def _over(self) -> None:
        """The sentence was said, cut, or cannot be said."""
        say, self._now = self._now, None
        if say is not None:
            self._sound_due_s = NEVER_S
            self._rest_at_s = time.monotonic() + REST_AFTER_S
            self._live.drop()
            self._said(say.ticket)

    def _who_could(self) -> Speaker:
        """Who spoke last, as long as that one could again; else the first who could."""
        able = [Speaker.RECORDINGS] if len(self._recordings) else []
        able += [Speaker.PYTTSX3] if self._live.is_well else []
        if not able or not self._player.is_ready():
            return Speaker.SILENCE
        return self.speaker if self.speaker in able else able[0]

    def _name(self, speaker: Speaker) -> None:
        if speaker != self.speaker:
            self.speaker = speaker
            self._on_speaker(speaker)
