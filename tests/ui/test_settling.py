"""A new page slides into its place, costs no touch, and can be turned off."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.flows.screen import Typed
from kiosk.ui.settling import MOST_LATE, Settling
from kiosk.ui.sight import Sight

MOVING = Sight(moves=True)


def page_of(kiosk):
    return kiosk.shell._host._frame._page


def test_a_new_page_slides_a_little_and_is_there_from_the_first_moment(make_kiosk):
    kiosk = make_kiosk(sight=MOVING)
    kiosk.open("two")
    page = page_of(kiosk)
    assert 0 < page.x() <= kiosk.shell.theme.size.margin
    assert kiosk.control("choice:leave").isVisible()
    kiosk.bot.waitUntil(lambda: page.x() == 0, timeout=3000)


def test_no_touch_waits_for_it(make_kiosk):
    kiosk = make_kiosk(sight=MOVING)
    kiosk.open("two", "phone", "two")
    kiosk.tap("choice:leave")
    kiosk.keys("13812345678")
    kiosk.tap("done", "choice:stay")
    kiosk.sees("home")
    assert kiosk.answers[1] == Typed("13812345678")


def test_another_look_at_the_same_page_moves_nothing(make_kiosk):
    kiosk = make_kiosk(sight=MOVING)
    kiosk.open("two")
    kiosk.tap("bar:sight", "choice:largest", "done")
    assert page_of(kiosk).x() == 0


def test_off_nothing_moves(kiosk):
    kiosk.open("two")
    assert page_of(kiosk).x() == 0


def test_a_machine_that_is_too_slow_for_it_gives_it_up(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    settling = Settling(window, late_ms=-1)
    for _ in range(MOST_LATE):
        settling.begin(page, 20)
        qtbot.waitUntil(lambda: not settling.is_moving)
        assert page.x() == 0
    patient = Settling(window, late_ms=60_000)
    patient.begin(page, 20)
    assert patient.is_moving
    settling.begin(page, 20)
    assert page.x() == 20, "not touched by the one that gave up"
