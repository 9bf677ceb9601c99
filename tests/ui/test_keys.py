"""The kiosk by keys alone, a clear mark of where they stand, and one tap by one finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton

from kiosk.flows.screen import Chose, ChoseSome, Tone, Typed
from kiosk.ui.face import Face
from kiosk.ui.keys import reading_order
from kiosk.ui.panels import NotePanel, VolumePanel
from kiosk.ui.tokens import PAPER, contrast
from kiosk.ui.touch import Touch
from tests.ui.conftest import LYING, UPRIGHT
from tests.ui.toy_flow import ORDER

Key = Qt.Key
NUMBER = "32119919480307155X"


def reach(kiosk, name, by=Key.Key_Tab):
    """Goes on with one key until it stands there."""
    for _ in range(60):
        if kiosk.pointed_at == name:
            return
        kiosk.type(by)
    raise AssertionError(f"{name} is not reached")


@pytest.mark.parametrize(
    ("size", "screens"),
    [(UPRIGHT, ORDER), (LYING, ("number", "read", "name"))],
    ids=["up", "lying"],
)
def test_tab_walks_every_control_of_every_kind_of_screen_as_the_eye_does(make_kiosk, size, screens):
    kiosk = make_kiosk(size)
    for name in screens:
        kiosk.open(name)
        usable = [b for b in kiosk.shell.findChildren(QAbstractButton) if b.isVisible()]
        expected = [b.objectName() for b in usable if b.isEnabled()]
        walked = []
        for _ in expected:
            kiosk.type(Key.Key_Tab)
            walked.append(kiosk.pointed_at)
        assert sorted(walked) == sorted(expected), name
        tops = [kiosk.control(n).mapTo(kiosk.shell, QPoint(0, 0)).y() for n in walked]
        low = [kiosk.control(n).mapTo(kiosk.shell, QPoint(0, 0)).y()
               + kiosk.control(n).height() for n in walked]  # fmt: skip
        assert all(top < bottom for top, bottom in zip(tops, low[1:], strict=False)), name
        assert walked[-1] == "bar:help"
        kiosk.type(Key.Key_Tab)
        assert kiosk.pointed_at == walked[0]
        kiosk.type(Key.Key_Backtab)
        assert kiosk.pointed_at == "bar:help"
        kiosk.tap("bar:home")


def test_arrows_go_to_what_lies_that_way(kiosk):
    kiosk.open("pin", "two")
    kiosk.type(Key.Key_Down)
    assert kiosk.pointed_at == "key:1"
    for key, there in (
        (Key.Key_Right, "key:2"), (Key.Key_Down, "key:5"), (Key.Key_Left, "key:4"),
        (Key.Key_Left, "key:4"), (Key.Key_Down, "key:7"), (Key.Key_Up, "key:4"),
    ):  # fmt: skip
        kiosk.type(key)
        assert kiosk.pointed_at == there
    kiosk.type(Key.Key_Space, Key.Key_Space, "4", "4")
    reach(kiosk, "done", Key.Key_Down)
    kiosk.type(Key.Key_Return)
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed("4444")]


def test_a_keypad_of_numbers_and_signs_is_enough(kiosk, strings):
    kiosk.open("number", "two")
    kiosk.type(*NUMBER[:17], ".", Key.Key_Enter)
    kiosk.sees("toy.two")
    reach(kiosk, "choice:stay", "+")
    kiosk.type("/")
    kiosk.sees_panel(NotePanel)
    assert kiosk.calls.rings == 1
    kiosk.type("-")
    kiosk.sees("toy.two")
    kiosk.type("*")
    assert kiosk.voice.said[-1].startswith(strings.say("toy.two.title"))
    kiosk.type("-")
    kiosk.sees("toy.number")
    assert kiosk.answers == [Typed(NUMBER)]


def test_function_keys_do_what_the_bar_does(kiosk):
    kiosk.open("some", "two")
    reach(kiosk, "choice:sing")
    kiosk.type(Key.Key_Space)
    kiosk.type(Key.Key_F3)
    kiosk.sees_panel(VolumePanel)
    kiosk.type(Key.Key_Escape)
    kiosk.sees("toy.some")
    kiosk.type(Key.Key_F1)
    assert kiosk.calls.rings == 1
    kiosk.type(Key.Key_Return)
    kiosk.sees("toy.some")
    reach(kiosk, "done")
    kiosk.type(Key.Key_Return)
    kiosk.sees("toy.two")
    assert kiosk.answers == [ChoseSome(frozenset({"cook", "sing"}))]
    kiosk.type(Key.Key_Home)
    kiosk.sees("home")


def test_a_name_by_keys_its_characters_by_their_numbers(kiosk):
    kiosk.open("name", "two")
    kiosk.type(*"wang", "1", *"ying", "1", Key.Key_Return)
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed("\u738b\u82f1")]


def test_what_keys_stand_on_is_said(kiosk, strings):
    kiosk.open("two")
    reach(kiosk, "choice:stay")
    assert kiosk.voice.said[-1].startswith(strings.show("toy.two.stay"))


def test_only_keys_leave_a_mark(kiosk):
    kiosk.open("two")
    assert kiosk.pointed_at == ""
    kiosk.type(Key.Key_Tab)
    assert kiosk.pointed_at == "choice:leave"
    kiosk.tap("bar:repeat")
    assert kiosk.pointed_at == ""
    kiosk.type(Key.Key_Tab)
    assert kiosk.pointed_at != ""


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("is_filled", [False, True])
def test_the_mark_is_seen(qtbot, theme_of, tone, is_filled):
    """3:1 at least against the very pixels that it covers and against what lies on both sides,
    and as wide as WCAG 2.4.13 asks."""
    theme = theme_of(UPRIGHT)
    touch = Touch(theme, "t", Face("", tone=tone, is_filled=is_filled))
    qtbot.addWidget(touch)
    touch.resize(300, 200)
    pictures = []
    for by_keys in (False, True):
        touch.show()
        touch.setFocus()
        qtbot.waitUntil(touch.hasFocus)
        touch.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_keys)
        picture = QPixmap(touch.size())
        picture.fill(PAPER)
        touch.render(picture)
        pictures.append(picture.toImage())
    column = [tuple(p.pixelColor(150, y).name() for p in pictures) for y in range(100)]
    covered = [y for y, (plain, marked) in enumerate(column) if contrast(plain, marked) >= 3]
    assert len(covered) >= theme.size.frame - 1
    ring = column[covered[len(covered) // 2]][1]
    beside = (column[covered[0] - 2][1], column[covered[-1] + 2][1])
    assert min(contrast(ring, other) for other in beside) >= 3


def test_a_key_pressed_twice_by_a_tremble_counts_once(kiosk):
    kiosk.open("pin", "two", "two", "pick")
    kiosk.type("1", "2", "3")
    kiosk.keyboard.press("4", 1000)
    kiosk.keyboard.press("4", 200)
    kiosk.keyboard.press("4", 400)
    kiosk.type(Key.Key_Return)
    kiosk.keyboard.press(Key.Key_Return, 300)
    kiosk.sees("toy.two")
    reach(kiosk, "choice:leave")
    kiosk.type(Key.Key_Return)
    kiosk.keyboard.press(Key.Key_Tab, 100)
    kiosk.keyboard.press(Key.Key_Return, 1000)
    kiosk.keyboard.press(Key.Key_Return, 400)
    kiosk.sees("toy.pick")
    assert kiosk.answers == [Typed("12344"), Chose("leave"), Chose("leave")]


def test_reading_order_is_by_lines(kiosk):
    kiosk.open("pick")
    names = [touch.objectName() for touch in reading_order(kiosk.shell)]
    ways = ("back", "home", "repeat", "volume", "sight", "help")
    bar = [f"bar:{way}" for way in ways]
    assert names == [*(f"choice:{n}" for n in ("clean", "elders", "teach", "patrol", "farm")), *bar]
