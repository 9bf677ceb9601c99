"""One finger, one tap: nothing waits for more, and a second finger or a palm breaks nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest

from kiosk.flows.screen import Chose


@pytest.fixture(scope="module")
def glass(qapp):  # noqa: ARG001 - a device needs an application
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def middle(kiosk, name):
    control = kiosk.control(name)
    return control.mapTo(kiosk.shell, control.rect().center())


class Hand:
    """Fingers on the glass, each with its number; every call is one report of the screen."""

    def __init__(self, kiosk, glass):
        self._window, self._glass = kiosk.shell, glass
        self._down = {}

    def _report(self, **moved):
        touch = QTest.touchEvent(self._window, self._glass, False)
        for number in self._down:
            if f"f{number}" not in moved:
                touch.stationary(number)
        for name, do in moved.items():
            do(touch, int(name[1:]))
        touch.commit()

    def press(self, number, at):
        self._report(**{f"f{number}": lambda touch, n: touch.press(n, at, self._window)})
        self._down[number] = at

    def lift(self, number):
        at = self._down.pop(number)
        self._report(**{f"f{number}": lambda touch, n: touch.release(n, at, self._window)})


@pytest.fixture
def hand(kiosk, glass):
    kiosk.toy.order = ("two", "two", "pick")
    kiosk.shell.open_flow("toy")
    kiosk.sees("toy.two")
    return Hand(kiosk, glass)


def test_one_finger(kiosk, hand):
    hand.press(0, middle(kiosk, "choice:leave"))
    hand.lift(0)
    assert kiosk.answers == [Chose("leave")]


def test_a_second_finger_neither_breaks_the_tap_nor_chooses(kiosk, hand):
    hand.press(0, middle(kiosk, "choice:leave"))
    hand.press(1, middle(kiosk, "choice:stay"))
    hand.lift(1)
    assert kiosk.answers == []
    hand.lift(0)
    assert kiosk.answers == [Chose("leave")]


def test_a_palm_that_rests_on_the_paper_does_not_lock_the_screen(kiosk, hand):
    hand.press(0, QPoint(5, 900))
    hand.press(1, middle(kiosk, "choice:leave"))
    hand.lift(1)
    assert kiosk.answers == [Chose("leave")]
    hand.lift(0)
    assert kiosk.answers == [Chose("leave")]
