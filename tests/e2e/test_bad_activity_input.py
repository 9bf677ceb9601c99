"""Promise: what cannot be is told to the cadre where it stands, with what to do, in the rooms in
which it is typed; what was typed is still there, and nothing that was right is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.services.list_teams import list_teams
from kiosk.services.ports import Ports
from kiosk.ui.desk.activities_room import ActivitiesRoom
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.event_room import EventRoom
from kiosk.ui.desk.import_room import ImportRoom
from kiosk.ui.desk.projects_room import ProjectsRoom
from sync.standard.activities import Activity, ActivitySet
from sync.standard.clock import HOUR_MS
from sync.standard.recruiting import Place
from sync.standard.teams import TEAM_KINDS, TeamSet
from tests.plain_ports import PlainClock
from tests.services.held import opened
from tests.services.import_desk import ROSTER
from tests.ui.conftest import _fonts, theme_of
from tests.ui.desk.conftest import (
    WANG,
    box,
    clock,
    desk,
    enter,
    hanzi,
    lane,
    make_desk,
    pictures,
    ports,
    press,
    stick,
    strings,
)

__all__ = [
    "_fonts", "box", "clock", "desk", "hanzi", "lane", "make_desk", "pictures", "ports", "stick",
    "strings", "theme_of",
]  # fmt: skip


TO_MEND, REGISTERED = 33, 343
"""Of the roster (tests/data/README.md)."""


@pytest.fixture
def room(desk: Desk) -> ActivitiesRoom:
    desk.open_room("activities")
    found = desk.current_room()
    assert isinstance(found, ActivitiesRoom)
    return found


def below(room: ActivitiesRoom, field: str) -> str:
    label: QLabel = room.form.says[field]
    assert label.isVisible(), field
    assert sum(one.isVisible() for one in room.form.says.values()) == 1, "nothing else is wrong"
    return label.text()


def saved(ports: Ports) -> list[Activity]:
    return ports.rows.where(Activity)


def test_a_plan_that_cannot_be(qtbot: QtBot, room: ActivitiesRoom, ports: Ports) -> None:
    press(qtbot, room, "activities:new")
    form = room.form
    form.lines["title"].setText("Night watch")
    form.when.start.put(form.when.start.at.replace(hour=22))
    form.when.end.put(form.when.end.at.replace(hour=2))
    press(qtbot, room, "activities:save_open")
    assert not saved(ports)
    said = below(room, "when")
    assert "结束时间要在开始时间后面" in said
    assert "不止一天" in said
    form.when.several.setChecked(True)
    press(qtbot, room, "last_day:more")
    form.numbers["places"].put(0)
    press(qtbot, room, "activities:save_open")
    assert not saved(ports)
    assert "至少写1" in below(room, "places")
    form.numbers["places"].put(3)
    form.danger.setChecked(True)
    form.boxes["risks"].setPlainText("Deep water")
    press(qtbot, room, "activities:save_open")
    (draft,) = saved(ports)
    assert not draft.is_open, "nobody is insured"
    assert "保单号" in below(room, "policy")
    form.lines["policy"].setText("P1")
    press(qtbot, room, "activities:save_open")
    (row,) = saved(ports)
    plan = row.plan
    assert (row.is_open, plan.title, plan.places, plan.risks) == (
        True,
        "Night watch",
        3,
        "Deep water",
    ), "all that was typed on the way"
    assert plan.end_ms - plan.start_ms == 4 * HOUR_MS


@pytest.fixture
def sheet(qtbot: QtBot, room: ActivitiesRoom, ports: Ports, clock: PlainClock) -> ActivitiesRoom:
    """Of an activity that is over, Wang before the cadre."""
    opened(ports)
    enter(ports, WANG)
    clock.pass_minutes(5 * 60)
    room.entered()
    press(qtbot, room, "activities:attend")
    search = room.attendance.search
    qtbot.keyClicks(search, "wxy")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    return room


def test_out_before_in_and_then_the_same_twice(sheet: ActivitiesRoom, ports: Ports) -> None:
    paper = sheet.attendance.card.paper
    begins = paper.start.at
    paper.end.put(begins.replace(hour=begins.hour - 1))
    paper.button.click()
    assert ports.visits.open_now() == ports.visits.to_correct() == []
    assert "签退的时间要在签到的后面" in sheet.notice.text
    assert "改好时间" in sheet.notice.text
    assert paper.start.at == begins, "what stood right stands still"
    paper.end.put(begins.replace(hour=begins.hour + 1))
    paper.button.click()
    paper.button.click()
    (row,) = saved(ports)
    assert [visit.minutes for visit in ports.visits.of_activity(row.activity)] == [60]
    assert "已经记过了" in sheet.notice.text
    assert "签到补录" in sheet.notice.text


def test_the_same_person_is_let_in_twice(
    qtbot: QtBot, room: ActivitiesRoom, ports: Ports, clock: PlainClock
) -> None:
    activity, wang = opened(ports), ports.residents.by_id(enter(ports, WANG))
    clock.pass_minutes(60)
    room.entered()
    press(qtbot, room, "activities:attend")
    assert wang is not None
    room.attendance.let_in(wang)
    room.attendance.let_in(wang)
    assert len(ports.visits.of_activity(activity)) == 1
    assert f"{WANG.name} 在场" in room.notice.text
    assert "要签退吗" in room.notice.text


def test_a_team_that_would_contain_itself(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    for team, said in (("red", {"name": "Red"}), ("low", {"name": "Low", "parent": "red"})):
        ports.journal.append(TeamSet(team, {"kind": TEAM_KINDS[0], **said}), by="cadre-1")
    desk.open_room("projects")
    room = desk.current_room()
    assert isinstance(room, ProjectsRoom)
    press(qtbot, room, "projects.part:teams")
    press(qtbot, room, "projects:edit_team")
    form = room.team_form
    offered = [form.parent_team.itemText(at) for at in range(form.parent_team.count())]
    assert (form.team, "Red" in offered) == ("red", False), "itself is not offered"
    form.parent_team.setCurrentIndex(offered.index("Low"))
    form.about.setPlainText("all of us")
    press(qtbot, room, "projects:save_team")
    assert "不能归自己或自己下面的队管" in room.notice.text
    assert "另选" in room.notice.text
    assert form.about.toPlainText() == "all of us", "what was typed is still there"
    form.parent_team.setCurrentIndex(0)
    press(qtbot, room, "projects:save_team")
    assert [(one.team.plan.name, one.team.plan.about, one.depth) for one in list_teams(ports)] == [
        ("Red", "all of us", 0),
        ("Low", "", 1),
    ]


def test_a_roster_with_all_its_faults(
    qtbot: QtBot, desk: Desk, ports: Ports, stick: Path, clock: PlainClock
) -> None:
    """Its good rows get places; each of the others says what to do, and waits to be mended."""
    now = clock.now_ms()
    plan = {"title": "Fair", "is_open": True, "places": 2000, "start_ms": now}
    ports.journal.append(ActivitySet("fair", plan | {"end_ms": now + 3 * HOUR_MS}))
    shutil.copy(ROSTER, stick)
    desk.open_room("visits")
    desk.open_event()
    event = desk.current_room()
    assert isinstance(event, EventRoom)
    press(qtbot, event, "event:workbook")
    room = desk.current_room()
    assert isinstance(room, ImportRoom)
    room.choose.chose.emit(stick / ROSTER.name)
    rows = room.preview.table.rows
    assert rows.rowCount() == TO_MEND
    for at in range(0, TO_MEND, 8):
        room.preview.table.selectRow(at)
        said = room.findChild(QLabel, "row_says")
        assert said is not None
        assert said.text()
    room.save()
    press(qtbot, room, "import:places")
    assert ports.rows.count(Place, activity="fair") == REGISTERED
    assert f"{REGISTERED}" in room.notice.text
    press(qtbot, room, "import:places")
    assert ports.rows.count(Place, activity="fair") == REGISTERED, "nobody twice"
