"""Making village cards at the desk: for many, instead of a lost one, and never on no paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.find_me import Identified
from kiosk.services.ports import Ports
from kiosk.services.village_cards import CardsIssued, find_by_code, issue_cards, list_cards
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.people_cards import Holder
from kiosk.ui.desk.people_room import PeopleRoom
from kiosk.ui.desk.tables import Table
from tests.ui.desk.conftest import CADRE, LI, WANG, Box, enter, press


@pytest.fixture
def people(ports: Ports) -> dict[str, str]:
    ports.settings.set_setting("cadres", '[{"id":"cadre-1","name":"Li","sealed_pin":""}]')
    return {WANG.name: enter(ports, WANG), LI.name: enter(ports, LI)}


@pytest.fixture
def room(desk: Desk, people: dict[str, str], box: Box, stick: Path) -> PeopleRoom:
    assert len(people) == 2
    box.sticks = [stick]
    desk.open_room("people")
    found = desk.current_room()
    assert isinstance(found, PeopleRoom)
    return found


def holders(room: PeopleRoom) -> Table[Holder]:
    found = room.findChild(Table, "cards.table")
    assert found is not None
    return found


def chosen(room: PeopleRoom) -> list[str]:
    rows = sorted(index.row() for index in holders(room).selectionModel().selectedRows())
    return [holders(room).rows.index(row, 0).data() for row in rows]


def held(ports: Ports, person: str) -> list[bool]:
    return [card.is_on for card in list_cards(ports, person)]


def choose(room: PeopleRoom, name: str) -> None:
    table = room.findChild(Table, "people.table")
    assert table is not None
    names = [table.rows.index(at, 0).data() for at in range(table.rows.rowCount())]
    table.selectRow(names.index(name))


def test_whoever_is_chosen_is_chosen_for_a_card_and_others_by_a_touch(qtbot, room) -> None:
    choose(room, WANG.name)
    press(qtbot, room, "people:cards")
    assert chosen(room) == [WANG.name]
    press(qtbot, room, "people:all_without")
    assert sorted(chosen(room)) == sorted([WANG.name, LI.name])


def test_cards_for_many_lie_on_the_stick_and_count(
    qtbot: QtBot, room: PeopleRoom, ports: Ports, people: dict[str, str], stick: Path
) -> None:
    press(qtbot, room, "people:cards")
    press(qtbot, room, "people:all_without")
    press(qtbot, room, "people:make")
    assert all(held(ports, person) == [] for person in people.values())
    press(qtbot, room, "way:stick_0")
    (sheet,) = stick.glob("*.pdf")
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert sheet.stat().st_mode & 0o077 == 0
    assert not any(name in sheet.name for name in people)
    assert sheet.name in room.notice.text
    assert all(held(ports, person) == [True] for person in people.values())
    assert {row.issued_by for p in people.values() for row in list_cards(ports, p)} == {CADRE.id}


def test_a_lost_card_is_replaced_in_three_touches(
    qtbot: QtBot, room: PeopleRoom, ports: Ports, people: dict[str, str], stick: Path
) -> None:
    wang = people[WANG.name]
    issued = issue_cards(ports, [wang], CADRE.id)
    assert isinstance(issued, CardsIssued)
    assert isinstance(find_by_code(ports, issued.cards[0].text), Identified)
    choose(room, WANG.name)
    for touch in ("people:cards", "people:replace", "way:stick_0"):
        press(qtbot, room, touch)
    assert sorted(held(ports, wang)) == [False, True]
    assert not isinstance(find_by_code(ports, issued.cards[0].text), Identified)
    assert len([*stick.glob("*.pdf")]) == 1


def test_a_card_that_came_on_no_paper_counts_no_more(
    qtbot: QtBot, room: PeopleRoom, ports: Ports, people: dict[str, str], box: Box, tmp_path: Path
) -> None:
    box.sticks = [tmp_path / "pulled out"]
    choose(room, LI.name)
    for touch in ("people:cards", "people:make", "way:stick_0"):
        press(qtbot, room, touch)
    assert held(ports, people[LI.name]) == [False]
    assert "U01" in room.notice.text


def test_switching_off_asks_once_and_leaves_no_name_behind(
    qtbot: QtBot, room: PeopleRoom, ports: Ports, people: dict[str, str]
) -> None:
    wang = people[WANG.name]
    issue_cards(ports, [wang], CADRE.id)
    choose(room, WANG.name)
    press(qtbot, room, "people:cards")
    press(qtbot, room, "people:revoke")
    assert held(ports, wang) == [True]
    press(qtbot, room, "way:revoke")
    assert held(ports, wang) == [False]
    press(qtbot, room, "people:cards_back")
    assert holders(room).rows.rowCount() == 0, "nobody's name stays on a page that is left"
