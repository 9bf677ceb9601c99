"""How large the writing is: hers while she is here, the officer's choice for whoever comes next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.flows.screen import Choice, ChoseSome, SignBoard, Typed
from kiosk.ui.attract import AttractPanel
from kiosk.ui.habits import Habits
from kiosk.ui.sight import Sight, TextSize
from kiosk.ui.sight_panel import SightPanel
from kiosk.ui.sweep import sweep
from kiosk.ui.views.sign_board import SignBoardView
from tests.ui.conftest import LYING, SMALL, UPRIGHT
from tests.ui.test_golden import looks_as_before
from tests.ui.toy_flow import ORDER

SHORT = Habits(village="Dongsheng", idle_s=0.05, leave_s=1, warning_s=1)


def test_text_size_is_chosen_and_is_as_before_for_the_next_person(kiosk):
    usual = kiosk.shell.theme.metrics.sight
    kiosk.tap("bar:sight")
    kiosk.sees_panel(SightPanel)
    assert kiosk.control("choice:normal").isChecked()
    kiosk.tap("choice:largest", "choice:strong")
    assert kiosk.control("choice:largest").isChecked()
    kiosk.tap("done")
    kiosk.sees("home")
    kiosk.open("two")
    assert kiosk.shell.theme.metrics.sight == Sight(TextSize.LARGEST, is_strong=True)
    kiosk.tap("bar:home")
    kiosk.sees("home")
    assert kiosk.shell.theme.metrics.sight == usual


def test_she_who_enlarged_the_text_and_went_away_leaves_it_as_it_was(make_kiosk):
    kiosk = make_kiosk(habits=SHORT)
    kiosk.tap("bar:sight", "choice:largest", "done")
    kiosk.bot.waitUntil(lambda: kiosk.shell.theme.metrics.sight == Sight(), timeout=3000)


@pytest.mark.parametrize("name", ORDER)
def test_it_can_be_chosen_on_every_screen_and_she_stands_where_she_stood(kiosk, name):
    kiosk.open(name)
    said = len(kiosk.voice.said)
    kiosk.tap("bar:sight", "choice:largest", "choice:strong", "done")
    kiosk.sees(f"toy.{name}")
    assert kiosk.shell.theme.metrics.sight == Sight(TextSize.LARGEST, is_strong=True)
    assert len(kiosk.voice.said) == said + 1, "the page that asks, and nothing else"
    kiosk.tap("bar:home")
    assert kiosk.shell.theme.metrics.sight == Sight()


LARGER = ("bar:sight", "choice:largest", "done")


def test_what_she_has_typed_stands_there_still(kiosk):
    kiosk.open("phone", "letters", "name", "two")
    kiosk.keys("138")
    kiosk.tap(*LARGER)
    kiosk.keys("12345678")
    kiosk.tap("done")
    kiosk.keys("WX")
    kiosk.tap("bar:sight", "choice:normal", "done")
    kiosk.keys("Y")
    kiosk.tap("done")
    kiosk.keys("WANG")
    kiosk.tap("key:\u738b")
    kiosk.keys("YIN")
    kiosk.tap(*LARGER)
    kiosk.keys("G")
    kiosk.tap("key:\u82f1", "done")
    assert kiosk.answers == [Typed("13812345678"), Typed("wxy"), Typed("\u738b\u82f1")]


def test_what_she_mends_in_a_number_is_mended_still(kiosk):
    kiosk.open("phone", "two")
    kiosk.keys("13812345678")
    kiosk.tap("group:1")
    kiosk.keys("99")
    kiosk.tap(*LARGER)
    kiosk.keys("77")
    kiosk.tap("done")
    assert kiosk.answers == [Typed("13899775678")]


def test_pictures_of_a_sign_are_chosen_still_and_their_page_stands(strings, theme_of, qtbot):
    screen = SignBoard("toy.sign", Choice("not_now", "back"))
    first = SignBoardView(screen, strings, theme_of(SMALL))
    qtbot.addWidget(first)
    first.resize(900, 420)
    first.show()
    first.findChild(QAbstractButton, "next").click()
    seen = [tile for tile in first.findChildren(QAbstractButton) if tile.isVisible()]
    tile = next(each for each in seen if each.objectName().startswith("picture:"))
    tile.click()
    larger = SignBoardView(screen, strings, theme_of(SMALL, Sight(TextSize.LARGEST)))
    qtbot.addWidget(larger)
    said = []
    larger.wants_said.connect(said.append)
    larger.take_up(first.draft())
    larger.resize(900, 420)
    larger.show()
    again = larger.findChild(QAbstractButton, tile.objectName())
    assert again.isVisible()
    assert again.isChecked()
    assert not said


def test_what_she_looks_up_by_its_radical_stands_there_still(kiosk):
    kiosk.open("name", "two")
    kiosk.keys("WANG")
    kiosk.tap("key:\u738b", "radicals", "radical:30", "strokes:15", *LARGER)
    kiosk.tap("key:" + chr(0x5400 + 4 * 19), "done")
    assert kiosk.answers == [Typed("\u738b" + chr(0x5400 + 4 * 19))]


def test_what_she_has_chosen_is_chosen_still(kiosk):
    kiosk.open("some", "two")
    kiosk.tap("choice:sing", "choice:cook", *LARGER, "choice:farm", "done")
    assert kiosk.answers == [ChoseSome(frozenset({"sing", "farm"}))]


def test_she_reads_on_where_she_was(kiosk):
    kiosk.open("read", "two")
    kiosk.tap("bar:sight", "choice:largest", "done", "next")
    here = kiosk.shell.findChild(QWidget, "text").text()
    kiosk.tap("bar:sight", "choice:normal", "done")
    assert here[:10] in kiosk.shell.findChild(QWidget, "text").text()
    kiosk.tap(*LARGER)
    assert kiosk.shell.findChild(QWidget, "text").text() == here


def test_what_the_officer_sets_is_how_everybody_finds_it(kiosk):
    kiosk.shell.keep_sight(Sight(TextSize.LARGE))
    kiosk.tap("bar:sight", "choice:normal", "done")
    kiosk.open("two")
    assert kiosk.shell.theme.metrics.sight == Sight()
    kiosk.tap("bar:home")
    assert kiosk.shell.theme.metrics.sight == Sight(TextSize.LARGE)


def test_nobody_there_the_day_stands_and_one_touch_anywhere_begins(make_kiosk, strings):
    kiosk = make_kiosk(habits=Habits(village="Dongsheng", rest_s=0.05))
    kiosk.sees_panel(AttractPanel)
    lunar = strings.show("shell.lunar_month.10") + strings.show("shell.lunar_day.14")
    assert strings.show("shell.lunar", lunar=lunar) in kiosk.texts()
    assert not sweep(kiosk.shell, kiosk.shell.theme)
    QTest.mouseClick(kiosk.shell.panel_shown, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    assert kiosk.shell.panel_shown is None
    assert kiosk.control("bar:help").isVisible()
    assert kiosk.voice.said[-1] == strings.say("home.say")


def test_when_the_day_stands_nothing_is_left_of_her_who_was_there(kiosk):
    kiosk.tap("bar:sight", "choice:largest", "done")
    kiosk.shell.rest()
    assert kiosk.shell.theme.metrics.sight == Sight()
    kiosk.tap("start")
    kiosk.sees("home")


@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_the_day_looks_calm(make_kiosk, size):
    kiosk = make_kiosk(size)
    kiosk.shell.rest()
    assert looks_as_before(kiosk.shell, f"attract-{size[0]}x{size[1]}")
    kiosk.shell.keep_sight(Sight(TextSize.LARGEST, is_strong=True))
    kiosk.shell.rest()
    assert not sweep(kiosk.shell, kiosk.shell.theme)
