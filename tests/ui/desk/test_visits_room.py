"""Who is here, who forgot, and doing it on somebody's behalf."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.services.check_in import CheckedInNow, check_in
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.visits_room import VisitsRoom
from sync.standard.attendance import CheckedOut
from tests.plain_ports import PlainClock
from tests.ui.desk.conftest import CADRE, LI, WANG, enter, press

DAY = 24 * 60


@pytest.fixture
def wang(ports: Ports) -> str:
    return enter(ports, WANG)


def begin(ports: Ports, person: str) -> str:
    begun = check_in(ports, person, "clean")
    assert isinstance(begun, CheckedInNow)
    return begun.visit.visit


def open_room(desk: Desk) -> VisitsRoom:
    desk.open_room("visits")
    room = desk.current_room()
    assert isinstance(room, VisitsRoom)
    return room


def test_who_is_here_is_checked_out(
    qtbot: QtBot, desk: Desk, ports: Ports, wang: str, clock: PlainClock
) -> None:
    visit = begin(ports, wang)
    clock.pass_minutes(90)
    room = open_room(desk)
    assert room.table.rows.rowCount() == 1
    press(qtbot, room, "visits:check_out")
    ended = ports.visits.by_id(visit)
    assert ended is not None
    assert ended.minutes == 90
    assert "90" in room.notice.text
    assert room.table.rows.rowCount() == 0


def test_a_forgotten_day_gets_its_minutes_for_a_reason(
    qtbot: QtBot, desk: Desk, ports: Ports, wang: str, clock: PlainClock
) -> None:
    visit = begin(ports, wang)
    clock.pass_minutes(DAY)
    room = open_room(desk)
    assert room.table.rows.rowCount() == 0
    press(qtbot, room, "visits.filter:forgotten")
    assert room.table.rows.rowCount() == 1
    room.correct.hours.setValue(2)
    room.correct.minutes.setValue(30)
    press(qtbot, room, "correct")
    still = ports.visits.by_id(visit)
    assert still is not None
    assert still.is_open, "no reason, no correction"
    room.correct.reason.setEditText("asked her")
    room.correct.hours.setValue(2)
    room.correct.minutes.setValue(30)
    press(qtbot, room, "correct")
    corrected = ports.visits.by_id(visit)
    assert corrected is not None
    assert (corrected.minutes, corrected.reason, corrected.corrected_by) == (
        150,
        "asked her",
        CADRE.id,
    )
    assert room.table.rows.rowCount() == 0


def test_a_visit_longer_than_a_day_is_doubtful(
    qtbot: QtBot, desk: Desk, ports: Ports, wang: str, clock: PlainClock
) -> None:
    visit = begin(ports, wang)
    clock.pass_minutes(2 * DAY)
    ports.journal.append(CheckedOut(visit))
    room = open_room(desk)
    press(qtbot, room, "visits.filter:doubtful")
    assert room.table.rows.rowCount() == 1
    assert not room.findChild(object, "visits:check_out").isEnabled()


def test_somebody_is_checked_in_by_the_cadre(
    qtbot: QtBot, desk: Desk, ports: Ports, wang: str
) -> None:
    enter(ports, LI)
    room = open_room(desk)
    search = room.findChild(QLineEdit, "search")
    assert search is not None
    qtbot.keyClick(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert search.hasFocus()
    qtbot.keyClicks(search, "wxy")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    press(qtbot, room, "check_in")
    (visit,) = ports.visits.open_now()
    assert visit.person == wang
    assert visit.start_by == CADRE.id
    assert room.table.rows.rowCount() == 1
    qtbot.keyClicks(search, "1509")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    press(qtbot, room, "check_in")
    assert len(ports.visits.open_now()) == 1, "she is in already"


@pytest.mark.usefixtures("wang")
def test_nobody_found_is_said(qtbot: QtBot, desk: Desk) -> None:
    room = open_room(desk)
    qtbot.keyClicks(room.check_in.finding.line, "zzz")
    qtbot.keyClick(room.check_in.finding.line, Qt.Key.Key_Return)
    assert not room.check_in.button.isEnabled()
    assert room.check_in.finding.who.currentText()
