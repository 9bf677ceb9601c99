"""Show me: it plays to its end by itself, writes nothing, and any touch makes it her turn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from kiosk.app import HOME
from kiosk.config import ASSETS
from kiosk.devices.hanzi import PinyinHanzi
from kiosk.flows.call_cadre import CallCadre
from kiosk.flows.check_in import CheckIn
from kiosk.flows.my_record import MyRecord
from kiosk.flows.register import Register
from kiosk.flows.screen import CALL_CADRE
from kiosk.flows.show_me import ShowMe
from kiosk.flows.shown import FLOW_OF
from kiosk.services.ports import Rules
from kiosk.showing import Props, Showing
from kiosk.strings import load_strings
from kiosk.ui.demonstration import Pace
from kiosk.ui.habits import Habits
from kiosk.ui.shell import Shell
from kiosk.ui.window import Window
from tests.plain_ports import plain_ports
from tests.ui.conftest import LYING, UPRIGHT, ToyCalls, ToyVoice

RULES = Rules((100, 300, 600), ("1", "2"), "v1")
FAST = Pace(0, 0, 0, 0, 0, 0, 5000)
SLOW = Pace(0, 0, 60_000, 0, 60_000, 0, 5000)
OVER_MS = 20_000
ENDS = {
    "check_in": "check_in.in",
    "check_out": "check_in.out",
    "register": "register.done",
    "my_record": "my_record.record",
}


class Stage:
    """A window on real flows and plain books."""

    def __init__(self, qtbot, theme_of, size, pace):
        self.bot, self.ports = qtbot, plain_ports()
        strings = load_strings(ASSETS / "strings" / "zh_CN")
        every = (CheckIn(), Register(RULES), MyRecord(), CallCadre(), ShowMe())
        self.voice, self.calls, self.work = ToyVoice(), ToyCalls(), []
        hanzi = PinyinHanzi(ASSETS / "pinyin")
        now = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
        shell = Shell(
            strings=strings,
            theme=theme_of(size),
            flows={flow.name: flow for flow in every},
            home=HOME,
            run_work=lambda work, _came: self.work.append(work),
            voice=self.voice,
            clock=lambda: now,
            hanzi=hanzi,
            calls=self.calls,
            habits=Habits(),
        )
        self.window = Window(shell)
        props = Props(HOME, strings, RULES, self.voice, hanzi, lambda: now, pace)
        self.showing = Showing(self.window, props)
        shell.demonstration_wanted.connect(self.showing.show)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)

    @property
    def demonstration(self):
        return self.window.demonstration

    def stands(self):
        return self.window.shell.screen_shown.id


@pytest.fixture
def stage_of(qtbot, theme_of):
    return lambda pace=FAST, size=UPRIGHT: Stage(qtbot, theme_of, size, pace)


@pytest.mark.parametrize("what", FLOW_OF)
@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_it_comes_to_its_end_and_writes_nothing(stage_of, what, size):
    stage = stage_of(size=size)
    seen = []
    stage.showing.show(what)
    inner = stage.demonstration._shell
    inner._talk.shown.connect(lambda screen: seen.append(screen.id))
    stage.bot.waitUntil(lambda: stage.demonstration is None, timeout=OVER_MS)
    assert seen[-1] == ENDS[what]
    assert stage.stands() == "home"
    assert stage.work == []
    assert stage.ports.journal.entries == []
    assert stage.calls.made == []


@pytest.mark.parametrize("what", FLOW_OF)
def test_a_touch_ends_it_at_once_and_it_is_her_turn(stage_of, what):
    stage = stage_of(SLOW)
    stage.showing.show(what)
    over = stage.demonstration
    QTest.mouseClick(over._shell, Qt.MouseButton.LeftButton, pos=QPoint(500, 700))
    assert stage.demonstration is None
    assert stage.stands().startswith(("find_me", "register"))
    assert stage.work == []


def test_a_key_ends_it_too(stage_of):
    stage = stage_of(SLOW)
    stage.showing.show("check_in")
    QTest.keyClick(stage.demonstration._shell, Qt.Key.Key_Space)
    assert stage.demonstration is None
    assert stage.stands() == "find_me.way"


def test_it_is_marked_as_a_demonstration_and_speaks_without_anything_private(stage_of):
    stage = stage_of()
    stage.showing.show("check_in")
    glass = stage.demonstration._glass
    assert glass.isVisible()
    assert glass.size() == stage.window.size()
    assert glass.accessibleName()
    stage.bot.waitUntil(lambda: stage.demonstration is None, timeout=OVER_MS)
    assert len(stage.voice.said) > 5
    assert not [said for said in stage.voice.said if any(char.isdigit() for char in said)]


def test_it_is_reached_from_the_help_page(stage_of):
    stage = stage_of(SLOW)
    stage.window.shell.open_flow(CALL_CADRE)
    for name in ("choice:show_me", "choice:my_record"):
        found = stage.window.shell.findChildren(QAbstractButton, name)
        (tile,) = [one for one in found if one.isVisible()]
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert stage.demonstration is not None
