"""An ID card is put down while a cadre works at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.cards import Card, CardKind, Code
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.register_room import RegisterRoom
from tests.ui.desk.conftest import LI, WANG, press

CARD = Card(
    CardKind.RESIDENT,
    WANG.name,
    2,
    "",
    date(1950, 1, 1),
    "",
    WANG.number,
    "",
    date(2010, 1, 1),
    None,
)


@pytest.fixture
def room(desk: Desk) -> RegisterRoom:
    return desk.room(RegisterRoom)


def filled(room: RegisterRoom) -> tuple[str, str]:
    return room.form.number.text, room.form.name.text()


def test_an_empty_form_is_filled(room: RegisterRoom) -> None:
    room.take_card(CARD)
    assert filled(room) == (WANG.number, WANG.name)
    assert room.notice.text
    assert not room.consent.is_given, "a card is no consent"


def test_what_is_empty_is_filled_and_what_contradicts_is_told_not_changed(
    qtbot: QtBot, room: RegisterRoom
) -> None:
    room.form.name.setText("\u738b\u79c0\u9e70")
    room.take_card(CARD)
    assert filled(room) == (WANG.number, "\u738b\u79c0\u9e70")
    assert room.form.name.property("tone") == "red"
    assert WANG.name in room.notice.text
    press(qtbot, room, "way:card_keep")
    assert filled(room)[1] == "\u738b\u79c0\u9e70"
    room.take_card(CARD)
    press(qtbot, room, "way:card_take")
    assert filled(room) == (WANG.number, WANG.name)
    assert room.form.name.property("tone") == ""


def test_a_number_that_is_only_begun_is_not_overwritten(qtbot: QtBot, room: RegisterRoom) -> None:
    qtbot.keyClicks(room.form.number.line, "32119919")
    room.take_card(CARD)
    assert filled(room) == ("32119919", WANG.name)
    press(qtbot, room, "way:card_take")
    assert filled(room) == (WANG.number, WANG.name)


def test_somebody_else_s_card_waits_for_the_cadre(qtbot: QtBot, room: RegisterRoom) -> None:
    qtbot.keyClicks(room.form.number.line, LI.number)
    room.form.name.setText(LI.name)
    qtbot.keyClicks(room.form.phone, "13812345678")
    press(qtbot, room, "consent")
    room.take_card(CARD)
    assert filled(room) == (LI.number, LI.name)
    press(qtbot, room, "way:card_next")
    assert filled(room) == (WANG.number, WANG.name)
    assert room.form.phone.text() == ""
    assert not room.consent.is_given


def test_a_card_that_has_run_out_fills_and_says_so(room: RegisterRoom) -> None:
    room.take_card(CARD)
    good = room.notice.text
    room.form.clear_for_next()
    room.take_card(replace(CARD, valid_until=date(2020, 1, 1)))
    assert filled(room) == (WANG.number, WANG.name)
    assert room.notice.text not in ("", good)


def test_a_name_that_cannot_be_kept_is_left_to_the_cadre(room: RegisterRoom) -> None:
    room.take_card(replace(CARD, name="\ue123\u79c0"))
    assert filled(room) == (WANG.number, "")
    assert room.form.name.hasFocus()


def test_other_rooms_and_other_cards_say_where_to_go(desk: Desk, room: RegisterRoom) -> None:
    room.take_card(Code("x"))
    assert room.notice.text
    desk.open_room("visits")
    desk.current_room().take_card(CARD)
    assert desk.current_room().notice.text
    desk.current_room().refuse("card.again")
    assert desk.current_room().notice.text == desk.bench.strings.show("card.again")
