"""The window: what every screen has, around the one that stands.

It knows no flow and no service: flows, work, voice and clock are handed in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.errors import ProgramFault, Trouble
from kiosk.flows.screen import CALL_CADRE, AnyScreen, Chose, Done, Event, Flow, Pick
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.conversation import Conversation, RunWork
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.frame import Frame
from kiosk.ui.header import SyncLight
from kiosk.ui.idle import Idle
from kiosk.ui.panels import Note
from kiosk.ui.speech import Speaker, Voice
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from kiosk.ui.touch_guard import TouchGuard
from kiosk.ui.views import make_view

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Habits:
    """How patient the shell is. The seconds follow the standards for old people's devices."""

    village: str = ""
    idle_s: float = 60
    warning_s: int = 30
    leave_s: int = 30
    """From the page after a deed to the home page."""
    guard_s: float = 0.5
    key_guard_s: float = 0.3
    """On the keys of a pad, where the same key twice is often meant."""
    wait_after_ms: int = 300


class Shell(QWidget):
    """One window, one person at a time."""

    def __init__(
        self,
        *,
        strings: Strings,
        theme: Theme,
        flows: Mapping[str, Flow[Any]],
        home: Pick,
        run_work: RunWork,
        voice: Voice,
        clock: Callable[[], datetime],
        hanzi: Hanzi,
        on_help: Callable[[], None],
        habits: Habits,
    ) -> None:
        """`home`: the first page; its choices are names of flows, or CALL_CADRE."""
        super().__init__()
        self._strings = strings
        self._home = home
        self._clock = clock
        self._hanzi = hanzi
        self._on_help = on_help
        self._habits = habits
        self._speaker = Speaker(voice, strings)
        self._conversation = Conversation(flows, run_work)
        self._idle = Idle(habits.idle_s, habits.warning_s)
        self._wait = QTimer(self, singleShot=True, interval=habits.wait_after_ms)
        self._ticker = QTimer(self, interval=1000)
        self.setPalette(theme.palette())
        self._frame = Frame(theme, strings, habits.village)
        self._frame.show_time(clock())
        self._courtesy = Courtesy(self._frame, strings, self._speaker)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        # The window keeps its size whatever stands in it.
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        box.addWidget(self._frame)
        self._connect()
        self.resize(theme.metrics.width_px, theme.metrics.height_px)
        self._show(home)

    @property
    def home(self) -> Pick:
        return self._home

    @property
    def screen_shown(self) -> AnyScreen:
        """The screen that stands, under whatever panel."""
        return self._conversation.screen or self._home

    @property
    def panel_shown(self) -> QWidget | None:
        """The shell's own page that covers it, if any."""
        return self._frame.panel

    @property
    def is_busy(self) -> bool:
        """Work is under way; touches do not count."""
        return self._conversation.is_busy

    def open_flow(self, name: str) -> None:
        """From the home page; name: a key of `flows`."""
        self._conversation.begin(name)

    def go_home(self) -> None:
        """Forgets everything of the person, and greets the next."""
        self._leave()
        self._speaker.say(self._speaker.sentence(self._home))

    def show_light(self, light: SyncLight) -> None:
        self._frame.show_light(light)

    def show_note(self, note: Note, said: str) -> None:
        """A page with one sentence over the screen; its button leads back to it."""
        self._courtesy.note(note, said, self._courtesy.drop)

    def show_trouble(self, trouble: Trouble) -> None:
        self._wait.stop()
        has_screen = self._conversation.screen is not None
        self._courtesy.own_up(trouble, has_screen=has_screen)
        self._idle.watch()

    def _connect(self) -> None:
        talk, idle = self._conversation, self._idle
        talk.shown.connect(self._shown)
        talk.working.connect(self._working)
        talk.ended.connect(self._ended)
        talk.troubled.connect(self.show_trouble)
        idle.warned.connect(self._warned)
        idle.ticked.connect(self._courtesy.count)
        idle.ran_out.connect(self._leave)
        self._courtesy.stays.connect(self._stay)
        self._courtesy.leaves.connect(self.go_home)
        self._wait.timeout.connect(self._courtesy.ask_to_wait)
        self._ticker.timeout.connect(lambda: self._frame.show_time(self._clock()))
        self._ticker.start()
        self._frame.bar_pressed.connect(self._bar_pressed)
        habits = self._habits
        guard = TouchGuard(self, habits.guard_s, habits.key_guard_s, lambda: talk.is_busy)
        guard.touched.connect(self._touched)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(guard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics, current = Metrics(self.width(), self.height()), self._frame.theme
        if not metrics.is_like(current.metrics):
            self._frame.dress(current.resized(metrics))
            self._show(self.screen_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._bar_pressed("back")
        else:
            super().keyPressEvent(event)

    def _show(self, screen: AnyScreen) -> None:
        strings, is_home = self._strings, screen is self._home
        title = strings.show(f"{screen.id}.title", **screen.args)
        hint_key = f"{screen.id}.hint"
        hint = strings.show(hint_key, **screen.args) if strings.has(hint_key) else ""
        view = make_view(screen, strings, self._frame.theme, self._hanzi)
        view.answered.connect(self._answered)
        view.wants_said.connect(self._speaker.add)
        self._frame.show_view(view, title, hint, is_home=is_home)
        if isinstance(screen, Done):
            self._idle.leave_in(self._habits.leave_s)
        elif is_home:
            self._idle.rest()
        else:
            self._idle.watch()

    def _shown(self, screen: AnyScreen) -> None:
        self._wait.stop()
        try:
            self._show(screen)
        except Exception:
            # A string that is not there is our mistake: say so, do not stand still.
            log.exception("screen cannot be shown: %s", screen.id)
            self.show_trouble(ProgramFault())
            return
        view = self._frame.view
        more = view.also_said() if view is not None else ""
        self._speaker.say(f"{self._speaker.sentence(screen)} {more}".strip())

    def _answered(self, event: Event) -> None:
        match event:
            case Chose(name) if self._conversation.screen is None:
                self._follow(name)
            case _:
                self._conversation.answer(event)

    def _follow(self, name: str) -> None:
        if name == CALL_CADRE:
            self._on_help()
        elif name:
            self.open_flow(name)

    def _working(self) -> None:
        self._idle.rest()
        self._wait.start()

    def _ended(self, then: str) -> None:
        self._wait.stop()
        if then in ("", CALL_CADRE):
            self.go_home()
        self._follow(then)

    def _leave(self) -> None:
        """Home without a word: perhaps nobody is there any more."""
        self._wait.stop()
        self._conversation.forget()
        self._speaker.forget()
        self._show(self._home)

    def _warned(self) -> None:
        if self._conversation.screen is None:
            self._leave()
        else:
            self._courtesy.ask_still_here()

    def _touched(self) -> None:
        self._speaker.voice.hush()
        if self._courtesy.is_asking:
            self._stay()
        else:
            self._idle.touched()

    def _stay(self) -> None:
        self._courtesy.drop()
        self._idle.watch()

    def _bar_pressed(self, name: str) -> None:
        had_panel = self._frame.panel is not None
        if name != "repeat":
            self._courtesy.drop()
        match name:
            case "back":
                if not had_panel and not self._conversation.back():
                    self.go_home()
            case "home":
                self.go_home()
            case "repeat":
                self._speaker.repeat()
            case "volume":
                self._courtesy.ask_volume()
                self._idle.watch()
            case "help":
                self._on_help()
