"""The desk of a large event: a card down, a name up; a workbook's people get places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.flows.screen import Tone
from kiosk.services.check_in import check_in
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.event_room import EventRoom
from kiosk.ui.desk.import_room import ImportRoom
from sync.standard.activities import ActivitySet
from sync.standard.clock import HOUR_MS
from sync.standard.recruiting import Place, PlaceAsked
from tests.plain_ports import PlainClock
from tests.ui.desk.cards import card
from tests.ui.desk.conftest import WANG, enter, press
from tests.ui.desk.test_import_room import REGISTER


@pytest.fixture
def wang(ports: Ports) -> str:
    return enter(ports, WANG)


@pytest.fixture
def room(desk: Desk, ports: Ports) -> EventRoom:
    now = ports.clock.now_ms()
    for name, places in (("small", 5), ("large", 2000)):
        plan = {"title": name, "is_open": True, "places": places, "field": "clean"}
        plan |= {"start_ms": now, "end_ms": now + 3 * HOUR_MS}
        ports.journal.append(ActivitySet(name, plan))
    desk.open_room("visits")
    desk.open_event()
    found = desk.current_room()
    assert isinstance(found, EventRoom)
    return found


def test_the_largest_of_now_is_chosen_and_a_card_is_a_name(
    qtbot: QtBot, room: EventRoom, ports: Ports, wang: str
) -> None:
    ports.journal.append(PlaceAsked("large", wang))
    room.take_card(card())
    assert (room.said.name, room.said.tone) == (WANG.name, Tone.GREEN)
    assert [visit.activity for visit in ports.visits.of(wang)] == ["large"]
    before = room.counts.text()
    qtbot.waitUntil(lambda: room.counts.text() != before)
    room.take_card(card())
    assert room.said.tone is Tone.GOLD
    assert len(ports.visits.of(wang)) == 1


def test_out_is_another_way(
    qtbot: QtBot, room: EventRoom, ports: Ports, wang: str, clock: PlainClock
) -> None:
    room.take_card(card())
    clock.pass_minutes(61)
    press(qtbot, room, "event.way:out")
    room.take_card(card())
    assert room.said.tone is Tone.GREEN
    assert "61" in room.said.words
    assert [visit.minutes for visit in ports.visits.of(wang)] == [61]


def test_another_visit_is_ended_by_one_touch(
    qtbot: QtBot, room: EventRoom, ports: Ports, wang: str
) -> None:
    check_in(ports, wang, "elders")
    room.take_card(card())
    assert room.said.tone is Tone.GOLD
    press(qtbot, room, "event:end_other")
    assert sorted((v.activity, v.is_open) for v in ports.visits.of(wang)) == [
        ("", False),
        ("large", True),
    ]


def test_who_has_no_card_is_found_by_name(
    qtbot: QtBot, room: EventRoom, ports: Ports, wang: str
) -> None:
    room.search.line.setText(WANG.name)
    qtbot.keyClick(room.search.line, Qt.Key.Key_Return)
    press(qtbot, room, "event:by_hand")
    assert [visit.activity for visit in ports.visits.of(wang)] == ["large"]


def test_a_stranger_is_told_to_register(room: EventRoom) -> None:
    room.take_card(card("321199195001011517"))
    assert (room.said.name, room.said.tone) == ("", Tone.RED)


def test_a_workbook_s_people_get_places(
    qtbot: QtBot, desk: Desk, room: EventRoom, ports: Ports, stick: Path
) -> None:
    (stick / "register.csv").write_text(REGISTER, "utf-8")
    press(qtbot, room, "event:workbook")
    importing = desk.current_room()
    assert isinstance(importing, ImportRoom)
    assert "large" in importing.beside.text()
    importing.choose.chose.emit(stick / "register.csv")
    importing.save()
    press(qtbot, importing, "import:places")
    assert ports.rows.count(Place, activity="large") == 1
    assert ports.rows.count(Place, activity="small") == 0


def test_back_leads_to_the_visits(qtbot: QtBot, desk: Desk, room: EventRoom) -> None:
    press(qtbot, room, "event:back")
    assert desk.current_room().name == "visits"


def test_with_nothing_open_it_says_so(desk: Desk) -> None:
    desk.open_event()
    room = desk.current_room()
    assert isinstance(room, EventRoom)
    room.take_card(replace(card(), name="n"))
    assert room.said.tone is Tone.GOLD
