"""Receives the person: shows each screen, says it, waits for her, and forgets her afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.screen import CALL_CADRE, DESK, AnyScreen, Chose, Done, Event, Pick
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.conversation import Conversation
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.face import Face
from kiosk.ui.frame import Frame
from kiosk.ui.habits import Habits
from kiosk.ui.sight import Sight
from kiosk.ui.speech import Speaker
from kiosk.ui.views import make_view

log = logging.getLogger(__name__)


__all__ = ["Habits", "Host"]


class Host(QObject):
    """Leads her through a conversation, with the courtesies around it."""

    desk_wanted = Signal(object)
    """A cadre logged in: kiosk.services.cadres.Cadre."""

    def __init__(
        self,
        frame: Frame,
        strings: Strings,
        talk: Conversation,
        speaker: Speaker,
        *,
        home: Pick,
        hanzi: Hanzi,
        ring: Callable[[], None],
        habits: Habits,
    ) -> None:
        super().__init__()
        self._frame = frame
        self._strings = strings
        self._talk = talk
        self._speaker = speaker
        self._home = home
        self._hanzi = hanzi
        self._ring = ring
        self._usual_sight = frame.theme.metrics.sight
        self._courtesy = Courtesy(frame, strings, speaker, habits)
        self._connect()

    def _connect(self) -> None:
        talk, courtesy = self._talk, self._courtesy
        talk.shown.connect(self._shown)
        talk.working.connect(courtesy.begin_waiting)
        talk.ended.connect(self._ended)
        talk.troubled.connect(self.own_up)
        courtesy.leaves.connect(self.greet)
        courtesy.gone.connect(self.leave)
        courtesy.sees.connect(self.see)
        self._frame.bar_pressed.connect(self.bar_pressed)

    @property
    def screen(self) -> AnyScreen:
        """The one that stands, under whatever panel."""
        return self._talk.screen or self._home

    def show(self) -> None:
        """Puts the screen that stands into the frame (again). Raises KeyError for a string that
        is not there."""
        screen = self.screen
        view = make_view(screen, self._strings, self._frame.theme, self._hanzi)
        view.answered.connect(self._answered)
        view.wants_said.connect(self._speaker.add)
        is_home = screen is self._home
        self._frame.show_view(view, screen, is_home=is_home)
        self._courtesy.wait_for_her(is_home=is_home, is_done=isinstance(screen, Done))

    def greet(self) -> None:
        """Home, with its sentence, for whoever comes next."""
        self.leave()
        self._speaker.say(self._speaker.sentence(self._home))

    def leave(self) -> None:
        """Home without a word: perhaps nobody is there any more."""
        self._talk.forget()
        self._speaker.forget()
        if not self.see(self._usual_sight):
            self.show()

    def see(self, sight: Sight) -> bool:
        """Dresses everything for these eyes and shows the screen again; False: it was so."""
        if sight == self._frame.theme.metrics.sight:
            return False
        self._frame.dress(self._frame.theme.seen_with(sight))
        self.show()
        return True

    def keep_sight(self, sight: Sight) -> None:
        """How every person finds the kiosk from now on."""
        self._usual_sight = sight
        if self._talk.screen is None:
            self.see(sight)

    def own_up(self, trouble: Trouble) -> None:
        self._courtesy.own_up(trouble, has_screen=self._talk.screen is not None)

    def touched(self) -> None:
        """A touch or key, before anything else hears of it."""
        self._speaker.voice.hush()
        self._courtesy.touched()

    def name(self, face: Face) -> None:
        """Says what keys have come to stand on, if others may hear it."""
        self._speaker.name("" if face.is_private else f"{face.word} {face.hint}".strip())

    def bar_pressed(self, name: str) -> None:
        had_panel = self._frame.panel is not None
        if name != "repeat":
            self._courtesy.drop()
        match name:
            case "back":
                if not had_panel and not self._talk.back():
                    self.greet()
            case "home":
                self.greet()
            case "repeat":
                self._speaker.repeat()
            case "volume":
                self._courtesy.ask_volume()
            case "sight" if self._talk.screen is None:
                self._courtesy.ask_sight()
            case "help" if self._talk.screen is None:
                self._follow(CALL_CADRE)
            case "help":
                # She goes on where she was while the cadre is on the way.
                self._ring()
                self._courtesy.tell_that_it_rang()

    def _shown(self, screen: AnyScreen) -> None:
        try:
            self.show()
        except Exception:
            # A string that is not there is our mistake: say so, do not stand still.
            log.exception("screen cannot be shown: %s", screen.id)
            self._talk.forget()
            self.own_up(ProgramFault())
            return
        self._speaker.say(f"{self._speaker.sentence(screen)} {self._frame.also_said()}".strip())

    def _answered(self, event: Event) -> None:
        match event:
            case Chose(name) if self._talk.screen is None:
                self._follow(name)
            case _:
                self._talk.answer(event)

    def _follow(self, name: str) -> None:
        if name == CALL_CADRE:
            self._ring()
        self._talk.begin(name)

    def _ended(self, then: str, carry: object) -> None:
        match then:
            case "":
                self.greet()
            case _ if then == DESK:
                self.leave()
                self.desk_wanted.emit(carry)
            case _:
                self._follow(then)
