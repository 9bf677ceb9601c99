"""Where cards are put down: at any time, whatever stands on the screen."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from kiosk.flows.screen import Tone
from kiosk.services.cards import AnyCard
from kiosk.strings import Strings
from kiosk.ui.conversation import Conversation
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.panels import Note
from kiosk.ui.speech import Speaker

CARD_OPENS: Final = "check_in"
"""The flow that a card begins on the home page: what most people come for."""
NOT_NOW: Final = "card.not_now"


class Counter(QObject):
    presented = Signal()
    """Before anything comes of it."""

    def __init__(
        self, strings: Strings, courtesy: Courtesy, speaker: Speaker, talk: Conversation
    ) -> None:
        super().__init__()
        self._strings = strings
        self._courtesy = courtesy
        self._speaker = speaker
        self._talk = talk
        talk.refused.connect(partial(self._tell, NOT_NOW))

    def present(self, card: AnyCard) -> None:
        """Somebody put a card down or held one up: as good as a touch."""
        self._touched()
        self._talk.present(card, CARD_OPENS)

    def refuse(self, key: str) -> None:
        """Nobody is known by what was put down. Says the sentence (a key of the strings) over the
        screen that stands, which loses nothing."""
        self._touched()
        self._tell(key)

    def _touched(self) -> None:
        self.presented.emit()
        self._speaker.voice.hush()
        self._courtesy.touched()
        self._courtesy.drop()

    def _tell(self, key: str) -> None:
        title, button = self._strings.show(key), self._strings.show("shell.trouble.button")
        note = Note("card", title, button=button, tone=Tone.GOLD)
        self._courtesy.note(note, self._courtesy.drop)
        self._speaker.alert(self._strings.say(key))
