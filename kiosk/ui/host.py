"""Receives the person: shows each screen, says it, waits for her, and forgets her afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.screen import CALL_CADRE, DESK, AnyScreen, Chose, Done, Event, Pick
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.conversation import Conversation
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.frame import Frame
from kiosk.ui.idle import Idle
from kiosk.ui.speech import Speaker
from kiosk.ui.views import make_view

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Habits:
    """How patient the shell is. The seconds follow the standards for old people's devices."""

    village: str = ""
    idle_s: float = 60
    leave_s: int = 30
    """From the page after a deed to the home page."""
    warning_s: int = 30
    guard_s: float = 0.5
    key_guard_s: float = 0.3
    """On the keys of a pad, where the same key twice is often meant."""
    wait_after_ms: int = 300


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
        self._leave_s = habits.leave_s
        self._courtesy = Courtesy(frame, strings, speaker)
        self._idle = Idle(habits.idle_s, habits.warning_s)
        self._wait = QTimer(self, singleShot=True, interval=habits.wait_after_ms)
        self._connect()

    def _connect(self) -> None:
        talk, idle, courtesy = self._talk, self._idle, self._courtesy
        talk.shown.connect(self._shown)
        talk.working.connect(self._working)
        talk.ended.connect(self._ended)
        talk.troubled.connect(self.own_up)
        idle.warned.connect(self._warned)
        idle.ticked.connect(courtesy.count)
        idle.ran_out.connect(self.leave)
        courtesy.stays.connect(self._stay)
        courtesy.leaves.connect(self.greet)
        self._wait.timeout.connect(courtesy.ask_to_wait)
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
        if isinstance(screen, Done):
            self._idle.leave_in(self._leave_s)
        elif is_home:
            self._idle.rest()
        else:
            self._idle.watch()

    def greet(self) -> None:
        """Home, with its sentence, for whoever comes next."""
        self.leave()
        self._speaker.say(self._speaker.sentence(self._home))

    def leave(self) -> None:
        """Home without a word: perhaps nobody is there any more."""
        self._wait.stop()
        self._talk.forget()
        self._speaker.forget()
        self.show()

    def own_up(self, trouble: Trouble) -> None:
        self._wait.stop()
        self._courtesy.own_up(trouble, has_screen=self._talk.screen is not None)
        self._idle.watch()

    def touched(self) -> None:
        """A touch or key, before anything else hears of it."""
        self._speaker.voice.hush()
        if self._courtesy.is_asking:
            self._stay()
        else:
            self._idle.touched()

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
                self._idle.watch()
            case "help" if self._talk.screen is None:
                self._follow(CALL_CADRE)
            case "help":
                # She goes on where she was while the cadre is on the way.
                self._ring()
                self._courtesy.tell_that_it_rang()
                self._idle.watch()

    def _shown(self, screen: AnyScreen) -> None:
        self._wait.stop()
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

    def _working(self) -> None:
        self._idle.rest()
        self._wait.start()

    def _ended(self, then: str, carry: object) -> None:
        match then:
            case "":
                self.greet()
            case _ if then == DESK:
                self.leave()
                self.desk_wanted.emit(carry)
            case _:
                self._follow(then)

    def _warned(self) -> None:
        is_home = self._talk.screen is None
        self.leave() if is_home else self._courtesy.ask_still_here()

    def _stay(self) -> None:
        self._courtesy.drop()
        self._idle.watch()
