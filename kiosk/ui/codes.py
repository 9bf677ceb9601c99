"""What a scanner types and a camera sees: from anywhere to whoever stands at the window.

A code is looked up before it counts. One that says nobody is told over whatever stands, and no
conversation ever hears of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kiosk.errors import Trouble
from kiosk.services.cards import Code
from kiosk.services.village_cards import CodeRefused, find_by_code
from kiosk.ui.conversation import RunWork
from kiosk.ui.wedge import Wedge
from kiosk.ui.window import Window

HOLD_UP: Final = "code.hold_up"


class Eye(Protocol):
    """A camera, or none."""

    def look(self) -> bool:
        """For a while. Returns at once; False: there is none."""
        ...

    def rest(self) -> None: ...

    def close(self) -> None: ...


MakeEye = Callable[[Callable[[str], None]], Eye]
"""Given whom to tell what it saw, on any thread."""


class Codes(QObject):
    _seen = Signal(str)

    def __init__(self, window: Window, run_work: RunWork, make_eye: MakeEye) -> None:
        """From now on the scanner's keys are filtered. Make it after every other filter."""
        super().__init__()
        self._window, self._run_work = window, run_work
        self._eye = make_eye(self._seen.emit)
        self._seen.connect(self.take)
        self.wedge = Wedge(self)
        self.wedge.scanned.connect(self.take)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self.wedge)
        window.shell.counter.watched.connect(self._watch)

    def take(self, text: str) -> None:
        """The text of a code that somebody held up."""
        self._run_work(partial(find_by_code, text=text), partial(self._known, text))

    def close(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self.wedge)
        self._eye.close()

    def _watch(self, is_wanted: bool) -> None:
        if not is_wanted:
            self._eye.rest()
        elif self._eye.look():
            self._window.shell.counter.remark(HOLD_UP)  # nobody is looked at without a word

    def _known(self, text: str, outcome: Any) -> None:
        shell, desk = self._window.shell, self._window.desk
        if isinstance(outcome, BaseException):
            if isinstance(outcome, Trouble):
                shell.show_trouble(outcome)
        elif desk is not None:
            from kiosk.ui.desk.codes import tell_code  # the desk is loaded when it is opened

            tell_code(desk.current_room(), outcome, desk.open_person)
        elif isinstance(outcome, CodeRefused):
            shell.counter.refuse(outcome.fault)
        else:
            shell.counter.present(Code(text))
