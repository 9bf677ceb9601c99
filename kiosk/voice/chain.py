"""Who says what is not recorded: the neural voice when it can in time, else pyttsx3, else nobody.

Runs on the voice's own thread and never waits, as kiosk.voice.live. The neural voice takes half
a second a piece and two seconds to start; so it renders ahead what may be said soon, and
pyttsx3, which answers at once, says what would come too late.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kiosk.voice.clauses import clauses_of
from kiosk.voice.live import Live, Rendered
from kiosk.voice.player import NoSound, Sound, decode
from kiosk.voice.port import Speaker
from kiosk.voice.process import Line
from kiosk.voice.rendered import Ahead

IN_TIME_S = 1.4
"""Unknown text must be heard 0.1 s later: until then the neural voice is waited for."""
S_PER_CHARACTER = 0.065
"""Believed until it was measured on this machine."""
START_CHARACTERS = 8
"""A piece takes as much more, however short: for the silence that the model makes around it, and
for what it does once."""
NEWEST_COUNTS = 0.3


@dataclass(frozen=True, slots=True)
class Spoken:
    ticket: int
    sound: Sound | None
    """None: nobody can say it."""
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class _Asked:
    ticket: int
    text: str


@dataclass(frozen=True, slots=True)
class _Rendering:
    number: int
    text: str
    began_s: float
    is_measured: bool
    """It was asked of a process that was up."""


class _Pace:
    """How long the neural voice takes on this machine."""

    def __init__(self) -> None:
        self._s_per_character = S_PER_CHARACTER

    def of(self, text: str) -> float:
        return (START_CHARACTERS + len(text)) * self._s_per_character

    def wait_s(self, text: str, rendering: _Rendering | None, now_s: float) -> float:
        """How long until this text would be rendered, if it was asked for now."""
        if rendering is None or rendering.text == text:
            return self.of(text)
        # The longer it is overdue, the less it is believed: it may be frozen.
        return self.of(text) + abs(self.of(rendering.text) - (now_s - rendering.began_s))

    def took(self, text: str, s: float) -> None:
        newest_s = s / (START_CHARACTERS + len(text))
        self._s_per_character += NEWEST_COUNTS * (newest_s - self._s_per_character)


class Chain:
    def __init__(
        self,
        plain: Live,
        neural: Live | None = None,
        begins: Collection[str] = (),  # of a phrase (kiosk.voice.clauses)
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Both tell the same mailbox. neural: None where it is not installed."""
        self._plain, self._neural, self._begins = plain, neural, begins
        self.renders_ahead = neural is not None
        self._now_s = now_s
        self._ahead = Ahead()
        self._asked: _Asked | None = None
        self._standby: Spoken | None = None  # pyttsx3's: it is always asked, and then at hand
        self._deadline_s = math.inf  # then pyttsx3 is asked instead
        self._is_plain = False
        """pyttsx3 said a part of this sentence: it says the rest, so that the voice stays one."""
        self._rendering: _Rendering | None = None
        self._numbers = itertools.count(1)
        self._pace = _Pace()

    @property
    def able(self) -> list[Speaker]:
        """Who could speak, the best first."""
        voices = {Speaker.NEURAL: self._neural, Speaker.PYTTSX3: self._plain}
        return [speaker for speaker, live in voices.items() if live and live.is_well]

    @property
    def due_s(self) -> float:
        neural_s = math.inf if self._neural is None else self._neural.due_s
        return min(self._plain.due_s, neural_s, self._deadline_s)

    def begin(self) -> None:
        """A new sentence."""
        self.drop()
        self._is_plain = False

    def pieces_of(self, text: str) -> list[str]:
        """How it is asked for: pyttsx3, which answers at once, stresses a whole sentence better."""
        return clauses_of(text, self._begins) if self._neural and self._neural.is_able else [text]

    def ask(self, ticket: int, text: str, patience_s: float = IN_TIME_S) -> Spoken | None:
        """A piece of the sentence. At once if it was rendered ahead or nobody can say it; else
        the answer comes through heard() or tick()."""
        sound = None if self._is_plain else self._ahead.done.get(text)
        if sound is not None:
            return Spoken(ticket, sound, Speaker.NEURAL)
        self._asked, self._standby = _Asked(ticket, text), None
        rendered = self._plain.ask(ticket, text)
        is_late = True
        if self._neural is not None and self._neural.is_able:
            wait_s = self._pace.wait_s(text, self._rendering, self._now_s())
            is_late = self._is_plain or not self._neural.is_up or wait_s > patience_s
            self._ahead.want([text])  # if it is late, then for Repeat
            self._deadline_s = self._now_s() + patience_s
            self._feed()
        if self._neural is None or is_late or not self._neural.is_able:
            self._deadline_s, self._is_plain = math.inf, True
        return self._plain_said(rendered)

    def drop(self) -> None:
        """Nobody waits for the sentence any more. What the neural voice has begun it ends."""
        self._asked = self._standby = None
        self._deadline_s = math.inf
        self._plain.drop()

    def prepare(self, texts: Sequence[str]) -> None:
        """Renders these while nothing else is to do, before what was to be prepared earlier."""
        if self._neural is not None and self._neural.is_able:
            self._ahead.want(texts)
            self._feed()

    def forget(self) -> None:
        """The person left: nothing that was rendered for her is kept."""
        self._ahead.forget()

    def heard(self, line: Line) -> Spoken | None:
        spoken = self._plain_said(self._plain.heard(line))
        if self._neural is not None:
            spoken = self._neural_said(self._neural.heard(line)) or spoken
            self._feed()
        return spoken

    def tick(self) -> Spoken | None:
        spoken = self._plain_said(self._plain.tick())
        if self._neural is not None:
            spoken = self._neural_said(self._neural.tick()) or spoken
            self._feed()
        if self._now_s() >= self._deadline_s:
            spoken = self._turn_to_plain() or spoken
        return spoken

    def close(self) -> None:
        self._plain.close()
        if self._neural is not None:
            self._neural.close()

    def _turn_to_plain(self) -> Spoken | None:
        """pyttsx3 has the word, at once or as soon as it answers."""
        self._deadline_s, self._is_plain = math.inf, True
        spoken = self._standby
        if spoken is None or self._asked is None:
            return None
        if spoken.sound is None and self._ahead.expects(self._asked.text):
            self._is_plain = False
            return None  # late is better than never
        self._asked = self._standby = None
        return spoken

    def _plain_said(self, rendered: Rendered | None) -> Spoken | None:
        if rendered is None or self._asked is None or rendered.ticket != self._asked.ticket:
            return None
        self._standby = Spoken(rendered.ticket, _decoded(rendered), Speaker.PYTTSX3)
        return self._turn_to_plain() if self._is_plain else None

    def _neural_said(self, rendered: Rendered | None) -> Spoken | None:
        rendering = self._rendering
        if rendered is None or rendering is None or rendered.ticket != rendering.number:
            return None
        self._rendering = None
        sound = _decoded(rendered)
        self._ahead.came(rendering.text, sound)
        if sound is not None and rendering.is_measured:
            self._pace.took(rendering.text, self._now_s() - rendering.began_s)
        asked = self._asked
        if asked is None or asked.text != rendering.text:
            return None
        if sound is None:
            return None if self._is_plain else self._turn_to_plain()
        self.drop()
        self._is_plain = False
        return Spoken(asked.ticket, sound, Speaker.NEURAL)

    def _feed(self) -> None:
        """Gives the neural voice its next text: what is asked for, else what may be."""
        neural = self._neural
        if neural is None or self._rendering is not None:
            return
        asked = self._asked.text if self._asked and not self._is_plain else ""
        text = self._ahead.next(asked)
        if text is None:
            return
        self._rendering = _Rendering(next(self._numbers), text, self._now_s(), neural.is_up)
        refused = neural.ask(self._rendering.number, text)
        if refused is not None:
            self._rendering = None
            self._ahead.clear()
            if asked:
                self._deadline_s = self._now_s()


def _decoded(rendered: Rendered) -> Sound | None:
    try:
        return decode(rendered.wav or b"")
    except NoSound:
        return None
