"""The window: what every screen has, around the one that stands.

It knows no flow and no service: flows, work, voice and clock are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.errors import Trouble
from kiosk.flows.screen import AnyScreen, Flow, Pick
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.announce import Report, announcer, to_screen_reader
from kiosk.ui.calls import Calls
from kiosk.ui.conversation import Conversation, RunWork
from kiosk.ui.frame import Frame
from kiosk.ui.header import SyncLight
from kiosk.ui.host import Habits, Host
from kiosk.ui.keyed import Keyed
from kiosk.ui.pen import NO_PEN, Pen
from kiosk.ui.recorder import NO_RECORDER, Recorder
from kiosk.ui.sight import Sight
from kiosk.ui.speech import Speaker, Voice
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from kiosk.ui.touch_guard import TouchGuard

__all__ = ["Habits", "Shell", "Voice"]


class Shell(Keyed):
    """One window, one person at a time."""

    desk_wanted = Signal(object)
    """A cadre logged in (kiosk.services.cadres.Cadre); the home page stands."""
    demonstration_wanted = Signal(str, str)
    """She wants to be shown this (kiosk.flows.shown.FLOW_OF) or, with a screen's id, the flow of
    this name at that screen; till `resume` hers waits."""

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
        calls: Calls,
        habits: Habits,
        pen: Pen = NO_PEN,
        recorder: Recorder = NO_RECORDER,
        report: Report = to_screen_reader,
    ) -> None:
        """home: its choices are names of flows. report: hears what assistive technology is told."""
        super().__init__()
        self.home = home
        self._talk = Conversation(flows, run_work)
        self.setPalette(theme.palette())
        self._frame = Frame(theme, strings, habits.village)
        self._frame.show_time(clock())
        speaker = Speaker(voice, strings, announcer(self._frame, report))
        self._host = Host(
            self._frame, strings, self._talk, speaker,
            home=home, hanzi=hanzi, pen=pen, recorder=recorder, calls=calls, habits=habits,
        )  # fmt: skip
        self.counter = self._host.counter
        self._host.desk_wanted.connect(self.desk_wanted)
        self._host.demonstration_wanted.connect(self.demonstration_wanted)
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(lambda: self._frame.show_time(clock()))
        self._ticker.start()
        self._guard(habits)
        self._lay_out()
        self.resize(theme.metrics.width_px, theme.metrics.height_px)
        self._host.show()

    @property
    def theme(self) -> Theme:
        """For the window's present size."""
        return self._frame.theme

    @property
    def screen_shown(self) -> AnyScreen:
        """The screen that stands, under whatever panel."""
        return self._host.screen

    @property
    def panel_shown(self) -> QWidget | None:
        """The shell's own page that covers it, if any."""
        return self._frame.panel

    @property
    def is_busy(self) -> bool:
        """Work is under way; touches do not count."""
        return self._talk.is_busy

    def open_flow(self, name: str) -> None:
        """From the home page; name: a key of `flows`."""
        self._talk.begin(name)

    def go_home(self) -> None:
        """Forgets everything of the person, and greets the next."""
        self._host.greet()

    def show_anew(self, theme: Theme | None = None) -> None:
        """In another look, or language; nothing is lost."""
        self._frame.dress(theme or self.theme)
        self._host.show()

    def resume(self) -> None:
        """She has been shown something: she stands where she stood."""
        self._host.resume()

    def leave(self) -> None:
        """Forgets everything of the person, without a word."""
        self._host.leave()

    def keep_sight(self, sight: Sight) -> None:
        """How every person finds the kiosk from now on."""
        self._host.keep_sight(sight)

    def rest(self) -> None:
        """Forgets everything of the person, and shows the day until somebody comes."""
        self._host.rest()

    def show_light(self, light: SyncLight) -> None:
        self._frame.show_light(light)

    def show_trouble(self, trouble: Trouble) -> None:
        """Says what went wrong, with its code, over the screen that stands."""
        self._host.own_up(trouble)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        # The window keeps its size whatever stands in it.
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        box.addWidget(self._frame)

    def _guard(self, habits: Habits) -> None:
        guard = TouchGuard(self, habits.guard_s, habits.key_guard_s, lambda: self._talk.is_busy)
        guard.touched.connect(self._host.touched)
        guard.tabbed.connect(self.tab)
        self.pointed_at.connect(self._host.name)
        self.bar_key.connect(self._host.bar_pressed)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(guard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = Metrics(self.width(), self.height(), self.theme.metrics.sight)
        if not metrics.is_like(self.theme.metrics):
            self.show_anew(self.theme.resized(metrics))
