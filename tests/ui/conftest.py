"""A real window, offscreen, with a toy conversation in it and our own fonts."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.flows.screen import Event, Flow, Pick, Work
from kiosk.strings import Strings, load_strings
from kiosk.ui.announce import Report, to_screen_reader
from kiosk.ui.habits import Habits
from kiosk.ui.header import SyncLight
from kiosk.ui.jobs import inline
from kiosk.ui.pen import Pen
from kiosk.ui.recorder import Recorder
from kiosk.ui.shell import Shell
from kiosk.ui.sight import Sight
from kiosk.ui.theme import Theme, load_fonts
from kiosk.ui.tokens import DESIGNED, Metrics
from kiosk.ui.touch import Touch
from kiosk.ui.tour import Keyboard
from tests.ui.toy_flow import HOME, Toy, ToyHanzi, ToyPen, ToyRecorder

ASSETS = Path(__file__).resolve().parents[2] / "assets"
NOW = datetime(2026, 11, 22, 9, 42)  # noqa: DTZ001 - the wall clock of the picture
UPRIGHT = (1080, 1920)
LYING = (1280, 800)
SMALL = (1024, 768)
CALM = Habits(village="Dongsheng")


@dataclass
class ToyVoice:
    """Remembers what it was asked to say."""

    said: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    renders_ahead: bool = False
    prepared: list[str] = field(default_factory=list)
    """What it was told may have to be said, last."""
    hushes: int = 0
    volume: int = 2

    def speak(self, text: str, *, urgent: bool = False) -> None:
        self.said.append(text)
        self.alerts += [text] if urgent else []

    def hush(self) -> None:
        self.hushes += 1

    def prepare(self, texts: Sequence[str]) -> None:
        self.prepared = list(texts)

    def forget(self) -> None:
        self.prepared = []

    def set_volume(self, step: int) -> None:
        self.volume = step

    def reset_volume(self) -> None:
        self.volume = 2


@dataclass
class ToyCalls:
    """Who called from where, and whether it rings."""

    made: list[tuple[str, str]] = field(default_factory=list)
    taken_back: int = 0
    rings: int = 0
    is_ringing: bool = False
    is_heard: bool = True

    def call(self, screen: str, person: str) -> None:
        self.made.append((screen, person))
        self.again()

    def again(self) -> None:
        self.rings += 1
        self.is_ringing = True

    def take_back(self) -> None:
        self.taken_back += 1
        self.stop()

    def stop(self) -> None:
        self.is_ringing = False


@dataclass
class Kiosk:
    """The shell as a person meets it: she sees, touches, types and hears."""

    shell: Shell
    toy: Toy
    voice: ToyVoice
    calls: ToyCalls
    bot: Any

    def __post_init__(self) -> None:
        self.keyboard = Keyboard(self.shell)

    def control(self, name: str) -> QAbstractButton:
        found = self.shell.findChildren(QAbstractButton, name)
        shown = [widget for widget in found if widget.isVisible()]
        assert len(shown) == 1, f"{name}: {len(shown)} of them are shown"
        return shown[0]

    def tap(self, *names: str) -> None:
        for name in names:
            QTest.mouseClick(self.control(name), Qt.MouseButton.LeftButton)

    def keys(self, text: str) -> None:
        self.tap(*(f"key:{char}" for char in text))

    def type(self, *presses: Qt.Key | str) -> None:
        """Keys, one after the other, slowly enough that none counts as a tremble."""
        for key in presses:
            self.keyboard.press(key)

    @property
    def pointed_at(self) -> str:
        """The control that keys stand on, with its ring; "" for none."""
        touch = self.shell.focusWidget()
        return touch.objectName() if isinstance(touch, Touch) and touch.has_ring else ""

    def sees(self, screen: str) -> None:
        """Waits until this screen stands, uncovered and painted."""

        def stands() -> bool:
            is_free = self.shell.panel_shown is None and not self.shell.is_busy
            return is_free and self.shell.screen_shown.id == screen

        self.bot.waitUntil(stands, timeout=3000)
        self.bot.waitUntil(lambda: bool(self.texts()), timeout=3000)

    def sees_panel(self, kind: type[QWidget]) -> None:
        self.bot.waitUntil(lambda: isinstance(self.shell.panel_shown, kind), timeout=3000)

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [text for widget, text in texts_of(self.shell) if widget.isVisible()]

    def open(self, *order: str) -> None:
        self.toy.order = order
        self.tap("choice:toy")
        self.sees(f"toy.{order[0]}")

    @property
    def answers(self) -> list[Event]:
        return self.toy.answers


def texts_of(window: QWidget) -> list[tuple[QWidget, str]]:
    """Every text in the tree, shown or not, the accessible ones too."""
    found = []
    for widget in window.findChildren(QWidget):
        texts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        found += [(widget, text) for text in texts if text]
    return found


@pytest.fixture(scope="session")
def strings() -> Strings:
    """The toy's, and the shell's own as they stand in the catalogue."""
    toy = load_strings(Path(__file__).parent / "strings")
    ours = load_strings(ASSETS / "strings" / "zh_CN")
    return _Layered(toy, ours)


class _Layered(Strings):
    """The first catalogue's sentences before the second one's."""

    def __init__(self, first: Strings, second: Strings) -> None:
        super().__init__({**second._sentences, **first._sentences})


@pytest.fixture(scope="session")
def _fonts(qapp: Any) -> None:  # noqa: ARG001 - fonts need an application
    load_fonts(ASSETS / "fonts")


@pytest.fixture(scope="session")
def theme_of(_fonts: None) -> Callable[..., Theme]:
    """Nothing of one changes but the pictures that it has drawn already."""

    @cache
    def made(size: tuple[int, int], sight: Sight) -> Theme:
        return Theme(Metrics(*size, sight), ASSETS / "icons")

    return lambda size, sight=DESIGNED: made(size, sight)


def run_inline(work: Work, came: Callable[[Any], None]) -> None:
    inline(partial(work, None), came)  # type: ignore[arg-type] - the toy's work needs no ports


@pytest.fixture
def make_kiosk(qtbot: Any, strings: Strings, theme_of: Any) -> Callable[..., Kiosk]:
    def make(
        size: tuple[int, int] = UPRIGHT,
        *,
        sight: Sight = DESIGNED,
        home: Pick = HOME,
        run_work: Any = run_inline,
        habits: Habits = CALM,
        flows: dict[str, Flow[Any]] | None = None,
        report: Report = to_screen_reader,
        pen: Pen | None = None,
        recorder: Recorder | None = None,
    ) -> Kiosk:
        toy, voice, calls = Toy(), ToyVoice(), ToyCalls()
        pen = pen or ToyPen()
        shell = Shell(
            strings=strings,
            theme=theme_of(size, sight),
            flows={"toy": toy, "help": Toy(("two",)), **(flows or {})},
            home=home,
            run_work=run_work,
            voice=voice,
            clock=lambda: NOW,
            hanzi=ToyHanzi(),
            pen=pen,
            recorder=recorder or ToyRecorder(),
            calls=calls,
            habits=habits,
            report=report,
        )
        qtbot.addWidget(shell)
        shell.show_light(SyncLight(words="OK"))
        shell.show()
        qtbot.waitExposed(shell)
        qtbot.waitUntil(lambda: is_active(shell))
        return Kiosk(shell, toy, voice, calls, qtbot)

    return make


def is_active(window: QWidget) -> bool:
    """Asked for anew where another test's window came between."""
    if not window.isActiveWindow():
        window.activateWindow()
    return window.isActiveWindow()


@pytest.fixture
def kiosk(make_kiosk: Callable[..., Kiosk]) -> Kiosk:
    return make_kiosk()
