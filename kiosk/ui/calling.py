"""Somebody who stands here has called the cadre: what she sees of it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.flows.call_cadre import page_of
from kiosk.flows.screen import CALL_CADRE, DEMONSTRATION, AnyScreen
from kiosk.flows.shown import FLOW_OF
from kiosk.ui.calls import Calls
from kiosk.ui.conversation import Conversation
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.frame import Frame


class Calling(QObject):
    """One call at a time; a second touch only rings again. Who has called may be shown meanwhile
    how it is done."""

    demonstration_wanted = Signal(str, str)
    """As Shell.demonstration_wanted."""

    def __init__(
        self, frame: Frame, courtesy: Courtesy, calls: Calls, talk: Conversation, home: AnyScreen
    ) -> None:
        super().__init__()
        self._frame = frame
        self._talk = talk
        self._home = home
        self._courtesy = courtesy
        self._calls = calls
        self._stands = False

    def call(self) -> None:
        if self._stands:
            self._calls.again()
        else:
            self._calls.call((self._talk.screen or self._home).id, self._talk.person)
        self._show(True)

    def call_and_tell(self) -> None:
        """Over her screen, which stays as it is: she goes on while the cadre is on the way."""
        self.call()
        can_show = self._talk.flow in FLOW_OF.values()
        page = page_of(self._calls.is_heard)
        self._courtesy.tell_of_call(page, self.take_back, self._show_step if can_show else None)

    def aside(self, wanted: str, carry: object) -> None:
        """A flow asks for one of kiosk.flows.screen.BESIDE."""
        if wanted == CALL_CADRE:
            self.call_and_tell()
        elif wanted == DEMONSTRATION:
            self._courtesy.pause()
            self.demonstration_wanted.emit(carry, "")

    def take_back(self) -> None:
        self._calls.take_back()
        self._show(False)
        self._courtesy.tell_that_nobody_comes()

    def come(self) -> None:
        """A cadre stands at the screen."""
        self._calls.stop()

    def forget(self) -> None:
        """She has gone; the cadre may still be on the way."""
        self._show(False)

    def _show_step(self) -> None:
        screen = self._talk.screen
        if screen is not None:
            self._courtesy.pause()
            self.demonstration_wanted.emit(self._talk.flow, screen.id)

    def _show(self, stands: bool) -> None:
        self._stands = stands
        self._frame.show_called(stands)
