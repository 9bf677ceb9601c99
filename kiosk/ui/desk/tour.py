"""Opens each of the desk's pages, one after another, for whoever takes pictures of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCalendarWidget, QPushButton

from kiosk.services.cards import Card, CardKind
from kiosk.ui.desk.activities_room import ActivitiesRoom
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.import_room import ImportRoom
from kiosk.ui.desk.machine_room import MachineRoom
from kiosk.ui.desk.todo_room import ToDoRoom
from kiosk.ui.desk.tour_projects import tour_projects


def tour(desk: Desk, register: Path) -> Iterator[str]:
    """Yields the name of each page once it has been opened; the answer of its work may still be
    under way, so wait till nothing is before taking the picture.

    register: a workbook to be imported.
    """
    yield from _forms(desk)
    for kind in desk.on_rail[1:]:
        desk.open_room(kind.name)
        yield f"desk-{kind.name}"
    yield from _import(desk, register)
    desk.open_event()
    yield "desk-event"
    desk.open_room("people")
    _press(desk, "people:edit")
    yield "desk-people-edit"
    desk.current_room().step_back()
    _press(desk, "people:erase")
    yield "desk-people-erase"
    desk.current_room().step_back()
    yield from _cards(desk)
    yield from _todo(desk)
    yield from _machine(desk)
    yield from tour_projects(desk)
    yield from _activities(desk)


def _activities(desk: Desk) -> Iterator[str]:
    """What is on, its attendance, its evaluation; a plan with shifts, a new one and what is
    wrong with it; what is asked before one is called off."""
    desk.open_room("activities")
    yield "desk-activities-today"
    _press(desk, "activities:attend")
    yield "desk-activities-attendance"
    yield from _card(desk)
    _press(desk, "activities:evaluate")
    yield "desk-activities-evaluation"
    desk.current_room().step_back()
    desk.current_room().step_back()
    _press(desk, "activities.filter:to_record")
    yield "desk-activities-to-record"
    _press(desk, "activities:call_off")
    yield "desk-activities-call-off"
    room = desk.current_room()
    assert isinstance(room, ActivitiesRoom)
    room.notice.clear()
    _press(desk, "activities.filter:coming")
    room.list.table.selectRow(2)
    yield "desk-activities-coming"
    yield from _calls(desk, room)
    _press(desk, "activities:edit")
    yield "desk-activities-edit"
    room.step_back()
    yield "desk-activities-back"
    _press(desk, "activities:new")
    yield "desk-activities-new"
    _press(desk, "day:calendar")
    yield "desk-activities-month"
    month = desk.findChild(QCalendarWidget)
    assert month is not None
    month.close()
    _press(desk, "activities:save_open")
    yield "desk-activities-mend"
    room.notice.clear()
    room.step_back()


def _card(desk: Desk) -> Iterator[str]:
    """Somebody who is missing comes and puts her card down."""
    room = desk.current_room()
    assert isinstance(room, ActivitiesRoom)
    missing = (row for row in room.attendance.table.rows.all() if row.presence == "missing")
    row = next(missing, None)
    if row is None or row.resident is None:
        return
    number = row.resident.personal.number
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    day = date(2006, 1, 1)
    room.take_card(Card(CardKind.RESIDENT, "", 0, "", born, "", number, "", day, None))
    yield "desk-activities-card"


def _calls(desk: Desk, room: ActivitiesRoom) -> Iterator[str]:
    if room.chosen is None:
        return
    _press(desk, "activities:call_up")
    yield "desk-activities-call-up"
    _press(desk, "activities:send")
    yield "desk-activities-called-up"
    _press(desk, "messages.filter:team")
    yield "desk-activities-call-team"
    room.step_back()


def _cards(desk: Desk) -> Iterator[str]:
    """Up to the question where they go: what is printed is no page of the desk."""
    _press(desk, "people:cards")
    yield "desk-people-cards"
    _press(desk, "people:all_without")
    _press(desk, "people:make")
    yield "desk-people-cards-where"
    desk.current_room().notice.clear()
    desk.current_room().step_back()


def _todo(desk: Desk) -> Iterator[str]:
    """What waits; the room itself was shown among the others."""
    desk.open_room("todo")
    room = desk.current_room()
    assert isinstance(room, ToDoRoom)
    for part in ("contested", "corrections", "duplicates", "aside", "papers", "stars", "issued"):
        _press(desk, f"todo.section:{part}")
        table = room.table
        table.selectRow(table.rows.rowCount() - 1)
        yield f"desk-todo-{part}"
    _press(desk, "todo.section:reported")
    _press(desk, "todo:settle", is_there=False)
    _press(desk, "todo.section:dealt_with")
    yield "desk-todo-dealt-with"


def _machine(desk: Desk) -> Iterator[str]:
    desk.open_room("machine")
    _press(desk, "machine:enrol")
    yield "desk-machine-enrol"
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    room.step_back()
    room.show_part("line")
    _press(desk, "machine:test_line")
    yield "desk-machine-line"
    for part in ("seen", "box", "papers", "face", "glass"):
        room.notice.clear()
        room.show_part(part)
        yield f"desk-machine-{part}"


def _forms(desk: Desk) -> Iterator[str]:
    desk.open_room("register")
    yield "desk-register"
    _press(desk, "show_consent")
    yield "desk-register-consent"
    _press(desk, "show_consent")
    _press(desk, "register:picture")
    yield "desk-register-picture"
    _press(desk, "register:picture")


def _import(desk: Desk, register: Path) -> Iterator[str]:
    desk.open_room("import")
    room = desk.current_room()
    assert isinstance(room, ImportRoom)
    room.choose.chose.emit(register)
    yield "desk-import-preview"
    room.save()
    yield "desk-import-done"


def _press(desk: Desk, name: str, *, is_there: bool = True) -> None:
    """is_there: it must be; else it is pressed where it is."""
    button = desk.findChild(QPushButton, name)
    assert button is not None or not is_there, name
    if button is not None and button.isEnabled():
        button.click()
