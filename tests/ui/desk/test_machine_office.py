"""The officer says who answers for the village's papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.services.office import keep_office, read_office
from kiosk.services.papers import Office
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.machine_room import MachineRoom
from tests.ui.desk.conftest import press


def test_who_answers_for_papers_is_shown_and_kept(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    keep_office(ports.settings, Office("Zhao", "0511-1"))
    desk.open_room("machine")
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    press(qtbot, room, "machine.part:papers")
    assert (room.office.in_charge.text(), room.office.contact.text()) == ("Zhao", "0511-1")
    room.office.in_charge.setText(" Qian ")
    press(qtbot, room, "machine:keep_office")
    assert read_office(ports.settings) == Office("Qian", "0511-1")
    room.office.contact.clear()
    qtbot.keyClick(desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert read_office(ports.settings) == Office("Qian", "")
