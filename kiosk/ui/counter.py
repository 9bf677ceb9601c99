"""Where cards are put down: at any time, whatever stands on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from kiosk.flows.screen import REFUSED, AnyScreen, Pick, Tone
from kiosk.services.cards import AnyCard
from kiosk.strings import Strings
from kiosk.ui.conversation import Conversation
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.frame import Frame
from kiosk.ui.panels import Note
from kiosk.ui.remark import Remark
from kiosk.ui.speech import Speaker

CARD_OPENS: Final = "check_in"
"""The flow that a card begins on the home page: what most people come for."""
NOTE_STAYS_MS: Final = 12_000
PICTURE: Final = "card"
WHO: Final = "find_me.way"


class Counter(QObject):
    presented = Signal()
    """Before anything comes of it."""
    watched = Signal(bool)
    """Somebody is asked who she is, and may hold a card before a camera; or is no more."""

    def __init__(
        self,
        frame: Frame,
        strings: Strings,
        courtesy: Courtesy,
        speaker: Speaker,
        talk: Conversation,
        show: Callable[[], None],
    ) -> None:
        """show: puts the screen that stands into the frame again."""
        super().__init__(frame)
        self._frame, self._strings = frame, strings
        self._courtesy, self._speaker, self._talk = courtesy, speaker, talk
        self._show = show
        self._remark: Remark | None = None
        self.has_reader = False
        talk.shown.connect(lambda screen: self.watched.emit(screen.id == WHO))
        talk.aside.connect(self._aside)
        talk.remarked.connect(self._remarked)

    def present(self, card: AnyCard) -> None:
        """Somebody put a card down or held one up: as good as a touch."""
        self._come()
        self._speaker.voice.forget()  # what was rendered ahead may name somebody else
        self._talk.present(card, CARD_OPENS)

    def refuse(self, key: str) -> None:
        """Nobody is known by what was put down. Says the sentence (a key of the strings) over the
        screen that stands, which loses nothing."""
        self._come()
        self._tell(key)

    def remark(self, key: str) -> None:
        """A sentence (a key of the strings) over the screen, for a while; not said."""
        self._put_remark(key)

    def touched(self) -> None:
        """A finger or a key, anywhere."""
        self._drop_remark()
        self._courtesy.touched()

    def clear(self) -> None:
        """Nobody stands there any more: all that was said is forgotten."""
        self._talk.forget()
        self.watched.emit(False)

    def show_reader(self, is_there: bool) -> None:
        """An ID-card reader answers, or none does any more. Only whoever stands before a page that
        asks for a card is told so."""
        if is_there == self.has_reader:
            return
        self.has_reader = is_there
        stands = self._talk.screen
        is_asked = isinstance(stands, Pick) and stands.invites_card
        if self._frame.panel is None and (stands is None or is_asked):
            self._show()
            if is_asked:
                key = "card.reader_back" if is_there else "card.reader_gone"
                self._put_remark(key)
                self._speaker.add(self._strings.say(key))

    def fit(self, screen: AnyScreen) -> AnyScreen:
        """As it is shown here: asking for a card only where one can be laid down."""
        if isinstance(screen, Pick) and screen.invites_card and not self.has_reader:
            return replace(screen, invites_card=False)
        return screen

    def _come(self) -> None:
        self.presented.emit()
        self._speaker.voice.hush()
        self.touched()
        self._courtesy.drop()

    def _aside(self, wanted: str, key: object) -> None:
        if wanted == REFUSED:
            self._tell(str(key))

    def _remarked(self, key: str) -> None:
        self._put_remark(key)
        self._speaker.preface(self._strings.say(key))

    def _put_remark(self, key: str) -> None:
        self._drop_remark()
        self._remark = Remark(self._frame.theme, self._frame, self._strings.show(key), PICTURE)

    def _drop_remark(self) -> None:
        remark, self._remark = self._remark, None
        if remark is not None and isValid(remark):
            remark.drop()

    def _tell(self, key: str) -> None:
        title, button = self._strings.show(key), self._strings.show("shell.trouble.button")
        note = Note(PICTURE, title, button=button, tone=Tone.GOLD)
        self._courtesy.note(note, self._courtesy.drop)
        self._speaker.alert(self._strings.say(key))
        panel = self._frame.panel
        QTimer.singleShot(NOTE_STAYS_MS, self, lambda: self._take_back(panel))

    def _take_back(self, panel: object) -> None:
        """She has read it, or has gone; the next card's is another one."""
        if self._frame.panel is panel:
            self._courtesy.drop()
