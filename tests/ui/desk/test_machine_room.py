"""The information officer's page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.errors import StickMissing, StickTrouble, Trouble
from kiosk.store.key import Source
from kiosk.strings import Strings
from kiosk.ui.desk import machine
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.machine import Carried, Machine
from kiosk.ui.desk.machine_room import MachineRoom
from kiosk.ui.desk.parts import Button
from kiosk.voice.port import Speaker
from sync.exchange.line import Why
from sync.exchange.worker import State
from tests.ui.desk.conftest import Box, MakeDesk, press

GOOD = Machine(
    state="all_sent", waiting=0, last_contact_ms=1_790_000_000_000, county="C", village="V",
    device="0123456789abcdef", entries=42, key_source="credential", voice="recordings",
    check="sound", free_bytes=50_000_000_000,
)  # fmt: skip


def open_room(desk: Desk) -> MachineRoom:
    desk.open_room("machine")
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    return room


def test_a_well_machine_shows_no_warning(desk: Desk, box: Box) -> None:
    box.machine = GOOD
    room = open_room(desk)
    assert room.warning.text == ""
    assert room.cards.text("village") == "V"
    assert room.cards.text("device") == "01234567"
    assert "42" in room.cards.text("entries")
    assert "50" in room.cards.text("free")


@pytest.mark.parametrize(
    "ill", [{"key_source": "file"}, {"is_clock_doubtful": True}, {"check": "damaged"}]
)
def test_what_needs_somebody_is_warned_of_on_top(
    desk: Desk, box: Box, ill: dict[str, str | bool]
) -> None:
    box.machine = replace(GOOD, **ill)  # type: ignore[arg-type]
    room = open_room(desk)
    assert room.warning.isVisible()
    assert room.warning.text


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_words(desk: Desk, box: Box, state: State) -> None:
    box.machine = replace(GOOD, state=str(state), in_the_way="")
    assert open_room(desk).cards.text("state")


@pytest.mark.parametrize(
    "code",
    [*map(str, Why), "refused.clock", "refused.form", "forked", "device_behind", "revoked",
     "fault", "something new"],
)  # fmt: skip
def test_whatever_stands_in_the_way_has_words(desk: Desk, box: Box, code: str) -> None:
    box.machine = replace(GOOD, in_the_way=code)
    assert code not in open_room(desk).cards.text("in_the_way")


def test_the_codes_are_those_of_their_owners() -> None:
    assert set(machine.STATES) == set(State)
    assert set(machine.KEY_SOURCES) == set(Source.__args__)
    assert set(machine.SPEAKERS) == set(Speaker)


def test_enrolling_with_the_keyboard_alone(qtbot: QtBot, desk: Desk, box: Box) -> None:
    room = open_room(desk)
    press(qtbot, room, "machine:enrol")
    assert room.enrolment.url.hasFocus()
    qtbot.keyClicks(room.enrolment.url, "https://county.example")
    qtbot.keyClick(room.enrolment.url, Qt.Key.Key_Return)
    qtbot.keyClicks(room.enrolment.code, "123 456 789")
    box.answer = "code_wrong"
    qtbot.keyClick(room.enrolment.code, Qt.Key.Key_Return)
    assert box.enrolments == [("https://county.example", "123 456 789")]
    assert room.enrolment.isVisible(), "what was typed stays, to be mended"
    box.answer = "enrolled"
    qtbot.keyClick(room.enrolment.code, Qt.Key.Key_Return)
    assert not room.enrolment.isVisible()


@pytest.mark.parametrize(
    "answer",
    ["enrolled", "code_wrong", "code_expired", "too_many_tries", "refused", *map(str, Why)],
)
def test_every_answer_to_enrolling_has_a_sentence(
    qtbot: QtBot, desk: Desk, box: Box, answer: str
) -> None:
    room = open_room(desk)
    press(qtbot, room, "machine:enrol")
    room.enrolment.url.setText("https://county.example")
    room.enrolment.code.setText("1")
    box.answer = answer
    qtbot.keyClick(room.enrolment.code, Qt.Key.Key_Return)
    assert room.notice.text
    assert answer not in room.notice.text


def test_leaving_the_program_asks_once(qtbot: QtBot, desk: Desk, box: Box) -> None:
    room = open_room(desk)
    press(qtbot, room, "machine:leave_program")
    assert box.left == 0
    press(qtbot, room, "way:leave_program")
    assert box.left == 1


def test_sync_and_check(qtbot: QtBot, desk: Desk, box: Box, strings: Strings) -> None:
    room = open_room(desk)
    press(qtbot, room, "machine:sync")
    assert box.synced == 1
    press(qtbot, room, "machine:check")
    assert room.notice.text == strings.show("desk.machine.check_sound")


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
@pytest.mark.parametrize("came", CAME, ids=lambda came: getattr(came, "key", type(came).__name__))
def test_whatever_comes_of_a_stick_has_a_sentence(
    qtbot: QtBot, desk: Desk, box: Box, came: Carried | Trouble, way: str
) -> None:
    box.sticks, box.stick_answer = [Path("/media/stick")], came
    room = open_room(desk)
    press(qtbot, room, f"machine:carry_{way}")
    assert box.carried == [(way, Path("/media/stick"))]
    if isinstance(came, Trouble):
        assert came.code in room.notice.text
    else:
        assert room.notice.text == room.bench.strings.show(came.key, **came.counts)


def test_pulling_out_is_told_only_at_the_end(
    qtbot: QtBot, desk: Desk, box: Box, strings: Strings
) -> None:
    box.sticks = [Path("/media/stick")]
    room = open_room(desk)
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
    press(qtbot, room, "machine:carry_out")
    assert StickMissing.code in room.notice.text
    box.sticks = [Path("/media/red"), Path("/media/blue")]
    press(qtbot, room, "machine:carry_in")
    assert box.carried == []
    qtbot.waitUntil(lambda: room.findChild(Button, "way:stick_1").isVisible())
    press(qtbot, room, "way:stick_1")
    assert box.carried == [("in", Path("/media/blue"))]


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1080, 1920)])
def test_every_deed_of_the_bar_is_whole(make_desk: MakeDesk, size: tuple[int, int]) -> None:
    room = open_room(make_desk(*size))
    buttons = [b for b in room.findChildren(Button) if b.isVisible()]
    assert len(buttons) >= 6
    for button in buttons:
        assert button.width() >= button.minimumSizeHint().width()
        right = button.mapTo(room, button.rect().topRight()).x()
        assert right <= room.width(), button.text()
