"""Sizes, gaps, names, contrast, and nothing cut off: every kind of screen at every size."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.errors import DiskFull
from kiosk.flows.screen import Choice, Pick, Step
from kiosk.ui.colours import STRONG, WARM
from kiosk.ui.parts import Picture
from kiosk.ui.sight import LEAST_PT, MM_PER_INCH, Sight, TextSize, px_to_pt
from kiosk.ui.sweep import contrast_faults, layout_faults
from kiosk.ui.tokens import Metrics, contrast
from kiosk.ui.views.done import DoneView
from tests.ui.conftest import LYING, SMALL, UPRIGHT
from tests.ui.toy_flow import ORDER

TEXTS = pytest.mark.parametrize("text", TextSize)
SIZES = pytest.mark.parametrize("size", [UPRIGHT, LYING, SMALL], ids=lambda s: f"{s[0]}x{s[1]}")


def faults(kiosk):
    QApplication.processEvents()
    return layout_faults(kiosk.shell, kiosk.shell.theme)


@TEXTS
@SIZES
def test_every_kind_of_screen_is_fit_for_old_hands_and_eyes(make_kiosk, size, text):
    kiosk = make_kiosk(size, sight=Sight(text))
    found = {"home": faults(kiosk)}
    for name in ORDER:
        kiosk.open(name)
        found[name] = faults(kiosk)
        kiosk.tap("bar:home")
    assert not {name: wrong for name, wrong in found.items() if wrong}


@TEXTS
@SIZES
def test_so_are_typed_pages_and_the_shell_s_own(make_kiosk, size, text):
    kiosk = make_kiosk(size, sight=Sight(text))
    kiosk.open("number")
    kiosk.keys("32119919480307155X")
    found = {"typed": faults(kiosk)}
    kiosk.tap("bar:home")
    kiosk.open("name")
    kiosk.keys("WANG")
    found["candidates"] = faults(kiosk)
    kiosk.tap("bar:volume")
    found["volume"] = faults(kiosk)
    kiosk.tap("bar:help")
    found["help"] = faults(kiosk)
    kiosk.shell.show_trouble(DiskFull())
    found["trouble"] = faults(kiosk)
    kiosk.tap("bar:home", "bar:sight")
    found["sight"] = faults(kiosk)
    assert not {name: wrong for name, wrong in found.items() if wrong}


def test_the_sweep_sees_a_picture_over_words(make_kiosk):
    kiosk = make_kiosk(LYING)
    kiosk.open("sorry")
    assert not faults(kiosk)
    side = kiosk.shell.height()
    kiosk.shell.findChild(DoneView).findChild(Picture).setFixedSize(side, side)
    assert any("Picture and Words: one over the other" in fault for fault in faults(kiosk))


def test_the_sweep_sees_what_does_not_fit(make_kiosk):
    class TooMuch:
        name = "request"

        def start(self):
            long = Choice("leave", words="W" * 60, hint="m " * 400)
            return Step(None, Pick("toy.two", (long, Choice("stay"))))

    kiosk = make_kiosk(SMALL, flows={"request": TooMuch()})
    kiosk.tap("choice:request")
    kiosk.sees("toy.two")
    assert any("choice:leave: text cut off" in fault for fault in faults(kiosk))
    kiosk.control("choice:stay").setAccessibleName("")
    kiosk.control("bar:back").setFixedSize(30, 30)
    wrong = faults(kiosk)
    assert any("choice:stay: no accessible name" in fault for fault in wrong)
    assert any("bar:back: 30x30 px" in fault for fault in wrong)


@pytest.mark.parametrize("colours", [WARM, STRONG], ids=["warm", "strong"])
def test_contrast_of_both_sets_of_colours(colours):
    assert contrast_faults(colours) == []


def test_contrast_is_measured_as_wcag_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_upright_screen_is_measured_in_millimetres():
    size = Metrics(*UPRIGHT).size
    assert size.target_floor / 4 >= 20
    assert size.small_gap / 4 >= 3
    assert size.small / 4 >= 7.3
    assert Metrics(2160, 3840).size.title == 2 * size.title


@pytest.mark.parametrize(
    ("size", "inches", "texts"),
    [
        (UPRIGHT, 21.5, TextSize),
        (LYING, 21.5, TextSize),
        # On small glass no page holds more than so much: the officer is told how many points.
        (LYING, 13.3, (TextSize.NORMAL,)),
    ],
)
def test_main_text_has_its_points_on_the_calibrated_screen(size, inches, texts):
    """18 pt and, at the largest, 30 pt (MIIT 2021, 1.1)."""
    px_per_mm = hypot(*size) / (inches * MM_PER_INCH)
    for text in texts:
        sizes = Metrics(*size, Sight(text, px_per_mm=px_per_mm)).size
        least = min(sizes.text, sizes.lead, sizes.word_hint)
        assert px_to_pt(least, px_per_mm) >= LEAST_PT[text]
