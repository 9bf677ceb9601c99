"""What the kiosk needs from its voice, and nothing about who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

STEPS = 4
DEFAULT_STEP = 3
"""One step under the loudest: there is room upwards for who hears badly."""


class Speaker(StrEnum):
    """Who speaks now. SILENCE: nobody can; the screen should say so."""

    RECORDINGS = "recordings"
    NEURAL = "neural"
    PYTTSX3 = "pyttsx3"
    SILENCE = "silence"


class Voice(Protocol):
    """Every call returns at once, from any thread, and never raises: a dead voice may not hold
    up a screen."""

    def speak(self, text: str, *, urgent: bool = False) -> None:
        """Says this and cuts what is being said.

        Urgent sentences (alerts) are cut only by hush() or another urgent one: a plain sentence
        that comes meanwhile follows, if no newer one takes its place.
        """
        ...

    def play(self, sound: bytes) -> None:
        """Plays this file (of a kind that kiosk.voice.player.decode takes), and cuts what is being
        said."""
        ...

    def hush(self) -> None:
        """Cuts what is being said, whatever it is; silent within 100 ms. Not the bell."""
        ...

    def ring(self) -> None:
        """The bell, at full volume, again and again for a minute, between the sentences."""
        ...

    def stop_ringing(self) -> None: ...

    @property
    def has_loudspeaker(self) -> bool:
        """The bell can be heard, also where nobody can speak."""
        ...

    @property
    def renders_ahead(self) -> bool:
        """prepare() is worth something: there is a voice that is better for having time."""
        ...

    def prepare(self, texts: Sequence[str]) -> None:
        """These may be said soon: what is not recorded is rendered ahead while nothing else is to
        do, the first first."""
        ...

    def forget(self) -> None:
        """The person left: nothing that was rendered for her is kept."""
        ...

    def set_volume(self, step: int) -> None:
        """1 (quietest) to 4; anything else is brought to the nearest of these."""
        ...

    @property
    def volume(self) -> int: ...

    def reset_volume(self) -> None:
        """Back to the default, after each person (EN 301 549, 8.2.1)."""
        ...

    @property
    def speaker(self) -> Speaker: ...

    def close(self) -> None:
        """Silent for good; the worker ends."""
        ...


class Mute:
    """No voice at all: it was turned off in the settings."""

    renders_ahead = False
    speaker = Speaker.SILENCE
    has_loudspeaker = False

    def __init__(self) -> None:
        self._step = DEFAULT_STEP

    def speak(self, text: str, *, urgent: bool = False) -> None:
        """Says nothing."""

    def play(self, sound: bytes) -> None:
        """Plays nothing."""

    def hush(self) -> None:
        """Nothing to cut."""

    def ring(self) -> None:
        """No bell either."""

    def stop_ringing(self) -> None:
        """Nothing rings."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Nothing to render."""

    def forget(self) -> None:
        """Nothing was kept."""

    def set_volume(self, step: int) -> None:
        self._step = nearest_step(step)

    @property
    def volume(self) -> int:
        return self._step

    def reset_volume(self) -> None:
        self._step = DEFAULT_STEP

    def close(self) -> None:
        """Nothing to end."""


def nearest_step(step: int) -> int:
    return min(STEPS, max(1, step))
