"""A cadre enters people at the desk, with keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.errors import DiskFull
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.register_room import RegisterRoom
from kiosk.ui.views.radical_board import RadicalBoard
from tests.ui.desk.conftest import CADRE, WANG, Lane, enter, press

MINOR = "321199201306171480"
WRONG = "321199195001011506"


@pytest.fixture
def room(desk: Desk) -> RegisterRoom:
    return desk.room(RegisterRoom)


def type_wang(qtbot: QtBot, room: RegisterRoom) -> None:
    qtbot.keyClicks(room.form.number.line, WANG.number)
    room.form.name.setText(WANG.name)
    qtbot.keyClicks(room.form.phone, WANG.phone)
    room.form.group.setEditText(WANG.group)


def test_a_person_is_entered_and_the_next_may_come(
    qtbot: QtBot, desk: Desk, room: RegisterRoom, ports: Ports
) -> None:
    type_wang(qtbot, room)
    press(qtbot, room, "skills:cook")
    press(qtbot, room, "consent")
    qtbot.keyClick(desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    resident = ports.residents.by_number(WANG.number)
    assert resident is not None
    assert resident.is_active
    assert resident.registered_by == CADRE.id
    assert resident.personal.skills == ("cook",)
    assert WANG.name in room.notice.text
    assert WANG.number not in room.notice.text
    assert room.form.number.text == ""
    assert room.form.group.currentText() == WANG.group
    assert room.form.number.line.hasFocus()
    assert not room.consent.is_given


def test_the_number_is_grouped_and_says_sex_and_birth_at_once(
    qtbot: QtBot, room: RegisterRoom
) -> None:
    qtbot.keyClicks(room.form.number.line, WANG.number[:10])
    assert room.form.number.line.text() == "321199 1950"
    assert "8" in room.form.number.says
    qtbot.keyClicks(room.form.number.line, WANG.number[10:])
    assert room.form.number.line.text() == "321199 19500101 1509"
    assert "1950" in room.form.number.says


def test_a_digit_mended_in_the_middle_leaves_the_cursor_there(
    qtbot: QtBot, room: RegisterRoom
) -> None:
    line = room.form.number.line
    qtbot.keyClicks(line, "3211991950")
    line.setCursorPosition(8)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(line, "2")
    assert line.text() == "321199 2950"
    assert line.cursorPosition() == 8


def test_an_old_number_waits_until_the_cursor_leaves(qtbot: QtBot, room: RegisterRoom) -> None:
    # Also the beginning of an 18-digit number that was well-formed as an old one.
    qtbot.keyClicks(room.form.number.line, "321199500101150")
    assert room.form.number.text == "321199500101150"
    qtbot.keyClick(room.form.number.line, Qt.Key.Key_Tab)
    assert len(room.form.number.text) == 18
    assert room.form.number.text.startswith("32119919500101150")


def test_a_wrong_check_digit_offers_what_may_be_meant(qtbot: QtBot, room: RegisterRoom) -> None:
    qtbot.keyClicks(room.form.number.line, WRONG)
    assert room.form.number.birth() is None
    press(qtbot, room, f"likely:{WANG.number}")
    assert room.form.number.text == WANG.number
    assert room.form.number.birth() is not None


def test_without_consent_nobody_is_entered(qtbot: QtBot, room: RegisterRoom, ports: Ports) -> None:
    type_wang(qtbot, room)
    press(qtbot, room, "register:save")
    assert ports.residents.count() == 0
    assert room.notice.text
    assert room.form.name.text() == WANG.name


def test_who_is_registered_is_told_masked_and_may_be_opened(
    qtbot: QtBot, desk: Desk, room: RegisterRoom, ports: Ports
) -> None:
    enter(ports, WANG)
    qtbot.keyClicks(room.form.number.line, WANG.number)
    assert WANG.name not in room.notice.text
    assert WANG.number not in room.notice.text
    press(qtbot, room, "way:person")
    assert desk.current_room().name == "people"
    assert desk.current_room().findChild(object, "person_number") is not None


def test_a_minor_needs_a_guardian(qtbot: QtBot, room: RegisterRoom, ports: Ports) -> None:
    assert not room.form.guardian_name.isVisible()
    qtbot.keyClicks(room.form.number.line, MINOR)
    room.form.name.setText(WANG.name)
    assert room.form.guardian_name.isVisible()
    press(qtbot, room, "consent")
    press(qtbot, room, "register:save")
    assert ports.residents.count() == 0
    qtbot.keyClicks(room.form.guardian_name, "Chen")
    qtbot.keyClicks(room.form.guardian_phone, "13800001111")
    press(qtbot, room, "register:save")
    resident = ports.residents.by_number(MINOR)
    assert resident is not None
    assert resident.personal.guardian == "Chen 13800001111"


def test_a_full_disk_is_told_and_nothing_typed_is_lost(
    qtbot: QtBot, room: RegisterRoom, lane: Lane, ports: Ports
) -> None:
    type_wang(qtbot, room)
    press(qtbot, room, "consent")
    lane.trouble = DiskFull()
    press(qtbot, room, "register:save")
    assert "D01" in room.notice.text
    assert room.form.personal().number == WANG.number
    assert room.form.name.text() == WANG.name
    press(qtbot, room, "register:save")
    assert ports.residents.count() == 1


def test_a_second_press_while_it_is_saved_enters_once(
    qtbot: QtBot, desk: Desk, room: RegisterRoom, lane: Lane, ports: Ports
) -> None:
    type_wang(qtbot, room)
    press(qtbot, room, "consent")
    lane.is_held = True
    for _ in range(2):
        qtbot.keyClick(desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(lane.waiting) == 1
    lane.step()
    assert ports.residents.count() == 1


def test_slips_stand_beside_their_fields(qtbot: QtBot, room: RegisterRoom) -> None:
    qtbot.keyClicks(room.form.number.line, WANG.number)
    qtbot.keyClicks(room.form.phone, "123")
    press(qtbot, room, "consent")
    press(qtbot, room, "register:save")
    assert room.form.name.property("tone") == "red"
    assert room.form.phone.property("tone") == "red"
    assert room.form.name.hasFocus()


def test_enter_goes_from_field_to_field(qtbot: QtBot, room: RegisterRoom) -> None:
    qtbot.keyClick(room.form.number.line, Qt.Key.Key_Return)
    assert room.form.name.hasFocus()
    qtbot.keyClick(room.form.name, Qt.Key.Key_Return)
    assert room.form.phone.hasFocus()


def test_the_consent_can_be_read(qtbot: QtBot, desk: Desk, room: RegisterRoom) -> None:
    press(qtbot, desk, "show_consent")
    text = room.findChild(object, "consent_text")
    assert text.isVisible()
    assert len(text.text()) > 50


def test_letters_of_pinyin_become_a_name(qtbot: QtBot, room: RegisterRoom, ports: Ports) -> None:
    """With a keyboard, without an input method."""
    qtbot.keyClicks(room.form.number.line, WANG.number)
    qtbot.keyClicks(room.form.name, "wangxiuying")
    assert room.form.name.text() == "wangxiuying"
    qtbot.keyClicks(room.form.name, "3xiuy")
    assert room.form.name.text() == "\u738bxiuyingxiuy"
    for _ in "xiuy":
        qtbot.keyClick(room.form.name, Qt.Key.Key_Backspace)
    qtbot.keyClicks(room.form.name, " ")
    assert room.form.name.text() == WANG.name
    qtbot.keyClicks(room.form.name, " ")
    assert room.form.name.text() == WANG.name + " ", "nothing is offered: a space is a space"
    press(qtbot, room, "consent")
    room.save()
    resident = ports.residents.by_number(WANG.number)
    assert resident is not None
    assert resident.personal.name == WANG.name


def test_more_is_offered_by_key_and_by_touch(qtbot: QtBot, room: RegisterRoom) -> None:
    name = room.form.name
    qtbot.keyClicks(name, "wang")
    for _ in range(100):
        if is_offered(room, "\u65fa"):
            break
        qtbot.keyClick(name, Qt.Key.Key_Down)
    press(qtbot, room, "offer:more")
    assert not is_offered(room, "\u65fa")
    qtbot.keyClicks(name, " ")
    assert len(name.text()) == 1


def is_offered(room: RegisterRoom, character: str) -> bool:
    offers = room.findChildren(QAbstractButton)
    return any(b.isVisible() and b.text().endswith(f" {character}") for b in offers)


def test_an_offer_may_be_touched_and_digits_and_capitals_are_typed(
    qtbot: QtBot, room: RegisterRoom
) -> None:
    qtbot.keyClicks(room.form.name, "li")
    press(qtbot, room, "offer:1")
    assert room.form.name.text() == "\u674e"
    assert room.form.name.hasFocus()
    room.form.name.clear()
    qtbot.keyClicks(room.form.name, "ANNA 1")
    assert room.form.name.text() == "ANNA 1"


def test_a_rare_character_is_found_by_its_radical(qtbot: QtBot, room: RegisterRoom) -> None:
    room.form.name.setText("\u738byan")
    press(qtbot, room, "radicals")
    board = room.window().findChild(RadicalBoard)
    assert board is not None
    for name in ("strokes:5", "radical:212'", "key:\u4dae"):
        while not board.findChildren(QAbstractButton, name):
            press(qtbot, board, "more")
        press(qtbot, board, name)
    assert room.form.name.text() == "\u738b\u4dae"
    qtbot.waitUntil(lambda: room.window().findChild(RadicalBoard) is None)
