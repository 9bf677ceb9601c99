"""Receives the person: shows each screen, says it, waits for her, and forgets her afterwards."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.call_cadre import PIN_PAGE
from kiosk.flows.screen import (
    CALL_CADRE,
    DESK,
    TAKE_BACK,
    AnyScreen,
    Chose,
    Event,
    Pick,
)
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.calling import Calling
from kiosk.ui.calls import Calls
from kiosk.ui.conversation import Conversation
from kiosk.ui.counter import Counter
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.face import Face
from kiosk.ui.frame import Frame
from kiosk.ui.habits import Habits
from kiosk.ui.pen import Pen
from kiosk.ui.recorder import Recorder
from kiosk.ui.speech import Speaker
from kiosk.ui.stage import Stage
from kiosk.ui.views.view import words_to_touch
from kiosk.ui.wishes import Wishes

log = logging.getLogger(__name__)

__all__ = ["Habits", "Host"]


class Host(QObject):
    """Leads her through a conversation, with the courtesies around it."""

    # As those of Shell.
    desk_wanted = Signal(object)
    demonstration_wanted = Signal(str, str)

    def __init__(
        self,
        frame: Frame,
        strings: Strings,
        talk: Conversation,
        speaker: Speaker,
        *,
        home: Pick,
        hanzi: Hanzi,
        pen: Pen,
        recorder: Recorder,
        calls: Calls,
        habits: Habits,
    ) -> None:
        super().__init__()
        self._frame, self._talk = frame, talk
        self._speaker = speaker
        self._home = home
        self._courtesy = courtesy = Courtesy(frame, strings, speaker, habits)
        self._wishes = Wishes(frame, strings, speaker, courtesy)
        self._stage = Stage(frame, strings, speaker, courtesy, hanzi, pen, recorder)
        self.keep_sight = self._stage.keep_sight
        self._calling = Calling(frame, courtesy, calls, talk, home)
        self.counter = Counter(frame, strings, courtesy, speaker, talk, self.show)
        self._connect(talk, courtesy)

    def _connect(self, talk: Conversation, courtesy: Courtesy) -> None:
        talk.shown.connect(self._shown)
        talk.working.connect(courtesy.begin_waiting)
        talk.ended.connect(self._ended)
        for forget in (self._speaker.forget, self._calling.forget, self._stage.dress_as_usual):
            talk.left.connect(forget)
        talk.troubled.connect(self.own_up)
        talk.aside.connect(self._calling.aside)
        self._calling.demonstration_wanted.connect(self.demonstration_wanted)
        self._stage.answered.connect(self._answered)
        courtesy.leaves.connect(self.greet)
        courtesy.gone.connect(self.leave)
        self._wishes.sees.connect(self._stage.see)
        self._frame.bar_pressed.connect(self.bar_pressed)

    @property
    def screen(self) -> AnyScreen:
        """The one that stands, under whatever panel."""
        return self.counter.fit(self._talk.screen or self._home)

    def show(self) -> None:
        """Puts the screen that stands into the frame (again); as Stage.show."""
        self._stage.show(self.screen, is_home=self._talk.screen is None)

    def greet(self) -> None:
        """Home, with its sentence, for whoever comes next."""
        self.leave()
        self._speaker.say(self._speaker.sentence(self.screen))

    def leave(self) -> None:
        """Home without a word: perhaps nobody is there any more."""
        self.counter.clear()
        self._talk.left.emit()
        self.show()

    def resume(self) -> None:
        """After a demonstration: she stands where she stood, and hears again what is asked."""
        self._courtesy.drop()
        self._stage.wait()
        self._speaker.repeat()

    def rest(self) -> None:
        """As after long with nobody there."""
        self._courtesy.rest()

    def own_up(self, trouble: Trouble) -> None:
        self._courtesy.own_up(trouble, has_screen=self._talk.screen is not None)

    def touched(self) -> None:
        """A touch or key, before anything else hears of it."""
        self._speaker.voice.hush()
        self.counter.touched()

    def name(self, face: Face) -> None:
        """Says what keys have come to stand on, if others may hear it."""
        self._speaker.name(face.spoken)

    def bar_pressed(self, name: str) -> None:
        had_panel = self._frame.panel is not None
        if name != "repeat":
            self._courtesy.drop()
        match name:
            case "back" if had_panel or self._frame.go_back() or self._talk.back():
                pass
            case "back" | "home":
                self.greet()
            case "repeat":
                self._speaker.repeat(words_to_touch(self._frame.panel or self._frame.view))
            case "language":
                self._stage.speak_other(self.screen)
            case "volume":
                self._wishes.ask_volume()
            case "sight":
                self._wishes.ask_sight()
            case "help" if self._talk.screen is None:
                self._follow(CALL_CADRE)
            case "help":
                self._calling.call_and_tell()

    def _shown(self, screen: AnyScreen) -> None:
        if screen.id == PIN_PAGE:
            self._calling.come()
        try:
            self.show()
        except Exception:
            # A string that is not there is our mistake: say so, do not stand still.
            log.exception("screen cannot be shown: %s", screen.id)
            self._talk.forget()
            self.own_up(ProgramFault())
            return
        self._speaker.present(self.screen, self._frame.also_said(), self._talk.ahead)

    def _answered(self, event: Event) -> None:
        match event:
            case Chose(name) if self._talk.screen is None:
                self._follow(name)
            case Chose(name) if name == TAKE_BACK:
                self.leave()
                self._calling.take_back()
            case _:
                self._talk.answer(event)

    def _follow(self, name: str, carry: object = None) -> None:
        if name == CALL_CADRE:
            self._calling.call()
        self._talk.begin(name, carry)

    def _ended(self, then: str, carry: object) -> None:
        match then:
            case "":
                self.greet()
            case _ if then == DESK:
                self.leave()
                self.desk_wanted.emit(carry)
            case _:
                self._follow(then, carry)
