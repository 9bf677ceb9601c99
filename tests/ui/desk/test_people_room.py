"""Finding, correcting and striking out people at the desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.people_room import PeopleRoom
from kiosk.ui.desk.tables import Table
from sync.standard.residents import Resident
from tests.ui.desk.conftest import LI, WANG, Lane, enter, line, press


@pytest.fixture
def room(desk: Desk, ports: Ports) -> PeopleRoom:
    enter(ports, WANG)
    enter(ports, LI)
    desk.open_room("people")
    found = desk.current_room()
    assert isinstance(found, PeopleRoom)
    return found


def table(room: PeopleRoom) -> Table[Resident]:
    found = room.findChild(Table, "people.table")
    assert found is not None
    return found


def names(room: PeopleRoom) -> list[str]:
    rows = table(room).rows
    return [rows.index(at, 0).data() for at in range(rows.rowCount())]


def look_for(qtbot: QtBot, room: PeopleRoom, words: str) -> None:
    search = line(room, "search")
    search.setText(words)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def test_everybody_is_listed_until_something_is_typed(room: PeopleRoom) -> None:
    assert sorted(names(room)) == sorted([WANG.name, LI.name])


@pytest.mark.parametrize("words", ["wxy", "WXY", "1509", "wxy 1509", WANG.name, WANG.number])
def test_a_person_is_found_in_every_way(qtbot: QtBot, room: PeopleRoom, words: str) -> None:
    look_for(qtbot, room, words)
    assert names(room) == [WANG.name]


def test_what_is_typed_is_looked_for_without_enter(qtbot: QtBot, room: PeopleRoom) -> None:
    qtbot.keyClicks(line(room, "search"), "lm")
    qtbot.waitUntil(lambda: names(room) == [LI.name])


def test_no_whole_number_is_shown_until_it_is_asked_for(qtbot: QtBot, room: PeopleRoom) -> None:
    look_for(qtbot, room, "wxy")
    rows = table(room).rows
    cells = [rows.index(0, at).data() for at in range(rows.columnCount())]
    assert not any(WANG.number in str(cell) for cell in cells)
    shown = room.findChild(object, "person_number")
    assert "1950" not in shown.text()
    press(qtbot, room, "reveal")
    assert shown.text().replace(" ", "") == WANG.number
    look_for(qtbot, room, "lm")
    assert LI.number not in shown.text().replace(" ", "")


def edit(qtbot: QtBot, room: PeopleRoom, words: str) -> None:
    look_for(qtbot, room, words)
    qtbot.keyClick(table(room), Qt.Key.Key_Return)


def test_a_phone_is_corrected(qtbot: QtBot, desk: Desk, room: PeopleRoom, ports: Ports) -> None:
    edit(qtbot, room, "wxy")
    room.edit.form.phone.setText("13999999999")
    qtbot.keyClick(desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    resident = ports.residents.by_number(WANG.number)
    assert resident is not None
    assert resident.personal.phone == "13999999999"
    assert WANG.name in room.notice.text
    assert table(room).isVisible()


def test_another_number_needs_a_reason(qtbot: QtBot, room: PeopleRoom, ports: Ports) -> None:
    number = "321199194602285500"
    edit(qtbot, room, "wxy")
    room.edit.form.number.put(number)
    press(qtbot, room, "people:save")
    assert ports.residents.by_number(number) is None
    assert room.edit.reason.hasFocus()
    qtbot.keyClicks(room.edit.reason, "misread")
    press(qtbot, room, "people:save")
    resident = ports.residents.by_number(number)
    assert resident is not None
    assert resident.personal.birth == "1946-02-28"


def test_somebody_elses_number_is_refused(qtbot: QtBot, room: PeopleRoom, ports: Ports) -> None:
    edit(qtbot, room, "wxy")
    room.edit.form.number.put(LI.number)
    room.edit.reason.setText("misread")
    press(qtbot, room, "people:save")
    assert ports.residents.by_number(WANG.number) is not None
    assert room.notice.text
    assert LI.name not in room.notice.text


def test_consent_is_taken_back_after_one_question_and_given_again(
    qtbot: QtBot, room: PeopleRoom, ports: Ports
) -> None:
    look_for(qtbot, room, WANG.name)
    press(qtbot, room, "people:withdraw")
    assert ports.residents.count() == 2
    press(qtbot, room, "way:withdraw")
    assert ports.residents.count() == 1
    look_for(qtbot, room, WANG.name)
    press(qtbot, room, "people:agree")
    assert ports.residents.count() == 2


def test_the_question_can_be_answered_with_no(qtbot: QtBot, room: PeopleRoom, ports: Ports) -> None:
    press(qtbot, room, "people:withdraw")
    press(qtbot, room, "way:keep")
    assert ports.residents.count() == 2
    assert room.notice.text == ""


def test_an_older_questions_answer_is_dropped(qtbot: QtBot, room: PeopleRoom, lane: Lane) -> None:
    lane.is_held = True
    look_for(qtbot, room, "wxy")
    look_for(qtbot, room, "lm")
    lane.waiting.reverse()
    lane.step()
    assert names(room) == [LI.name]
    lane.step()
    assert names(room) == [LI.name]


def test_escape_leaves_the_form_then_the_search(qtbot: QtBot, desk: Desk, room: PeopleRoom) -> None:
    edit(qtbot, room, "wxy")
    assert room.edit.isVisible()
    qtbot.keyClick(desk, Qt.Key.Key_Escape)
    assert not room.edit.isVisible()
    qtbot.keyClick(desk, Qt.Key.Key_Escape)
    assert len(names(room)) == 2
    with qtbot.waitSignal(desk.left):
        qtbot.keyClick(desk, Qt.Key.Key_Escape)


def test_a_person_is_erased_for_a_reason_and_with_the_numbers_end(
    qtbot: QtBot, room: PeopleRoom, ports: Ports
) -> None:
    ports.settings.set_setting("cadres", '[{"id":"cadre-1","name":"Li","sealed_pin":""}]')
    look_for(qtbot, room, WANG.name)
    press(qtbot, room, "people:erase")
    press(qtbot, room, "people:do_erase")
    assert room.erase.reason.hasFocus()
    room.erase.reason.setCurrentIndex(1)
    qtbot.keyClicks(room.erase.ending, "0000")
    press(qtbot, room, "people:do_erase")
    assert ports.residents.by_number(WANG.number) is not None
    room.erase.ending.clear()
    qtbot.keyClicks(room.erase.ending, WANG.number[-4:])
    press(qtbot, room, "people:do_erase")
    assert ports.residents.by_number(WANG.number) is None
    assert names(room) == [LI.name]
    assert room.notice.text
    assert WANG.name not in room.notice.text
    assert line(room, "search").text() == ""


def test_erasing_can_be_left_alone(qtbot: QtBot, desk: Desk, room: PeopleRoom) -> None:
    look_for(qtbot, room, WANG.name)
    press(qtbot, room, "people:erase")
    assert room.erase.isVisible()
    qtbot.keyClick(desk, Qt.Key.Key_Escape)
    assert not room.erase.isVisible()
    press(qtbot, room, "people:erase")
    press(qtbot, room, "people:keep")
    assert names(room) == [WANG.name]
