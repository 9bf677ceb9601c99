"""Who called the cadre: seen from every room, answered by one touch."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from kiosk.errors import DiskFull
from kiosk.services.call_cadre import call_cadre, list_calls
from kiosk.services.register import RegisteredNow, register
from kiosk.ui.desk.call_bar import CallBar
from tests.ui.desk.conftest import WANG, press


@pytest.fixture
def bar(desk):
    return desk.findChild(CallBar)


def test_nothing_is_seen_while_nobody_calls(desk, bar):
    desk.open_room("people")
    assert not bar.isVisible()


def test_a_call_is_seen_from_every_room_and_says_who_where_and_when(desk, bar, ports, strings):
    registered = register(ports, WANG, "v1")
    assert isinstance(registered, RegisteredNow)
    call_cadre(ports, "my_record.record", registered.person)
    for kind in desk.on_rail:
        desk.open_room(kind.name)
        assert bar.isVisible()
        for part in (WANG.name, "9:00", strings.show("desk.call.at.my_record")):
            assert part in bar.notice.text


def test_one_touch_answers_it_and_shows_the_next(qtbot, desk, bar, ports, clock, strings):
    call_cadre(ports, "home")
    clock.pass_minutes(7)
    call_cadre(ports, "register.name")
    desk.open_room("people")
    assert "9:07" in bar.notice.text
    assert strings.show("desk.call.more", count=1) in bar.notice.text
    press(qtbot, desk, "way:call_seen")
    assert "9:00" in bar.notice.text
    qtbot.waitUntil(lambda: bar.findChild(QPushButton, "way:call_seen").isVisible())
    press(qtbot, desk, "way:call_seen")
    assert not bar.isVisible()
    assert list_calls(ports) == []


@pytest.mark.parametrize("rang", [True, False])
def test_it_says_when_nobody_can_have_heard_the_bell(desk, bar, ports, strings, rang):
    call_cadre(ports, "home", rang=rang)
    desk.open_room("people")
    assert (strings.show("desk.call.unheard") in bar.notice.text) is not rang


def test_a_call_that_comes_while_the_desk_stands_is_seen_at_the_next_tick(desk, bar, ports):
    call_cadre(ports, "home")
    desk._tick()
    assert bar.isVisible()


def test_broken_books_leave_the_call_where_it_was(qtbot, desk, bar, ports, lane):
    call_cadre(ports, "home")
    desk.open_room("people")
    lane.trouble = DiskFull("full")
    press(qtbot, desk, "way:call_seen")
    assert bar.isVisible()


def test_every_screen_that_can_call_has_words(desk, bar, ports, strings):
    for flow in ("home", "find_me", "check_in", "register", "my_record", "show_me"):
        call_cadre(ports, f"{flow}.any")
        bar.look()
        assert strings.show(f"desk.call.at.{flow}") in bar.notice.text
    assert desk.findChild(QPushButton, "way:call_seen")
