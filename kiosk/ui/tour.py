"""Walks through the kiosk with a real finger and takes a picture of every screen.

A script is data: for each conversation the steps that a person takes. Each step waits for the
screen it expects, so a tour that ends has proved the way.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.services.handwriting import Stroke
from kiosk.ui.finger import Finger as Finger
from kiosk.ui.finger import Keyboard as Keyboard
from kiosk.ui.finger import LostOnTour as LostOnTour
from kiosk.ui.finger import Scanner as Scanner
from kiosk.ui.paper import Paper
from kiosk.ui.remark import Remark
from kiosk.ui.shell import Shell
from kiosk.ui.stopwatch import Stopwatch
from kiosk.ui.waiting import comes

log = logging.getLogger(__name__)

SIZES = ((1080, 1920), (1280, 800))


def in_front(window: QWidget) -> QWidget:
    """What has opened above the window, or the window."""
    return QApplication.activePopupWidget() or window


@dataclass(frozen=True, slots=True)
class Tap:
    """Touch the control of this object name ("choice:check_in", "done", "bar:back")."""

    name: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Touch one key after the other: each character is the name of a key ("key:7")."""

    text: str


@dataclass(frozen=True, slots=True)
class Draw:
    """Write on the paper: strokes of points, parts of its side."""

    strokes: Sequence[Stroke]


@dataclass(frozen=True, slots=True)
class IfThere:
    """The rest of the walk only where this control stands: some machines do not have it."""

    name: str


@dataclass(frozen=True, slots=True)
class Expect:
    """Wait until the screen of this id stands (no panel over it), and take its picture."""

    screen: str


@dataclass(frozen=True, slots=True)
class ExpectPanel:
    """Wait for one of the shell's own pages, and take its picture under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Turn the pages of a longer text to its end, where it has more than one."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Nobody is there for long."""


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """A scanner types this, and Enter."""

    text: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Something happens that is no touch: a card is laid down. what: a word that whoever plays
    the tour understands. has_reader: waits until the kiosk has noticed that it is so."""

    what: str
    has_reader: bool | None = None


@dataclass(frozen=True, slots=True)
class ExpectRemark:
    """Wait for a sentence over the screen that stands, and take a picture under this name."""

    name: str


TourStep = (
    Outside
    | ExpectRemark
    | Tap
    | Keys
    | Draw
    | IfThere
    | ReadOn
    | Expect
    | ExpectPanel
    | Rest
    | Scan
)
Script = Sequence[TourStep]


def tour(
    shell: Shell,
    folder: Path,
    scripts: Mapping[str, Script],
    sizes: Sequence[tuple[int, int]] = SIZES,
) -> list[Path]:
    """Plays every script at every size; pictures `01-home-1080x1920.png` and so on.

    Each script begins on the home page, in the order given. Raises LostOnTour.
    """
    pictures: list[Path] = []
    for width, height in sizes:
        shell.resize(width, height)
        guide = Guide(shell, folder, f"{width}x{height}")
        guide.play(scripts)
        pictures += guide.pictures
    return pictures


class Guide:
    def __init__(self, shell: Shell, folder: Path, suffix: str, patience_ms: int = 10_000) -> None:
        self._patience_ms = patience_ms
        self._shell = shell
        self._folder = folder
        self._suffix = suffix
        self._finger = Finger()
        self.times = Stopwatch()
        self.outside: Callable[[str], None] = _nowhere
        """Does what an Outside asks for; whoever plays the tour knows how."""
        self.pictures: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def play(self, scripts: Mapping[str, Script]) -> None:
        """One conversation after the other, each from the home page."""
        self.expect(Expect(self._shell.home.id))
        for name, script in scripts.items():
            self.times.begin(name)
            self.times.come(self._shell.screen_shown)
            for step in script:
                if isinstance(step, IfThere) and not self._has(step.name):
                    break
                self.take(step)
            self._shell.go_home()

    def take(self, step: TourStep) -> None:
        match step:
            case Outside():
                self.times.lay()
                self._happen(step)
            case Tap(name):
                self.times.touch()
                self._finger.tap(self._find(name))
            case Keys(text):
                self.times.touch(len(text), keys=True)
                for char in text:
                    self._finger.tap(self._find(f"key:{char}"))
            case Draw(strokes):
                paper = next(p for p in self._shell.findChildren(Paper) if p.isVisible())
                for stroke in strokes:
                    self._finger.draw(paper, [paper.placed(point) for point in stroke])
                self.times.touch(len(strokes))
            case ReadOn():
                while self._has("next"):
                    self._finger.tap(self._find("next"))
            case Expect():
                self.expect(step)
            case IfThere():
                pass
            case Rest():
                self._shell.rest()
            case Scan(text):
                self.times.lay()
                Scanner(self._shell).scan(text)
            case ExpectPanel(name):
                self.wait(lambda: self._shell.panel_shown is not None, name)
                self.picture(name)
            case ExpectRemark(name):
                self.wait(lambda: self._shell.findChild(Remark) is not None, name)
                self.picture(name)

    def _happen(self, step: Outside) -> None:
        self.outside(step.what)
        if step.has_reader is not None:
            self.wait(lambda: self._shell.counter.has_reader is step.has_reader, step.what)

    def expect(self, step: Expect) -> None:
        self.wait(lambda: self._stands(step.screen), step.screen)
        self.times.come(self._shell.screen_shown)
        with self.times.held():
            self.picture(step.screen)

    def _stands(self, screen: str) -> bool:
        shell = self._shell
        is_free = shell.panel_shown is None and not shell.is_busy
        return is_free and shell.screen_shown.id == screen

    def _find(self, name: str) -> QWidget:
        self.wait(lambda: self._has(name) and not self._shell.is_busy, name)
        return self._usable(name)[0]

    def _has(self, name: str) -> bool:
        return bool(self._usable(name))

    def _usable(self, name: str) -> list[QAbstractButton]:
        found = self._shell.findChildren(QAbstractButton, name)
        return [button for button in found if button.isVisible() and button.isEnabled()]

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        if not comes(is_so, self._patience_ms):
            raise LostOnTour(f"{what} did not come; {self._shell.screen_shown.id} stands")

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """of: the whole window, unless another widget is to be seen."""
        QApplication.processEvents()
        self.keep(name, (of or self._shell.window()).grab().toImage())

    def keep(self, name: str, image: QImage) -> None:
        number = len(self.pictures) + 1
        path = self._folder / f"{number:02d}-{name.replace('.', '-')}-{self._suffix}.png"
        image.save(str(path))
        self.pictures.append(path)


def _nowhere(what: str) -> None:
    raise LostOnTour(f"nobody can do {what}")
