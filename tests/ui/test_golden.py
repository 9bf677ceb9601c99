"""How the screens look: compared with the pictures in golden/.

With our own fonts and no hinting the pictures are the same everywhere. After a change that is
meant, look at the new ones and keep them: XIANGLIN_GOLDEN=write pytest tests/ui/test_golden.py
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kiosk.app import HOME as THE_HOME
from kiosk.flows.register import Register
from kiosk.flows.say import service_choices
from kiosk.flows.screen import AnyScreen, Event, Pick, Step, Tone
from kiosk.services.ports import Rules
from kiosk.ui.sight import Sight, TextSize
from kiosk.ui.sweep import sweep
from tests.ui.conftest import LYING, UPRIGHT
from tests.ui.toy_flow import ORDER

GOLDEN = Path(__file__).parent / "golden"
SHRINK = 4
"""The pictures are kept at a quarter of their size: enough to see what moved."""
MOST_DIFFERENT = 0.002
"""Of all pixels, those that may differ by more than a shade."""
SHADE = 24


def shrunk(image: QImage) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    ratio = Qt.AspectRatioMode.IgnoreAspectRatio
    small = image.scaled(image.width() // SHRINK, image.height() // SHRINK, ratio, smooth)
    return small.convertToFormat(QImage.Format.Format_RGB888)


def different_part(one: QImage, other: QImage) -> float:
    """The part of the pixels that differ, 0 to 1."""
    if one.size() != other.size():
        return 1.0
    width, height = one.width() * 3, one.height()
    count = 0
    for y in range(height):
        left, right = bytes(one.constScanLine(y))[:width], bytes(other.constScanLine(y))[:width]
        if left != right:
            count += sum(abs(a - b) > SHADE for a, b in zip(left, right, strict=True))
    return count / (width * height)


def looks_as_before(window: QWidget, name: str) -> bool:
    """The window beside golden/<name>.png, which is written anew where that is wanted."""
    seen = shrunk(window.grab().toImage())
    path = GOLDEN / f"{name}.png"
    if os.environ.get("XIANGLIN_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        assert seen.save(str(path))
    golden = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    return different_part(seen, golden) <= MOST_DIFFERENT


@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_screens_look_as_they_should(make_kiosk, size):
    kiosk = make_kiosk(size)
    wrong = []
    for name in ("home", *ORDER):
        if name != "home":
            kiosk.open(name)
        kiosk.sees(kiosk.shell.screen_shown.id)
        if not looks_as_before(kiosk.shell, f"{name}-{size[0]}x{size[1]}"):
            wrong.append(name)
        if name != "home":
            kiosk.tap("bar:home")
    assert not wrong


@dataclass(frozen=True, slots=True)
class Showing:
    """A conversation of one page."""

    screen: AnyScreen
    name: str = ""

    def start(self) -> Step[None]:
        return Step(None, self.screen)

    def step(self, _state: None, _event: Event) -> Step[None]:
        return Step(None)


PAGES = {
    "register": Register(Rules((100,))).start().screen,
    "check_in": Pick("check_in.service", service_choices(), tone=Tone.GREEN),
}
SIGHTS = {text.value: Sight(text) for text in TextSize} | {
    "strong": Sight(TextSize.LARGE, is_strong=True)
}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_what_everybody_comes_to_is_readable_at_every_text_size(make_kiosk, size, sight):
    flows = {name: Showing(screen) for name, screen in PAGES.items()}
    kiosk = make_kiosk(size, sight=SIGHTS[sight], home=THE_HOME, flows=flows)
    wrong = []
    for name in ("the_home", *PAGES):
        if name in PAGES:
            kiosk.tap(f"choice:{name}")
            kiosk.sees(PAGES[name].id)
        wrong += [f"{name}: {fault}" for fault in sweep(kiosk.shell, kiosk.shell.theme)]
        if not looks_as_before(kiosk.shell, f"{name}-{size[0]}x{size[1]}-{sight}"):
            wrong.append(f"{name} looks otherwise")
        kiosk.shell.go_home()
    assert not wrong


def test_a_difference_is_seen():
    one = QImage(100, 100, QImage.Format.Format_RGB888)
    one.fill(Qt.GlobalColor.white)
    other = one.copy()
    for x in range(30):
        other.setPixelColor(x, 5, Qt.GlobalColor.black)
    assert different_part(one, one) == 0
    assert different_part(one, other) == pytest.approx(0.003)
