"""Opens each page of the room of projects and teams."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QPushButton

from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.projects_room import ProjectsRoom


def tour_projects(desk: Desk) -> Iterator[str]:
    """The list; a project under way, another stage of it, its plan; the teams and one's plan."""
    desk.open_room("projects")
    room = desk.current_room()
    assert isinstance(room, ProjectsRoom)
    yield "desk-projects-list"
    room.table.selectRow(1)
    room.open_project()
    yield "desk-projects-sheet"
    _press(room, "stage:survey")
    yield "desk-projects-stage"
    _press(room, "projects:edit")
    yield "desk-projects-form"
    room.step_back()
    room.step_back()
    _press(room, "projects.part:teams")
    yield "desk-projects-teams"
    _press(room, "projects:edit_team")
    yield "desk-projects-team"
    room.step_back()
    _press(room, "projects.part:projects")


def _press(room: ProjectsRoom, name: str) -> None:
    button = room.findChild(QPushButton, name)
    assert button is not None, name
    button.click()
