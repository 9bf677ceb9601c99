"""The shell's own pages: when they come, and what becomes of the screen under them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.errors import ProgramFault, TookTooLong, Trouble
from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.frame import Frame
from kiosk.ui.panels import Note, NotePanel, StillHerePanel, VolumePanel, WaitPanel
from kiosk.ui.speech import Speaker

_LOSES_THE_THREAD = (ProgramFault, TookTooLong)
"""After these nobody knows how far the work came: the way on is a fresh start."""


class Courtesy(QObject):
    stays = Signal()
    """She said that she is still here."""
    leaves = Signal()
    """The page's button leads home."""

    def __init__(self, frame: Frame, strings: Strings, speaker: Speaker) -> None:
        super().__init__()
        self._frame = frame
        self._strings = strings
        self._speaker = speaker

    @property
    def is_asking(self) -> bool:
        return isinstance(self._frame.panel, StillHerePanel)

    def drop(self) -> None:
        """Shows the screen again."""
        self._frame.drop_panel()

    def ask_to_wait(self) -> None:
        self._frame.show_panel(WaitPanel(self._frame.theme, self._strings))
        self._speaker.add(self._strings.say("shell.wait.title"))

    def ask_still_here(self) -> None:
        panel = StillHerePanel(self._frame.theme, self._strings)
        panel.pressed.connect(self.stays)
        self._frame.show_panel(panel)
        self._speaker.add(self._strings.say("shell.still_here.title"))

    def count(self, seconds: int) -> None:
        """Seconds left, on the page that stands."""
        if isinstance(self._frame.panel, StillHerePanel):
            self._frame.panel.count(seconds)
        elif self._frame.view is not None:
            self._frame.view.count(seconds)

    def ask_volume(self) -> None:
        panel = VolumePanel(self._frame.theme, self._strings, self._speaker.voice.volume)
        panel.chosen.connect(self._set_volume)
        panel.pressed.connect(self.drop)
        self._frame.show_panel(panel)
        self._speaker.add(self._strings.say("shell.volume.title"))

    def note(self, note: Note, said: str, then: Callable[[], None]) -> None:
        panel = NotePanel(self._frame.theme, note)
        panel.pressed.connect(then)
        self._frame.show_panel(panel)
        self._speaker.add(said)

    def tell_that_it_rang(self) -> None:
        show = self._strings.show
        note = Note(
            "help",
            show("help.title"),
            show("help.hint"),
            button=show("shell.help.back"),
            tone=Tone.RED,
        )
        self.note(note, self._strings.say("help.say"), self.drop)

    def own_up(self, trouble: Trouble, *, has_screen: bool) -> None:
        """Says what went wrong, with its code; then back to the screen, or home."""
        key = f"error.{trouble.code}"
        if not self._strings.has(f"{key}.title"):
            key = "shell.trouble"
        body = self._strings.say(f"{key}.say") if self._strings.has(f"{key}.say") else ""
        note = Note(
            "warning",
            self._strings.show(f"{key}.title"),
            body,
            self._strings.show("shell.trouble.code", code=trouble.code),
            self._strings.show("shell.trouble.button"),
            Tone.RED,
        )
        goes_home = isinstance(trouble, _LOSES_THE_THREAD) or not has_screen
        then = self.leaves.emit if goes_home else self.drop
        self.note(note, body or self._strings.say(f"{key}.title"), then)

    def _set_volume(self, step: int) -> None:
        self._speaker.voice.set_volume(step)
        self._speaker.add(self._strings.say("shell.volume.title"))
