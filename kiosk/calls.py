"""Calls the cadre: the bell at once, the notice on the desk as soon as the store has time.

The bell asks neither the store nor the line: it rings also when the disk is full.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kiosk.flows.screen import Work
from kiosk.services.call_cadre import call_cadre, take_call_back
from kiosk.strings import Strings
from kiosk.voice.port import Voice


class CadreCalls:
    """kiosk.ui.calls.Calls over the real bell and store."""

    def __init__(self, voice: Voice, strings: Strings, keep: Callable[[Work], None]) -> None:
        """keep: has work done on the store's thread; nobody waits for it."""
        self._voice, self._strings, self._keep = voice, strings, keep

    @property
    def is_heard(self) -> bool:
        return self._voice.has_loudspeaker

    def call(self, screen: str, person: str) -> None:
        self.again()
        rang = self.is_heard
        self._keep(partial(call_cadre, screen=screen, person=person, rang=rang))

    def again(self) -> None:
        self._voice.ring()
        self._voice.speak(self._strings.say("help.ring"), urgent=True)

    def take_back(self) -> None:
        self.stop()
        self._keep(take_call_back)

    def stop(self) -> None:
        self._voice.stop_ringing()
