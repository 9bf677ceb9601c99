"""How long something takes her, not the kiosk: reckoned from a walk of the tour.

She hears every page's sentence to its end, as long as its recording is, and only then looks for
what to touch. So it is more than anybody takes who knows the way: a touch cuts the voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.flows.screen import AnyScreen, Done, key_of
from kiosk.strings import Strings
from kiosk.ui.stopwatch import Walked
from kiosk.voice.fragments import templates
from kiosk.voice.make import CHARACTERS_PER_MIN
from kiosk.voice.reading import reading_of
from kiosk.voice.recordings import Recordings

TOUCH_S: Final = 2.0
"""To find one of a page's few choices and touch it, or to lay a card down."""
KEY_S: Final = 1.0
"""A digit or letter on the page's own keys."""


@dataclass(frozen=True, slots=True)
class HerTime:
    """Seconds."""

    heard_s: float
    touched_s: float

    @property
    def whole_s(self) -> float:
        return self.heard_s + self.touched_s


class HerEars:
    def __init__(self, strings: Strings, recordings: Path) -> None:
        """recordings: a language's folder of assets/voice."""
        self._strings = strings
        self._read = reading_of(strings)
        self._recordings = Recordings(recordings, templates(strings, self._read))

    def time_of(self, walked: Walked) -> HerTime | None:
        """Until she has heard how it ended; None: the walk does not come to an end."""
        ends = [at for at, came in enumerate(walked.came) if isinstance(came.screen, Done)]
        if not ends:
            return None
        came = walked.came[: ends[0] + 1]
        heard = {one.screen.id: self.heard_s(one.screen) for one in came}
        last = came[-1]
        found = last.touches - last.keys + last.laid
        return HerTime(sum(heard.values()), found * TOUCH_S + last.keys * KEY_S)

    def heard_s(self, screen: AnyScreen) -> float:
        key = key_of(screen, "say")
        key = key if self._strings.has(key) else f"{screen.id}.title"
        said = self._read(self._strings.say(key, **screen.args))
        seconds = 0.0
        for part in self._recordings.parts_of(said):
            sound = None if isinstance(part, str) else self._recordings.sound(part)
            text = part if isinstance(part, str) else part.text
            letters = sum(sign.isalnum() for sign in text)
            seconds += sound.length_s if sound else letters * 60 / CHARACTERS_PER_MIN
        return seconds
