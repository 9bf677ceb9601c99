"""The shell's own pages: when they come, and what becomes of the screen under them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import ProgramFault, TookTooLong, Trouble
from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.attract import AttractPanel
from kiosk.ui.frame import Frame
from kiosk.ui.habits import Habits
from kiosk.ui.help_panel import HelpPanel
from kiosk.ui.idle import Idle
from kiosk.ui.panels import Note, NotePanel, StillHerePanel, WaitPanel
from kiosk.ui.speech import Speaker

_LOSES_THE_THREAD = (ProgramFault, TookTooLong)
"""After these nobody knows how far the work came: the way on is a fresh start."""


class Courtesy(QObject):
    leaves = Signal()
    """The page's button leads home."""
    gone = Signal()
    """She has not touched anything for long: home, without a word."""

    def __init__(self, frame: Frame, strings: Strings, speaker: Speaker, habits: Habits) -> None:
        super().__init__(frame)  # Its clocks end with the window.
        self._leave_s = habits.leave_s
        self._at_home = True
        self._idle = Idle(habits.idle_s, habits.warning_s, self)
        self._wait = QTimer(self, singleShot=True, interval=habits.wait_after_ms)
        self._rest = QTimer(self, singleShot=True, interval=round(habits.rest_s * 1000))
        self._rest.timeout.connect(self.rest)
        self._idle.warned.connect(self._warned)
        self._idle.ticked.connect(self.count)
        self._idle.ran_out.connect(self.gone)
        self._wait.timeout.connect(self.ask_to_wait)
        self._frame = frame
        self._strings = strings
        self._speaker = speaker

    def wait_for_her(self, *, is_home: bool, is_done: bool) -> None:
        """A screen stands. On the home page there is nobody to wait for; after a deed the page
        itself says when it will go."""
        self._wait.stop()
        self._at_home = is_home
        self._rest.stop()
        if is_home:
            self._idle.rest()
            self._rest.start()
        elif is_done:
            self._idle.leave_in(self._leave_s)
        else:
            self._idle.watch()

    def watch(self) -> None:
        """Somebody stands at the home page: what she chose is for her alone."""
        self._idle.watch()

    def pause(self) -> None:
        """Nobody is waited for while she is shown something."""
        self._idle.rest()
        self._rest.stop()

    def begin_waiting(self) -> None:
        """Work is under way: it is she who waits, and is told so if it takes long."""
        self.pause()
        self._wait.start()

    def touched(self) -> None:
        """Any touch says that she is still here."""
        if isinstance(self._frame.panel, StillHerePanel):
            self._stay()
        elif isinstance(self._frame.panel, AttractPanel):
            self.leaves.emit()
        else:
            self._idle.touched()
            if self._rest.isActive():
                self._rest.start()

    def rest(self) -> None:
        """Nobody has been there for long: everything is as for a new person, and the day stands."""
        self.gone.emit()
        self._rest.stop()
        self._frame.show_attract().pressed.connect(self.leaves)

    def drop(self) -> None:
        """Shows the screen again."""
        self._frame.drop_panel()

    def ask_to_wait(self) -> None:
        self._frame.show_panel(WaitPanel(self._frame.theme, self._strings))
        self._speaker.add(self._strings.say("shell.wait.title"))

    def ask_still_here(self) -> None:
        panel = StillHerePanel(self._frame.theme, self._strings)
        panel.pressed.connect(self._stay)
        self._frame.show_panel(panel)
        self._speaker.add(self._strings.say("shell.still_here.title"))

    def count(self, seconds: int) -> None:
        """Seconds left, on the page that stands."""
        if isinstance(self._frame.panel, StillHerePanel):
            self._frame.panel.count(seconds)
        elif self._frame.view is not None:
            self._frame.view.count(seconds)

    def note(self, note: Note, then: Callable[[], None]) -> None:
        panel = NotePanel(self._frame.theme, note)
        panel.pressed.connect(then)
        self.cover(panel)

    def tell_of_call(
        self, page: str, take_back: Callable[[], None], show: Callable[[], None] | None
    ) -> None:
        panel = HelpPanel(self._frame.theme, self._strings, page, can_show=show is not None)
        panel.pressed.connect(self.drop)
        panel.taken_back.connect(take_back)
        if show is not None:
            panel.show_wanted.connect(show)
        self.cover(panel)
        self._speaker.add(self._strings.say(f"{page}.say"))

    def tell_that_nobody_comes(self) -> None:
        self.drop()
        self._speaker.add(self._strings.say("help.taken_back"))

    def own_up(self, trouble: Trouble, *, has_screen: bool) -> None:
        """Says what went wrong, with its code; then back to the screen, or home."""
        note, said = _note_of(trouble, self._strings)
        goes_home = isinstance(trouble, _LOSES_THE_THREAD) or not has_screen
        then = self.leaves.emit if goes_home else self.drop
        self.note(note, then)
        self._speaker.alert(said)

    def cover(self, panel: QWidget) -> None:
        """Lays a page over the screen, and waits for her to answer it."""
        self._wait.stop()
        self._frame.show_panel(panel)
        self._idle.watch()

    def _warned(self) -> None:
        if self._at_home:
            self.gone.emit()
        else:
            self.ask_still_here()

    def _stay(self) -> None:
        self.drop()
        self._idle.watch()


def _note_of(trouble: Trouble, strings: Strings) -> tuple[Note, str]:
    """Its page, and what is said of it."""
    key = f"error.{trouble.code}"
    if not strings.has(f"{key}.title"):
        key = "shell.trouble"
    body = strings.say(f"{key}.say") if strings.has(f"{key}.say") else ""
    note = Note(
        "warning",
        strings.show(f"{key}.title"),
        body,
        strings.show("shell.trouble.code", code=trouble.code),
        strings.show("shell.trouble.button"),
        Tone.RED,
    )
    return note, body or strings.say(f"{key}.title")
