"""Where cards are put down: at any time, whatever stands on the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from kiosk.services.cards import AnyCard
from kiosk.ui.conversation import Conversation
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.speech import Speaker

CARD_OPENS: Final = "check_in"
"""The flow that a card begins on the home page: what most people come for."""


class Counter(QObject):
    def __init__(self, courtesy: Courtesy, speaker: Speaker, talk: Conversation) -> None:
        super().__init__()
        self._courtesy = courtesy
        self._speaker = speaker
        self._talk = talk

    def present(self, card: AnyCard) -> None:
        """Somebody put a card down or held one up: as good as a touch."""
        self._speaker.voice.hush()
        self._courtesy.touched()
        self._courtesy.drop()
        self._talk.present(card, CARD_OPENS)
