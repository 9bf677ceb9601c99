"""Show me: it plays to its end by itself, writes nothing, and any touch makes it her turn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.app import HOME
from kiosk.config import ASSETS
from kiosk.devices.hanzi import PinyinHanzi
from kiosk.flows.activities import Activities
from kiosk.flows.call_cadre import CallCadre
from kiosk.flows.check_in import CheckIn
from kiosk.flows.my_record import MyRecord
from kiosk.flows.register import Register
from kiosk.flows.screen import CALL_CADRE
from kiosk.flows.show_me import ShowMe
from kiosk.flows.shown import FLOW_OF
from kiosk.services.cards import Code
from kiosk.services.ports import Rules
from kiosk.showing import Props, Showing
from kiosk.strings import Tongue, load_strings
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
    "activities": "activities.asked",
    "my_record": "my_record.record",
}


class Stage:
    """A window on real flows and plain books."""

    def __init__(self, qtbot, theme_of, size, pace):
        self.bot, self.ports = qtbot, plain_ports()
        folder = ASSETS / "strings"
        self.strings = strings = Tongue(load_strings(folder / "zh_CN"), "zh_CN", folder)
        theirs = (CheckIn(), Register(RULES), Activities(), MyRecord())
        every = (*theirs, CallCadre(lambda: True), ShowMe())
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

    def control(self, name, kind=QAbstractButton):
        (shown,) = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        return shown

    def tap(self, *names):
        for name in names:
            QTest.mouseClick(self.control(name), Qt.MouseButton.LeftButton)

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
    assert stage.stands() == "home", "where she was"
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
    is_looked_up = what == "activities"  # what there is, before the first page
    assert stage.stands().startswith("home" if is_looked_up else ("find_me", "register"))
    assert len(stage.work) == is_looked_up
    assert stage.ports.journal.entries == []


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


def test_it_is_reached_from_the_help_page_and_comes_back_to_what_can_be_shown(stage_of):
    stage = stage_of()
    stage.window.shell.open_flow(CALL_CADRE)
    stage.tap("choice:show_me", "choice:my_record")
    assert stage.demonstration is not None
    stage.bot.waitUntil(lambda: stage.demonstration is None, timeout=OVER_MS)
    assert stage.stands() == "show_me"


def test_from_every_step_it_shows_that_step_and_nothing_of_hers_is_lost(stage_of):
    stage = stage_of()
    stage.window.shell.open_flow("check_in")
    stage.tap("choice:by_number", "key:3", "key:2", "key:1")
    field = stage.control("field", QWidget)
    stage.tap("bar:help", "show_me")
    over, seen = stage.demonstration, []
    assert over._shell.screen_shown.id == stage.stands()
    assert over.touches == 0
    over._shell._talk.shown.connect(lambda screen: seen.append(screen.id))
    stage.bot.waitUntil(lambda: stage.demonstration is None, timeout=OVER_MS)
    assert len(seen) == 1, "the next page, and no further"
    assert stage.control("field", QWidget) is field
    assert field.accessibleName() == "321"
    assert stage.window.shell.panel_shown is None
    assert stage.work == []


def test_a_touch_brings_her_back_to_her_step(stage_of):
    stage = stage_of(SLOW)
    stage.window.shell.open_flow("register")
    stage.tap("bar:help", "show_me")
    QTest.mouseClick(stage.demonstration._shell, Qt.MouseButton.LeftButton, pos=QPoint(500, 700))
    assert stage.demonstration is None
    assert stage.stands() == "register.consent"


def test_a_card_put_down_ends_it(stage_of):
    stage = stage_of(SLOW)
    stage.showing.show("check_in")
    stage.window.shell.counter.present(Code("of a village card"))
    assert stage.demonstration is None


def test_a_step_that_no_demonstration_comes_by_has_its_flow_shown(stage_of):
    stage = stage_of(SLOW)
    stage.window.shell.open_flow("check_in")
    stage.showing.show("check_in", "find_me.unknown")
    assert stage.demonstration._shell.screen_shown.id == "home"


def test_what_nobody_can_show_is_not_offered(stage_of):
    stage = stage_of()
    stage.window.shell.open_flow("show_me")
    stage.tap("bar:help")
    assert not stage.window.shell.findChildren(QAbstractButton, "show_me")


def test_it_speaks_her_language_and_leaves_it_as_it_is(stage_of):
    stage = stage_of()
    assert stage.strings.choose("en")
    begins = stage.strings.say("show_me.says.begin")
    stage.showing.show("check_in", "find_me.number")
    stage.bot.waitUntil(lambda: stage.demonstration is None, timeout=OVER_MS)
    assert begins in stage.voice.said
    assert stage.strings.language == "en"
