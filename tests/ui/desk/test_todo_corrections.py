"""At the desk: what she says is wrong in her record."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kiosk.services.ask_correction import ask_correction, list_asked, untold_answer
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from tests.ui.desk.conftest import CADRE, WANG, enter, press
from tests.ui.desk.test_todo_room import open_room


def test_what_she_says_is_wrong_is_answered_with_a_reason(
    qtbot: QtBot, desk: Desk, ports: Ports
) -> None:
    wang = enter(ports, WANG)
    ask_correction(ports, wang, "missing")
    room = open_room(desk, "corrections")
    press(qtbot, room, "todo:refused")
    assert len(list_asked(ports)) == 1, "not without a reason"
    room.card.note.setText("seen on the list")
    press(qtbot, room, "todo:refused")
    assert list_asked(ports) == []
    answer = untold_answer(ports, wang)
    assert answer is not None
    assert (answer.answer, answer.answered_by) == ("seen on the list", CADRE.id)
