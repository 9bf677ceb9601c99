"""The room of projects and teams: entered, taken on, told what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from kiosk.services.list_projects import list_projects, look_at_project
from kiosk.services.list_teams import list_teams
from kiosk.services.ports import Ports
from kiosk.ui.desk.activities_room import ActivitiesRoom
from kiosk.ui.desk.activity_bar import LIST, SHEET
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.projects_room import ProjectsRoom
from sync.standard.activities import ActivitySet
from tests.services.held import opened, planned
from tests.ui.desk.conftest import WANG, enter


@pytest.fixture
def room(desk: Desk) -> ProjectsRoom:
    desk.open_room("projects")
    found = desk.current_room()
    assert isinstance(found, ProjectsRoom)
    return found


def press(room: ProjectsRoom, name: str) -> None:
    *_, button = room.findChildren(QPushButton, name)
    assert name.startswith("way:") or not button.isHidden()
    button.click()


def told(room: ProjectsRoom, key: str) -> bool:
    return room.notice.text.startswith(room.bench.show(f"projects.{key}").split("{")[0])


def test_a_project_is_entered_and_taken_to_its_end(room: ProjectsRoom, ports: Ports) -> None:
    press(room, "projects:new")
    room.save()
    assert told(room, "slip_no_title")
    room.form.title.setText("Meals")
    room.form.budget.setText("some")
    room.save()
    assert told(room, "slip_negative_budget")
    room.form.budget.setText("120.5")
    room.save()
    assert told(room, "saved")
    (listed,) = list_projects(ports)
    assert listed.project.plan.budget_fen == 12_050
    project = listed.project.project
    ports.journal.append(ActivitySet("cooking", {"title": "Cooking", "project": project}))
    room.sheet.stage.text.setPlainText("Eleven eat alone.")
    press(room, "save_text")
    for stage in ("goal", "call", "design", "recruiting", "running", "evaluation", "closed"):
        press(room, f"stage:{stage}")
        press(room, "go")
    assert told(room, "slip_no_evaluation")
    press(room, "stage:evaluation")
    room.sheet.stage.text.setPlainText("All were fed.")
    press(room, "save_text")
    press(room, "stage:closed")
    press(room, "go")
    (listed,) = list_projects(ports)
    plan = listed.project.plan
    assert (plan.survey, plan.evaluation) == ("Eleven eat alone.", "All were fed.")
    assert listed.project.stage == "closed"
    press(room, "stage:running")
    press(room, "go")
    assert told(room, "slip_no_reason")
    room.sheet.stage.reason.setText("it goes on")
    press(room, "go")
    assert list_projects(ports)[0].project.stage == "running"


def test_what_was_used_is_noted_and_struck(room: ProjectsRoom, ports: Ports) -> None:
    press(room, "projects:new")
    room.form.title.setText("Meals")
    room.save()
    project = list_projects(ports)[0].project.project
    used = room.sheet.used
    used.what.setText("cooking")
    used.amount.setText("three")
    press(room, "note_use")
    assert told(room, "slip_not_positive")
    used.amount.setText("2.5")
    press(room, "note_use")
    assert "2.50" in used.sums.text()
    used.table.selectRow(0)
    press(room, "strike")
    assert told(room, "slip_no_reason")
    used.reason.setText("counted twice")
    press(room, "strike")
    look = look_at_project(ports, project)
    assert look.used["people"] == 0  # type: ignore[union-attr]
    assert "counted twice" in used.table.rows.columns[0].text(used.table.rows.all()[0])


def test_an_activity_of_a_project_is_opened(desk: Desk, room: ProjectsRoom, ports: Ports) -> None:
    press(room, "projects:new")
    room.form.title.setText("Meals")
    room.save()
    project = list_projects(ports)[0].project.project
    ids = [opened(ports, project=project), planned(ports, project=project, title="Draft")]
    room.step_back()
    room.open_project()
    activities = desk.room(ActivitiesRoom)
    for at, page in ((0, SHEET), (1, LIST)):
        room.sheet.activities.selectRow(at)
        press(room, "open_activity")
        assert desk.current_room() is activities
        assert activities.at == page
        desk.open_room("projects")
    assert activities.attendance.activity == ids[0]
    assert activities.chosen is not None
    assert activities.chosen.activity.activity == ids[1], "nobody comes to a draft"


def test_a_team_is_made_joined_left_and_closed(room: ProjectsRoom, ports: Ports) -> None:
    wang = enter(ports, WANG)
    press(room, "projects.part:teams")
    press(room, "projects:new_team")
    room.team_form.name.setText("Red")
    room.save()
    assert told(room, "saved")
    press(room, "projects:new_team")
    room.team_form.name.setText("Low")
    room.team_form.parent_team.setCurrentIndex(1)
    room.save()
    assert [(one.team.plan.name, one.depth) for one in list_teams(ports)] == [
        ("Red", 0),
        ("Low", 1),
    ]
    press(room, "join")
    assert told(room, "find_first")
    room.teams.finding.line.setText(WANG.number)
    room.teams.finding.line.returnPressed.emit()
    press(room, "join")
    chosen = room.teams.table.current()
    assert chosen is not None
    assert (chosen.team.plan.name, chosen.members) == ("Low", 1)
    assert [one.resident.person for one in room.teams.members.rows.all()] == [wang]
    room.teams.members.selectRow(0)
    press(room, "take_out")
    assert room.teams.members.rows.all() == ()
    room.teams.table.selectRow(0)
    press(room, "projects:close_team")
    press(room, "way:close")
    assert told(room, "slip_has_teams_below")
    room.teams.table.selectRow(1)
    press(room, "projects:close_team")
    press(room, "way:close")
    assert [one.team.plan.name for one in list_teams(ports)] == ["Red"]


def test_esc_goes_back_page_by_page(room: ProjectsRoom) -> None:
    assert not room.step_back()
    press(room, "projects:new")
    assert room.step_back()
    press(room, "projects.part:teams")
    press(room, "projects:new_team")
    assert room.step_back()
    assert not room.step_back()
