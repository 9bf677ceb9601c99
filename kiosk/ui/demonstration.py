"""Shows how something is done: a hand touches the real controls of a kiosk of its own.

That kiosk's work is answered from a list, so nothing is done and nothing can be written. Whatever
she touches ends it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.flows.screen import Work
from kiosk.flows.shown import Act
from kiosk.strings import Strings
from kiosk.ui.glass import Glass
from kiosk.ui.shell import Shell
from kiosk.ui.speech import Voice
from kiosk.ui.tour import Finger

_REAL = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.TouchBegin,
    QEvent.Type.KeyPress,
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes: slowly enough for eyes of eighty, and no sentence is cut short."""

    character_ms: int = 300
    """180 characters a minute."""
    most_ms: int = 9000
    """So long a sentence is listened to; a long text is not read to its end."""
    move_ms: int = 800
    press_ms: int = 250
    key_ms: int = 350
    """From one key of a number to the next."""
    end_ms: int = 2500
    patience_ms: int = 5000
    """A control that has not come by then never will."""


def pretend(outcomes: Sequence[Any]) -> Callable[[Work, Callable[[Any], None]], None]:
    """Answers each work from the list, and does none."""
    left = iter(outcomes)

    def run(_work: Work, came: Callable[[Any], None]) -> None:
        came(next(left))

    return run


class Listening:
    """The voice, and how long what it was told last takes. Her volume stays as she has it."""

    def __init__(self, voice: Voice, pace: Pace) -> None:
        self._voice = voice
        self._pace = pace
        self._left_ms = 0
        self.is_mute = False

    @property
    def volume(self) -> int:
        return self._voice.volume

    def speak(self, text: str, *, urgent: bool = False) -> None:
        if self.is_mute:
            return
        self._left_ms = min(self._pace.most_ms, len(text) * self._pace.character_ms)
        self._voice.speak(text, urgent=urgent)

    def hush(self) -> None:
        self._left_ms = 0
        self._voice.hush()

    @property
    def renders_ahead(self) -> bool:
        return False

    def prepare(self, texts: Sequence[str]) -> None:
        """Nothing is known beforehand."""

    def forget(self) -> None:
        """It is still she who listens."""

    def set_volume(self, step: int) -> None:
        self._voice.set_volume(step)

    def reset_volume(self) -> None:
        """It is still she who listens."""

    def take_ms(self) -> int:
        """How long to wait for its end; once."""
        left_ms, self._left_ms = self._left_ms, 0
        return left_ms


class Demonstration(QWidget):
    """The whole, or only the step at which she stands: see `skip_to`."""

    ended = Signal(bool)
    """True: by a touch; she wants to do it herself. Once."""

    def __init__(
        self, shell: Shell, voice: Listening, strings: Strings, acts: Sequence[Act], pace: Pace
    ) -> None:
        """shell: a kiosk of its own, with `pretend` for its work and `voice` to speak."""
        super().__init__()
        self._shell, self._voice, self._strings = shell, voice, strings
        self._acts, self._pace = list(acts), pace
        self._finger = Finger()
        self._waited_ms = 0
        self._step = ""
        """Id of the one screen that is shown; "": all of them."""
        self.touches = 0
        """How often the hand has touched."""
        shell.setParent(self)
        self._glass = Glass(self, shell.theme, strings.show("show_me.band"))
        self._glass.raise_()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._heard = QTimer(self, singleShot=True)
        self._heard.timeout.connect(self._press)
        self._moving = QVariantAnimation(self)
        self._moving.valueChanged.connect(self._glass.point)
        self._moving.finished.connect(self._press)
        self.resize(shell.size())

    def skip_to(self, screen: str) -> bool:
        """When it is in its window: silently, before anything is painted, on to the screen of this
        id; then that one alone is shown. False: it does not come."""
        self._voice.is_mute = True
        while self._acts and self._shell.screen_shown.id != screen:
            target = self._target()
            if target is not None:
                self._finger.tap(target)
            if target is None and not self._acts[0].while_there:
                break
            if target is None or not self._acts[0].while_there:
                self._acts.pop(0)
        self._voice.is_mute = False
        self._step = screen
        return bool(self._acts) and self._shell.screen_shown.id == screen

    def begin(self) -> None:
        """When it is shown."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._voice.speak(self._strings.say("show_me.says.begin"))
        self._timer.start(self._voice.take_ms())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only what comes from the window system is hers; the hand's touches are ours."""
        if event.type() not in _REAL or not event.spontaneous():
            return False
        if not (isinstance(watched, QWidget) and (watched is self or self.isAncestorOf(watched))):
            return False
        self.end(by_touch=True)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shell.resize(self.size())
        self._glass.resize(self.size())

    def _look(self) -> None:
        """For what is to be touched next, once what is being said has been heard."""
        said_ms = self._voice.take_ms()
        if self._step and self._shell.screen_shown.id != self._step:
            self._acts = []
        if said_ms:
            self._timer.start(said_ms)
        elif not self._acts:
            self.end(by_touch=False)
        elif self._target() is not None:
            self._go()
        elif self._acts[0].while_there:
            self._follow(0)
        else:
            self._wait()

    def _wait(self) -> None:
        self._waited_ms += self._pace.press_ms
        if self._waited_ms > self._pace.patience_ms:
            self.end(by_touch=False)
        else:
            self._timer.start(self._pace.press_ms)

    def _go(self) -> None:
        """Says what the hand will do, and moves it there."""
        act, target = self._acts[0], self._target()
        assert target is not None
        self._waited_ms = 0
        is_key = act.name.startswith("key:") and not act.says
        if act.says:
            self._voice.speak(self._strings.say(f"show_me.says.{act.says}"))
        self._moving.setDuration(self._pace.key_ms if is_key else self._pace.move_ms)
        self._moving.setStartValue(self._glass.tip)
        self._moving.setEndValue(target.mapTo(self, target.rect().center()))
        self._moving.start()

    def _press(self) -> None:
        said_ms = self._voice.take_ms()
        if said_ms:
            self._heard.start(said_ms)
            return
        target = self._target()
        act = self._acts[0]
        if target is None:
            self._wait()
            return
        self._glass.point(self._glass.tip, presses=True)
        self._finger.tap(target)
        self.touches += 1
        self._follow(self._pace.press_ms, stays=act.while_there)

    def _follow(self, after_ms: int, *, stays: bool = False) -> None:
        if not stays:
            self._acts.pop(0)
        self._timer.start(after_ms if self._acts else self._pace.end_ms)

    def _target(self) -> QAbstractButton | None:
        if self._shell.is_busy or self._shell.panel_shown is not None:
            return None
        found = self._shell.findChildren(QAbstractButton, self._acts[0].name)
        usable = (button for button in found if button.isVisible() and button.isEnabled())
        return next(usable, None)

    def stop(self) -> None:
        """Nothing moves or speaks any more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for waiting in (self._timer, self._heard, self._moving):
            waiting.stop()
        self._acts = []
        self._voice.hush()
        self._shell.leave()

    def end(self, *, by_touch: bool) -> None:
        self.stop()
        self.ended.emit(by_touch)
