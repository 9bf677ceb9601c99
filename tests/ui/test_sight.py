"""How large the writing is: hers while she is here, the officer's choice for whoever comes next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.ui.attract import AttractPanel
from kiosk.ui.habits import Habits
from kiosk.ui.sight import Sight, TextSize
from kiosk.ui.sight_panel import SightPanel
from kiosk.ui.sweep import sweep
from tests.ui.conftest import LYING, UPRIGHT
from tests.ui.test_golden import looks_as_before

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
