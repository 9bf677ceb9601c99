"""The officer's stick, on her page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.errors import StickMissing, StickTrouble, Trouble
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.machine import Carried
from kiosk.ui.desk.parts import Button
from tests.ui.desk.conftest import Box, press
from tests.ui.desk.test_machine_room import open_room

CAME = [
    Carried("carry.out", {"entries": 3}),
    Carried("carry.out_more", {"entries": 3, "left": 1}),
    Carried("carry.in", {"acknowledged": 3, "received": 2, "waiting": 0}),
    Carried("carry.in_reported", {"acknowledged": 3, "received": 2, "waiting": 0, "reported": 1}),
    Carried("carry.in_again", {"received": 2}, is_good=False),
    Carried("carry.forked", {"put_aside": 2}, is_good=False),
    Carried("carry.behind", {}, is_good=False),
    *(kind() for kind in StickTrouble.__subclasses__()),
]


@pytest.mark.parametrize("way", ["out", "in"])
def test_whatever_comes_of_a_stick_has_a_sentence(
    qtbot: QtBot, desk: Desk, box: Box, way: str
) -> None:
    box.sticks = [Path("/media/stick")]
    room = open_room(desk)
    room.show_part("line")
    for came in CAME:
        box.stick_answer = came
        press(qtbot, room, f"machine:carry_{way}")
        assert box.carried.pop() == (way, Path("/media/stick"))
        if isinstance(came, Trouble):
            assert came.code in room.notice.text
        else:
            assert room.notice.text == room.bench.strings.show(came.key, **came.counts)


def test_pulling_out_is_told_only_at_the_end(
    qtbot: QtBot, desk: Desk, box: Box, strings: Strings
) -> None:
    box.sticks = [Path("/media/stick")]
    room = open_room(desk)
    room.show_part("line")
    press(qtbot, room, "machine:carry_out")
    assert room.notice.text == strings.show("desk.machine.carrying_out")
    press(qtbot, room, "machine:carry_in")
    assert len(box.carried) == 1, "one at a time"
    assert box.told is not None
    box.told(Carried("carry.out", {"entries": 3}))
    assert room.notice.text == strings.show("carry.out", entries=3)
    press(qtbot, room, "machine:carry_in")
    assert len(box.carried) == 2


def test_no_stick_is_told_and_of_several_one_is_chosen(qtbot: QtBot, desk: Desk, box: Box) -> None:
    room = open_room(desk)
    room.show_part("line")
    press(qtbot, room, "machine:carry_out")
    assert StickMissing.code in room.notice.text
    box.sticks = [Path("/media/red"), Path("/media/blue")]
    press(qtbot, room, "machine:carry_in")
    assert box.carried == []
    qtbot.waitUntil(lambda: room.findChild(Button, "way:stick_1").isVisible())
    press(qtbot, room, "way:stick_1")
    assert box.carried == [("in", Path("/media/blue"))]
