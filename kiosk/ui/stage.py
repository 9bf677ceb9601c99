"""Where the screen that stands is put, dressed for the eyes that look at it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.flows.screen import HANDWRITING, AnyScreen, Done
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings, Tongue
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.frame import Frame
from kiosk.ui.pen import Pen
from kiosk.ui.recorder import Recorder
from kiosk.ui.sight import Sight
from kiosk.ui.speech import Speaker
from kiosk.ui.views import make_view, offered


class Stage(QObject):
    answered = Signal(object)
    """kiosk.flows.screen.Event."""

    def __init__(
        self,
        frame: Frame,
        strings: Strings,
        speaker: Speaker,
        courtesy: Courtesy,
        hanzi: Hanzi,
        pen: Pen,
        recorder: Recorder,
    ) -> None:
        super().__init__()
        self._frame = frame
        self._strings = strings
        self._tongue = strings if isinstance(strings, Tongue) else None
        self._speaker = speaker
        self._courtesy = courtesy
        self._hanzi, self._pen, self._recorder = hanzi, pen, recorder
        self._usual_sight = frame.theme.metrics.sight
        """How every person finds the kiosk."""
        self._stands: tuple[AnyScreen, bool] | None = None
        """The screen, and whether it is the home page."""

    def show(self, screen: AnyScreen, *, is_home: bool) -> None:
        """Puts it into the frame (again). Raises KeyError for a string that is not there."""
        screen = offered(screen, (HANDWRITING,) if self._pen.is_there else ())
        tools = self._hanzi, self._pen, self._recorder
        view = make_view(screen, self._strings, self._frame.theme, *tools)
        self._frame.show_view(view, screen, is_home=is_home)
        view.answered.connect(self.answered)
        view.wants_said.connect(self._speaker.add)
        self._stands = screen, is_home
        self.wait()

    def wait(self) -> None:
        """For what she does with the screen that stands."""
        if self._stands is not None:
            screen, is_home = self._stands
            self._courtesy.wait_for_her(is_home=is_home, is_done=isinstance(screen, Done))

    def see(self, sight: Sight) -> None:
        """Dresses everything for these eyes; what she has put into the screen stays."""
        if self.dress(sight) and self._stands is not None:
            screen, is_home = self._stands
            self.show(screen, is_home=is_home)

    def keep_sight(self, sight: Sight) -> None:
        """How every person finds the kiosk from now on."""
        self._usual_sight = sight
        if self._stands is not None and self._stands[1]:
            self.see(sight)

    def dress(self, sight: Sight) -> bool:
        """For these eyes; the screen must be shown again. False: it was so."""
        if sight == self._frame.theme.metrics.sight:
            return False
        self._frame.dress(self._frame.theme.seen_with(sight))
        return True

    def speak_other(self, home: AnyScreen) -> None:
        """The home page in the other language, for this visit."""
        if self._tongue and self._tongue.choose(self._tongue.other):
            self._frame.dress(self._frame.theme)
            self.show(home, is_home=True)
            self._speaker.say(self._speaker.sentence(home))
            self._courtesy.watch()

    def dress_as_usual(self) -> None:
        """For whoever comes next, in the village's language; the screen must be shown again."""
        is_other = self._tongue is not None and self._tongue.choose(self._tongue.usual)
        if not self.dress(self._usual_sight) and is_other:
            self._frame.dress(self._frame.theme)
