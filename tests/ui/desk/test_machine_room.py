"""The information officer's page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.store.key import Source
from kiosk.strings import Strings
from kiosk.ui.desk import machine
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.machine import KindCount, Machine
from kiosk.ui.desk.machine_room import PARTS, MachineRoom
from kiosk.ui.desk.machine_tables import WholeTable
from kiosk.ui.desk.parts import Button
from kiosk.voice.port import Speaker
from sync.exchange.line import Why
from sync.exchange.reach import Reach
from sync.exchange.status import State
from sync.exchange.troubles import Seen
from sync.standard import wire
from sync.standard.clock import time_of
from sync.standard.facts import Fact
from tests.plain_ports import PlainClock
from tests.ui.desk.conftest import Box, MakeDesk, press

GOOD = Machine(
    state="all_sent", waiting=0, in_the_way=(), last_contact_ms=1_790_000_000_000,
    county="C", village="V", device="0123456789abcdef", entries=42,
    key_source="credential", voice="recordings",
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
    box.machine = replace(GOOD, state=str(state))
    assert open_room(desk).state.state.text()


CODES = [
    *map(str, Why),
    *(f"refused.{getattr(wire, name)}" for name in dir(wire) if name.startswith("WHY_")),
    *("not_enrolled", "forked", "device_behind", "revoked", "unknown", "put_aside"),
    *("sending_again", "fault", "something new"),
]


def test_whatever_stands_in_the_way_has_words_and_something_to_do(
    desk: Desk, box: Box, strings: Strings
) -> None:
    room = open_room(desk)
    for code in CODES:
        box.machine = replace(GOOD, in_the_way=(code,))
        room.show_part("sync")
        way, do = room.state.text("in_the_way"), room.state.text("what_to_do")
        assert way != strings.show("desk.machine.nothing")
        assert do
        assert code not in way + do
        if code in KNOWN_BY_NAME:
            assert way != strings.show("desk.way.fault"), f"{code} has words of its own"


KNOWN_BY_NAME = set(CODES) - {"fault", "something new"}


def test_every_way_has_its_deed(strings: Strings) -> None:
    ways = {key.removeprefix("desk.way.") for key in strings if key.startswith("desk.way.")}
    deeds = {key.removeprefix("desk.do.") for key in strings if key.startswith("desk.do.")}
    assert ways == deeds
    assert ways >= {str(found) for found in Reach} - {"listens"}


def test_several_things_in_the_way_are_all_told(desk: Desk, box: Box) -> None:
    box.machine = replace(GOOD, state="waiting", in_the_way=("no_network", "put_aside"))
    state = open_room(desk).state
    assert len(state.text("in_the_way").splitlines()) == 2
    assert len(state.text("what_to_do").splitlines()) == 2


@pytest.mark.parametrize(
    ("passed_ms", "unit", "n"),
    [(30_000, "now", 0), (5 * 60_000, "minutes", 5), (3 * 3_600_000, "hours", 3),
     (9 * 86_400_000, "days", 9)],
)  # fmt: skip
def test_the_age_of_the_last_signed_contact(
    desk: Desk, box: Box, strings: Strings, clock: PlainClock, passed_ms: int, unit: str, n: int
) -> None:
    box.machine = replace(GOOD, last_contact_ms=clock.now_ms() - passed_ms)
    state = open_room(desk).state
    assert strings.show(f"desk.machine.ago_{unit}", n=n) in state.text("contact")
    box.machine = replace(box.machine, is_clock_doubtful=True)
    assert strings.show("desk.machine.ago_days", n=9) not in open_room(desk).state.text("contact")


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
    press(qtbot, room, "machine:do_enrol")
    assert not room.enrolment.isVisible()


def test_without_an_enrolment_that_is_the_one_button(qtbot: QtBot, desk: Desk, box: Box) -> None:
    room = open_room(desk)
    assert bar_buttons(room) == {"machine:enrol"}
    nothing = room.bench.show("machine.nothing")
    assert room.state.text("in_the_way") != nothing, "not being enrolled stands in the way"
    press(qtbot, room, "machine:enrol")
    press(qtbot, room, "machine:close_form")
    assert not room.enrolment.isVisible()
    box.machine = GOOD
    room.show_part("sync")
    assert bar_buttons(room) == {"machine:sync", "machine:enrol"}


def bar_buttons(room: MachineRoom) -> set[str]:
    deeds = ("sync", "enrol", "check", "test_line", "leave_program", "do_enrol", "close_form")
    names = {f"machine:{deed}" for deed in deeds}
    return {b.objectName() for b in room.findChildren(Button) if b.isVisible()} & names


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
    room.show_part("box")
    press(qtbot, room, "machine:leave_program")
    assert box.left == 0
    press(qtbot, room, "way:leave_program")
    assert box.left == 1


def test_checking_the_database(qtbot: QtBot, desk: Desk, strings: Strings) -> None:
    room = open_room(desk)
    room.show_part("box")
    press(qtbot, room, "machine:check")
    assert room.notice.text == strings.show("desk.machine.check_sound")


@pytest.mark.parametrize(
    ("after", "key", "args"),
    [({}, "synced", {}),
     ({"state": "waiting", "waiting": 2}, "synced_waiting", {"count": 2}),
     ({"state": "waiting", "waiting": 2, "in_the_way": ("cut",)}, "not_synced", None)],
)  # fmt: skip
def test_sync_now_tells_what_came_of_it(
    qtbot: QtBot, desk: Desk, box: Box, strings: Strings, after: dict[str, Any], key: str, args: Any
) -> None:
    box.machine = replace(GOOD, rounds=4)
    room = open_room(desk)
    press(qtbot, room, "machine:sync")
    assert box.synced == 1
    assert room.notice.text == strings.show("desk.machine.syncing"), "nothing is known yet"
    box.machine = replace(GOOD, rounds=5, **after)
    if args is None:
        args = {"says": strings.show("desk.way.cut"), "do": strings.show("desk.do.cut")}
    told = strings.show(f"desk.machine.{key}", **args)
    qtbot.waitUntil(lambda: room.notice.text == told)


def test_a_worker_that_was_started_anew_has_proved_nothing_yet(
    qtbot: QtBot, desk: Desk, box: Box, strings: Strings
) -> None:
    box.machine = replace(GOOD, rounds=4)
    room = open_room(desk)
    press(qtbot, room, "machine:sync")
    box.machine = replace(GOOD, rounds=0)
    room.show_part("sync")
    assert room.notice.text == strings.show("desk.machine.syncing")
    box.machine = replace(GOOD, rounds=1)
    room.show_part("sync")
    assert room.notice.text == strings.show("desk.machine.synced")


def table_of(table: WholeTable[Any]) -> list[list[str]]:
    model = table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() or "" for column in columns] for row in rows]


def test_each_kind_with_what_was_written_received_and_waits(
    desk: Desk, box: Box, strings: Strings, clock: PlainClock
) -> None:
    box.machine = replace(
        GOOD,
        from_others=7,
        kinds=(
            KindCount("checked_in.1", 10, 9, 1, clock.now_ms()),
            KindCount("brand_new.4", 1, 1, 0),
            KindCount("checked_in.2", 2, 0, 2, clock.now_ms() + 60_000),
        ),
    )
    room = open_room(desk)
    now = strings.show("desk.visits.today", at=time_of(clock.now_ms()))
    assert table_of(room.kinds.table) == [
        [strings.show("desk.kind.checked_in"), "12", "9", "3", now],
        ["brand_new.4", "1", "1", "0", ""],
        [strings.show("desk.machine.column_all"), "13", "10", "3", now],
    ]
    assert "7" in room.state.text("from_others")


def test_every_kind_of_entry_has_a_name(strings: Strings) -> None:
    for fact in get_args(Fact):
        tag = str(fact.__struct_config__.tag)
        assert strings.has(f"desk.kind.{tag.rpartition('.')[0]}"), tag


def test_what_went_wrong_lately(desk: Desk, box: Box, strings: Strings, clock: PlainClock) -> None:
    now = clock.now_ms()
    box.machine = replace(GOOD, troubles=(Seen("cut", 3, now - 60_000, now),))
    room = open_room(desk)
    room.show_part("seen")
    today = (time_of(now - 60_000), time_of(now))
    assert table_of(room.troubles.table) == [
        [strings.show("desk.way.cut"), "3"]
        + [strings.show("desk.visits.today", at=time) for time in today]
    ]


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1080, 1920)])
def test_every_deed_of_the_bar_is_whole(
    make_desk: MakeDesk, box: Box, size: tuple[int, int]
) -> None:
    box.machine = GOOD
    room = open_room(make_desk(*size))
    for part in PARTS:
        room.show_part(part)
        buttons = [b for b in room.findChildren(Button) if b.isVisible()]
        assert len(buttons) >= len(PARTS) + 1
        for button in buttons:
            assert button.width() >= button.minimumSizeHint().width()
            right = button.mapTo(room, button.rect().topRight()).x()
            assert right <= room.width(), button.text()
