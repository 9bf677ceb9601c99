"""One sentence on its way to the loudspeaker: its pieces, in order, from whoever has them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

from kiosk.voice.chain import IN_TIME_S, Chain, Spoken
from kiosk.voice.composing import Recorded
from kiosk.voice.player import Player, Sound
from kiosk.voice.port import Speaker
from kiosk.voice.recordings import Recordings

FILLER_AFTER_S = 0.3
"""Somebody who hears nothing for longer touches again."""
GRACE_S = 2.0
"""A sound that lasts this much longer than it should is not being played at all."""
RINGING = 1.5
"""So much longer a sentence may take while the bell rings in between (kiosk.voice.bell)."""
NEVER_S = float("inf")


class Telling:
    """On the voice's thread. begin(), heard() and fill() raise NoSound when the loudspeaker
    refuses; the sentence is to be cleared then."""

    def __init__(
        self,
        recordings: Recordings,
        live: Chain,
        player: Player,
        spoke: Callable[[Speaker], None],
        filler: str = "",
    ) -> None:
        """spoke is told whose sound is handed over. filler: said when a sentence takes long."""
        self._recordings = recordings
        self._live = live
        self._player = player
        self._spoke = spoke
        self._filler = filler
        self._ticket = 0
        self._pieces: deque[Recorded | str] = deque()
        """What was not handed over yet; a text is to be rendered."""
        self._asked = 0
        """Number of the piece that is being rendered, or of the last one."""
        self._until_s = 0.0
        """When what was handed over ends; 0: nothing was."""
        self.fill_at_s = NEVER_S
        self.is_over = True
        """All of it was played, or nobody can say it; else the loudspeaker tells the end."""

    @property
    def stuck_at_s(self) -> float:
        """A loudspeaker that has not told the end by then does not play."""
        waits_for_sound = not self._until_s or self._pieces
        return NEVER_S if waits_for_sound else self._until_s + GRACE_S

    def begin(self, ticket: int, spoken: str) -> None:
        self.clear()
        self._ticket, self.is_over = ticket, False
        self._pieces.extend(self._pieces_of(spoken))
        self.fill_at_s = time.monotonic() + FILLER_AFTER_S
        self._live.begin()
        self._go_on()

    def play(self, ticket: int, sound: Sound) -> None:
        """What is no sentence."""
        self.clear()
        self._ticket = ticket
        self._until_s = time.monotonic() + sound.length_s
        self._player.play(sound, ticket)
        self.is_over = False

    def heard(self, spoken: Spoken | None) -> None:
        """A piece that was rendered."""
        if spoken is not None and self._pieces and spoken.ticket == self._asked:
            self._hand_over(spoken.sound, spoken.speaker)
            self._go_on()

    def fill(self) -> None:
        """Nothing is there yet: asks her to wait a moment, where that is recorded."""
        self.fill_at_s = NEVER_S
        sound = self._recordings.sound_of(self._filler)
        if sound is not None:
            self._play(sound, Speaker.RECORDINGS)

    def clear(self) -> None:
        """It was cut, or is over."""
        self._pieces.clear()
        self._until_s, self.fill_at_s, self.is_over = 0.0, NEVER_S, True
        self._live.drop()

    def prepare(self, spoken: Sequence[str]) -> None:
        """Renders ahead what of these is not recorded."""
        pieces = [piece for text in spoken for piece in self._pieces_of(text)]
        self._live.prepare([piece for piece in pieces if isinstance(piece, str)])

    def _pieces_of(self, spoken: str) -> list[Recorded | str]:
        """One after the other, what is recorded and what somebody has to render."""
        pieces: list[Recorded | str] = []
        for part in self._recordings.parts_of(spoken):
            pieces += self._live.pieces_of(part) if isinstance(part, str) else [part]
        return pieces

    def _go_on(self) -> None:
        """Hands over what is there, in order, and asks for the first that is not."""
        while self._pieces:
            piece = self._pieces[0]
            if isinstance(piece, Recorded):
                sound = self._recordings.sound(piece)
                if sound is not None:
                    self._hand_over(sound, Speaker.RECORDINGS)
                    continue
                piece = piece.text
            self._asked += 1
            left_s = max(0.0, self._until_s - time.monotonic())
            spoken = self._live.ask(self._asked, piece, left_s + IN_TIME_S)
            if spoken is None:
                return
            self._hand_over(spoken.sound, spoken.speaker)
        self.is_over = not self._until_s or self._player.finish(self._ticket)

    def _hand_over(self, sound: Sound | None, speaker: Speaker) -> None:
        """The first piece, which nobody may be able to say."""
        self._pieces.popleft()
        if sound is not None:
            self._play(sound, speaker)

    def _play(self, sound: Sound, speaker: Speaker) -> None:
        self.fill_at_s = NEVER_S
        length_s = sound.length_s * (RINGING if self._player.bell.is_on else 1)
        self._until_s = max(self._until_s, time.monotonic()) + length_s
        self._player.play(sound, self._ticket, is_last=False)
        self._spoke(speaker)
