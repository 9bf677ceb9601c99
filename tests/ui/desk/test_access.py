"""The desk's rooms as a screen reader meets them, and by keys."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.ui.desk.desk import Desk
from tests.ui.access import faults
from tests.ui.conftest import is_active
from tests.ui.desk.conftest import LI, WANG, Lane, enter


def test_every_control_of_every_room_has_a_name_and_a_role(lane: Lane, desk: Desk) -> None:
    person = enter(lane.ports, WANG)
    enter(lane.ports, LI)
    found: list[str] = []
    for kind in desk.on_rail:
        desk.open_room(kind.name)
        QApplication.processEvents()
        found += [f"{kind.name}: {fault}" for fault in faults(desk)]
    desk.open_person(person)
    QApplication.processEvents()
    assert found + faults(desk) == []


def test_tab_goes_through_a_room_from_its_top_down(qtbot: QtBot, desk: Desk) -> None:
    """Once round, and the number's line comes before what stands below it."""
    qtbot.waitUntil(lambda: is_active(desk))
    desk.open_room("register")
    walked = []
    for _ in range(60):
        focused = desk.focusWidget()
        assert focused is not None
        if focused in walked:
            break
        walked.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    room = desk.current_room()
    tops = [w.mapTo(room, QPoint(0, 0)).y() for w in walked if room.isAncestorOf(w)]
    assert len(tops) > 10
    assert len([1 for a, b in pairwise(tops) if b < a - 60]) <= 1, tops
