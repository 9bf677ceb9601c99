"""An activity's life at the desk: planned, opened, attended, evaluated, closed; what is wrong with
it is said and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.erase_resident import erase_resident
from kiosk.services.list_activities import find_activity
from kiosk.services.ports import Ports
from kiosk.ui.desk.activities_room import ActivitiesRoom
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.rail import RailButton
from sync.standard.activities import Activity, ActivitySet
from sync.standard.clock import DAY_MS, HOUR_MS, start_of, time_of
from sync.standard.messages import Message
from sync.standard.recruiting import PlaceAsked
from tests.plain_ports import PlainClock
from tests.services.held import opened
from tests.ui.desk.cards import card
from tests.ui.desk.conftest import CADRE, LI, WANG, enter, press

DAY = 24 * 60


def open_room(desk: Desk) -> ActivitiesRoom:
    desk.open_room("activities")
    room = desk.current_room()
    assert isinstance(room, ActivitiesRoom)
    return room


def rows(ports: Ports) -> list[Activity]:
    return ports.rows.where(Activity)


def find(qtbot: QtBot, room: ActivitiesRoom, words: str) -> None:
    search = room.attendance.search
    search.clear()
    qtbot.keyClicks(search, words)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def test_a_plan_is_written_mended_and_opened(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    room = open_room(desk)
    press(qtbot, room, "activities:new")
    press(qtbot, room, "activities:save_open")
    assert not rows(ports)
    assert room.form.says["title"].isVisible()
    assert room.notice.text
    qtbot.keyClicks(room.form.lines["title"], "Pond")
    room.form.danger.setChecked(True)
    press(qtbot, room, "activities:save_open")
    (draft,) = rows(ports)
    assert not draft.is_open, "nobody is insured"
    room.form.lines["policy"].setText("P1")
    room.form.boxes["risks"].setPlainText("Deep water")
    press(qtbot, room, "activities:save_open")
    (row,) = rows(ports)
    assert row.activity == draft.activity, "mended, not entered twice"
    assert row.is_open
    plan = row.plan
    assert (plan.policy, plan.in_charge, plan.places) == ("P1", CADRE.id, 10)
    assert plan.end_ms - plan.start_ms == 2 * HOUR_MS
    assert room.chosen is not None
    assert room.chosen.activity.activity == row.activity


def test_a_moved_beginning_takes_the_end_along(qtbot: QtBot, desk: Desk) -> None:
    room = open_room(desk)
    press(qtbot, room, "activities:new")
    press(qtbot, room, "start:more")
    press(qtbot, room, "day:more")
    start_ms, end_ms = room.form.when.times_ms()
    assert end_ms - start_ms == 2 * HOUR_MS
    assert (time_of(start_ms).day, time_of(start_ms).minute) == (23, 30)


def test_shifts_are_put_on_and_taken_off(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    room = open_room(desk)
    press(qtbot, room, "activities:new")
    room.form.lines["title"].setText("Feast")
    room.form.shifts.add.click()
    room.form.shifts.add.click()
    press(qtbot, room, "activities:save_draft")
    assert not rows(ports), "the second one is outside of the activity's time"
    assert room.form.says["shifts"].isVisible()
    room.form.shifts.lines[1].remove.click()
    press(qtbot, room, "activities:save_draft")
    (row,) = rows(ports)
    assert [(shift.id, shift.places) for shift in row.plan.shifts] == [("s1", 20)]


@pytest.fixture
def today(ports: Ports) -> str:
    return opened(ports)


def at_the_sheet(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock, today: str
) -> tuple[ActivitiesRoom, str, str]:
    """Its room while it is on, who has a place, and who has none."""
    wang, li = enter(ports, WANG), enter(ports, LI)
    ports.journal.append(PlaceAsked(today, wang))
    clock.pass_minutes(70)
    room = open_room(desk)
    press(qtbot, room, "activities:attend")
    return room, wang, li


def test_who_came_is_checked_in_lent_to_and_recorded(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock, today: str
) -> None:
    room, wang, li = at_the_sheet(qtbot, desk, ports, clock, today)
    press(qtbot, room, "attend")
    (visit,) = ports.visits.of_activity(today)
    assert (visit.person, visit.start_by) == (wang, CADRE.id)
    room.attendance.card.loans.lend.click()
    card = room.attendance.card
    assert not card.go.isHidden()
    find(qtbot, room, "lm")
    room.attendance.let_in(ports.residents.by_id(li))  # type: ignore[arg-type]
    assert len(ports.visits.open_now()) == 2, "a walk-in"
    clock.pass_minutes(130)
    press(qtbot, room, "activities:evaluate")
    press(qtbot, room, "whole:5")
    press(qtbot, room, "rate_rest")
    press(qtbot, room, "activities:close")
    assert not rows(ports)[0].recorded_ms, "two are still here"
    press(qtbot, room, "activities:to_sheet")
    for words in ("wxy", "lm"):
        find(qtbot, room, words)
        press(qtbot, room, "attend")
    press(qtbot, room, "activities:evaluate")
    press(qtbot, room, "activities:close")
    assert not rows(ports)[0].recorded_ms, "a vest is still out"
    press(qtbot, room, "way:close_sure")
    assert rows(ports)[0].recorded_by == CADRE.id


def test_times_from_paper_are_entered_or_told_why_not(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock, today: str
) -> None:
    wang = enter(ports, WANG)
    clock.pass_minutes(5 * 60)
    room = open_room(desk)
    press(qtbot, room, "activities:attend")
    find(qtbot, room, "wxy")
    paper = room.attendance.card.paper
    paper.end.put(paper.start.at.replace(hour=1))
    paper.button.click()
    assert not ports.visits.of_activity(today), "out before in"
    assert room.notice.text
    paper.end.put(paper.start.at.replace(hour=11))
    paper.button.click()
    (visit,) = ports.visits.of_activity(today)
    assert (visit.person, visit.minutes, visit.source) == (wang, 60, "cadre")


def test_a_night_on_paper_ends_on_the_next_day(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock, today: str
) -> None:
    enter(ports, WANG)
    midnight_ms = start_of(clock.today()) + DAY_MS
    night = {"start_ms": midnight_ms - 2 * HOUR_MS, "end_ms": midnight_ms + 2 * HOUR_MS}
    ports.journal.append(ActivitySet(today, night))
    clock.pass_minutes(DAY)
    room = open_room(desk)
    press(qtbot, room, "activities:attend")
    find(qtbot, room, "wxy")
    room.attendance.card.paper.button.click()
    (visit,) = ports.visits.of_activity(today)
    assert (visit.start_ms, visit.minutes) == (midnight_ms - 2 * HOUR_MS, 240)


def test_an_activity_that_waits_for_its_record_is_warned_of(
    qtbot: QtBot, desk: Desk, clock: PlainClock, today: str
) -> None:
    button: Any = desk.findChild(RailButton, "rail:activities")
    room = open_room(desk)
    assert button.accessibleName() == button.text()
    clock.pass_minutes(11 * DAY)
    room.entered()
    assert room.chosen is not None
    assert room.chosen.deadline is not None
    assert room.chosen.deadline.is_near
    assert "1" in button.accessibleName()
    desk.open_room("todo")
    desk.current_room().watch()
    press(qtbot, desk, "todo.section:deadlines")
    press(qtbot, desk, "todo:open_activity")
    assert desk.current_room() is room
    assert room.attendance.activity == today


def test_it_is_called_off_for_a_reason(qtbot: QtBot, desk: Desk, ports: Ports, today: str) -> None:
    room = open_room(desk)
    press(qtbot, room, "activities:call_off")
    assert not rows(ports)[0].is_off
    press(qtbot, room, "way:off_weather")
    assert (rows(ports)[0].activity, rows(ports)[0].off) == (today, "weather")


def test_people_are_called_up_and_told_that_it_is_off(
    qtbot: QtBot, desk: Desk, ports: Ports, today: str
) -> None:
    wang, li = enter(ports, replace(WANG, wishes=("clean",))), enter(ports, LI)
    room = open_room(desk)
    press(qtbot, room, "activities:call_up")
    press(qtbot, room, "activities:send")
    (message,) = ports.rows.where(Message)
    assert (message.person, message.what, message.is_waiting) == (wang, "call_up", True)
    assert [one.reach for one in room.calls.table.rows.all()] == ["waiting"]
    press(qtbot, room, "activities:to_list")
    for person in (wang, li):
        ports.journal.append(PlaceAsked(today, person))
    press(qtbot, room, "activities:call_off")
    press(qtbot, room, "way:off_weather")
    press(qtbot, room, "way:call_up")
    assert [one.reach for one in room.calls.table.rows.all()] == ["no_phone", "new"]
    press(qtbot, room, "activities:send")
    assert room.notice.text
    told = [row.person for row in ports.rows.where(Message) if row.what == "called_off"]
    assert told == [wang], "the other one has no telephone"


def test_a_resident_may_be_in_charge_and_only_her_id_is_kept(
    qtbot: QtBot, desk: Desk, ports: Ports, today: str
) -> None:
    wang = enter(ports, WANG)
    sun = appoint_cadre(ports, "Sun", "135790")
    assert isinstance(sun, Cadre)
    room = open_room(desk)
    press(qtbot, room, "activities:edit")
    field = room.form.in_charge
    assert [field.one.itemText(at) for at in range(1, field.one.count())] == ["Sun"]
    qtbot.keyClicks(field.line, "wxy")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    press(qtbot, room, "activities:save")
    assert rows(ports)[0].plan.in_charge == wang
    line = find_activity(ports, today)
    assert line is not None
    assert line.in_charge == WANG.name
    press(qtbot, room, "activities:edit")
    assert field.one.currentText() == WANG.name
    qtbot.keyClicks(field.line, "zzz")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.chosen == wang, "who was not found changes nothing"
    erase_resident(ports, wang, "asked", WANG.number[-4:], sun.id)
    line = find_activity(ports, today)
    assert line is not None
    assert not line.in_charge, "nothing is left of her name"


def test_a_card_put_down_at_the_sheet_is_checked_in_and_asked_before_it_goes(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock, today: str
) -> None:
    room, wang, li = at_the_sheet(qtbot, desk, ports, clock, today)
    for personal in (WANG, LI):
        room.take_card(card(personal.number))
    visits = {visit.person: visit for visit in ports.visits.of_activity(today)}
    assert set(visits) == {wang, li}, "with a place, and a walk-in"
    assert all(visit.is_open for visit in visits.values())
    clock.pass_minutes(30)
    room.take_card(card(WANG.number))
    assert ports.visits.by_id(visits[wang].visit) == visits[wang], "she may have put it down twice"
    press(qtbot, room, "way:end")
    gone = ports.visits.by_id(visits[wang].visit)
    assert gone is not None
    assert (gone.is_open, gone.minutes) == (False, 30)
    room.take_card(card("321199195001011517"))
    assert room.notice.text == desk.bench.show("code.nobody")
