"""What the shell does around the screens: back, forget, wait, warn, own up."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.flows.screen import DESK, Chose, Step, Typed
from kiosk.ui.habits import Habits
from kiosk.ui.jobs import Lane, Lanes
from kiosk.ui.panels import NotePanel, StillHerePanel, VolumePanel, WaitPanel
from tests.ui.conftest import UPRIGHT, texts_of
from tests.ui.toy_flow import PERSON, SCREENS

SHORT = Habits(village="Dongsheng", idle_s=0.05, leave_s=1, warning_s=1)


def test_back_goes_the_way_she_came(kiosk):
    kiosk.open("pick", "letters", "two")
    kiosk.tap("choice:farm")
    kiosk.sees("toy.letters")
    kiosk.keys("WX")
    kiosk.tap("done")
    kiosk.sees("toy.two")
    kiosk.tap("bar:back")
    kiosk.sees("toy.letters")
    kiosk.tap("bar:back")
    kiosk.sees("toy.pick")
    kiosk.tap("choice:clean")
    kiosk.sees("toy.letters")
    kiosk.tap("bar:back", "bar:back")
    kiosk.sees("home")


def test_back_after_a_deed_leads_home(kiosk):
    kiosk.open("pick", "done")
    kiosk.tap("choice:farm")
    kiosk.sees("toy.done")
    kiosk.tap("bar:back")
    kiosk.sees("home")


def test_a_slip_leaves_no_second_page_behind(kiosk, strings):
    kiosk.open("pick", "pin")
    kiosk.tap("choice:farm")
    kiosk.sees("toy.pin")
    kiosk.keys("0000")
    kiosk.tap("done")
    kiosk.bot.waitUntil(lambda: strings.show("slip.wrong_check") in kiosk.texts())
    assert strings.say("slip.wrong_check") in kiosk.voice.said[-1]
    kiosk.tap("bar:back")
    kiosk.sees("toy.pick")


def test_home_page_has_no_way_back_and_the_bar_keeps_its_places(kiosk):
    at_home = kiosk.control("bar:help").geometry()
    assert not kiosk.shell.findChild(type(kiosk.control("bar:help")), "bar:back").isVisible()
    kiosk.open("two")
    kiosk.control("bar:back")
    assert kiosk.control("bar:help").geometry() == at_home


def test_speaks_repeats_and_is_silent_at_a_touch(kiosk, strings):
    kiosk.open("pick", "two")
    said = strings.say("toy.pick.say")
    assert kiosk.voice.said[-1] == said
    hushes = kiosk.voice.hushes
    kiosk.tap("bar:repeat")
    again, *words = kiosk.voice.said[-1].split("\n")
    assert again == said
    assert {strings.show(f"toy.pick.{name}") for name in ("clean", "farm")} <= set(words)
    kiosk.tap("bar:repeat")
    assert kiosk.voice.said[-1] == kiosk.voice.said[-2]
    assert kiosk.voice.hushes > hushes
    kiosk.sees("toy.pick")


def test_volume_is_chosen_and_is_as_before_for_the_next_person(kiosk):
    kiosk.open("two")
    kiosk.tap("bar:volume")
    kiosk.sees_panel(VolumePanel)
    assert kiosk.control("choice:2").isChecked()
    kiosk.tap("choice:4")
    assert kiosk.voice.volume == 4
    kiosk.tap("done")
    kiosk.sees("toy.two")
    kiosk.tap("bar:home")
    kiosk.sees("home")
    assert kiosk.voice.volume == 2


def test_help_rings_and_she_goes_on(kiosk):
    kiosk.open("letters", "two")
    kiosk.keys("WX")
    kiosk.tap("bar:help")
    kiosk.sees_panel(NotePanel)
    assert kiosk.calls.made == [("toy.letters", "")]
    kiosk.tap("bar:back")
    kiosk.sees("toy.letters")
    kiosk.tap("done")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed("WX".lower())]


def test_idle_warns_then_forgets_everything(make_kiosk):
    kiosk = make_kiosk(habits=SHORT)
    kiosk.toy.order = ("confirm",)
    kiosk.shell.open_flow("toy")
    assert "138****5678" in [text for _, text in texts_of(kiosk.shell)]
    kiosk.sees_panel(StillHerePanel)
    kiosk.sees("home")
    assert not [text for _, text in texts_of(kiosk.shell) if "138" in text or "*" in text]
    assert kiosk.voice.volume == 2


def test_i_am_still_here_as_often_as_she_likes(make_kiosk):
    kiosk = make_kiosk(habits=Habits(idle_s=0.05, warning_s=30))
    kiosk.open("two")
    for _ in range(12):
        kiosk.sees_panel(StillHerePanel)
        kiosk.tap("done")
        assert kiosk.shell.panel_shown is None
    kiosk.sees_panel(StillHerePanel)
    assert kiosk.shell.screen_shown.id == "toy.two"


def test_after_a_deed_it_goes_home_by_itself(make_kiosk):
    kiosk = make_kiosk(habits=SHORT)
    kiosk.open("done")
    leaving = kiosk.shell.findChild(QLabel, "leaving")
    assert "1" in leaving.text()
    kiosk.sees("home")
    assert not [text for _, text in texts_of(kiosk.shell) if PERSON in text]


def test_trouble_shows_its_code_and_loses_nothing(kiosk, strings):
    kiosk.open("pick", "phone")
    kiosk.tap("choice:farm")
    kiosk.sees("toy.phone")
    kiosk.toy.order = ("pick", "pin")
    kiosk.tap("bar:back", "choice:farm")
    kiosk.sees("toy.pin")
    kiosk.keys("1111")
    kiosk.tap("done")
    kiosk.sees_panel(NotePanel)
    assert strings.show("error.D01.title") in kiosk.texts()
    assert any("D01" in text for text in kiosk.texts())
    assert kiosk.voice.said[-1] == strings.say("error.D01.say")
    kiosk.tap("bar:back")
    kiosk.sees("toy.pin")


def test_a_mistake_of_ours_leads_home(kiosk):
    kiosk.open("pin")
    kiosk.keys("2222")
    kiosk.tap("done")
    kiosk.sees_panel(NotePanel)
    assert any("X01" in text for text in kiosk.texts())
    panel = kiosk.shell.panel_shown
    panel.button.click()
    kiosk.sees("home")


def test_a_screen_without_its_strings_is_a_mistake_of_ours(kiosk):
    screen = SCREENS["pick"]

    @dataclass
    class Broken:
        name: str = "toy"

        def start(self):
            return Step(None, type(screen)("toy.nowhere", screen.choices))

    kiosk.shell._talk._flows = {"toy": Broken()}
    kiosk.tap("choice:toy")
    kiosk.sees_panel(NotePanel)
    assert any("X01" in text for text in kiosk.texts())


def press(widget, at_ms, kind=QEvent.Type.MouseButtonPress):
    middle = QPointF(widget.rect().center())
    buttons = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else buttons
    event = QMouseEvent(
        kind, middle, QPointF(widget.mapToGlobal(middle)), buttons, held,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.setTimestamp(at_ms)
    QApplication.sendEvent(widget, event)


def click(kiosk, name, at_ms):
    widget = kiosk.control(name)
    press(widget, at_ms)
    press(widget, at_ms + 40, QEvent.Type.MouseButtonRelease)


def test_a_trembling_touch_counts_once(kiosk):
    kiosk.open("two")
    kiosk.toy.order = ("two", "two", "pick")
    start = 50_000_000
    click(kiosk, "choice:leave", start)
    click(kiosk, "choice:leave", start + 300)
    assert kiosk.answers == [Chose("leave")]
    click(kiosk, "choice:stay", start + 350)
    assert kiosk.answers == [Chose("leave"), Chose("stay")]
    kiosk.sees("toy.pick")


def test_the_same_key_twice_may_be_meant(kiosk):
    kiosk.open("pin", "two")
    start = 60_000_000
    for at_ms in (0, 400, 500, 800, 1200):
        click(kiosk, "key:7", start + at_ms)
    click(kiosk, "done", start + 5000)
    kiosk.sees("toy.two")
    assert kiosk.answers == [Typed("7777")]


@pytest.fixture
def lanes(qapp):  # noqa: ARG001 - signals need an application
    lanes = Lanes()
    yield lanes
    lanes.close()


def test_long_work_says_wait_and_takes_no_touch(make_kiosk, lanes):
    gate = threading.Event()

    def run(work, came):
        lanes.run(Lane.STORE, lambda: gate.wait(5) and work(None), came)

    kiosk = make_kiosk(run_work=run, habits=Habits(wait_after_ms=20))
    kiosk.open("pin", "two")
    kiosk.keys("3333")
    kiosk.tap("done")
    assert kiosk.shell.is_busy
    kiosk.sees_panel(WaitPanel)
    kiosk.tap("bar:home")
    assert kiosk.shell.is_busy
    gate.set()
    kiosk.sees("toy.two")


def test_work_that_never_ends_is_owned_up_to(make_kiosk, lanes):
    gate = threading.Event()

    def run(_work, came):
        lanes.run(Lane.STORE, partial(gate.wait, 5), came, limit_s=0.05)

    kiosk = make_kiosk(run_work=run)
    kiosk.open("pin", "two")
    kiosk.keys("3333")
    kiosk.tap("done")
    kiosk.sees_panel(NotePanel)
    gate.set()
    assert any("X02" in text for text in kiosk.texts())


def test_the_desk_is_asked_for(make_kiosk, qtbot):
    class ToDesk:
        name = "request"

        def start(self):
            return Step(None, then=DESK, carry="cadre")

    kiosk = make_kiosk(flows={"request": ToDesk()})
    with qtbot.waitSignal(kiosk.shell.desk_wanted) as wanted:
        kiosk.tap("choice:request")
    assert wanted.args == ["cadre"]
    kiosk.sees("home")


def test_another_size_keeps_the_screen(kiosk):
    kiosk.open("two")
    kiosk.shell.resize(1280, 800)
    kiosk.sees("toy.two")
    assert kiosk.shell.theme.metrics.is_portrait is False
    kiosk.shell.resize(*UPRIGHT)
    kiosk.sees("toy.two")
    kiosk.bot.waitUntil(lambda: kiosk.control("choice:stay").width() > 900)
    kiosk.tap("choice:stay")
    kiosk.sees("home")
