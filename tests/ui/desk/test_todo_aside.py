"""What a fork put aside, at the desk: entered again or left out, each by one press."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.ports import Ports
from kiosk.strings import Strings
from sync.standard.attendance import CheckedIn, CheckedOut
from tests.ui.desk.conftest import WANG, MakeDesk, enter, line, press
from tests.ui.desk.test_todo_room import journal_of, on_rail, open_room, rows


@pytest.fixture
def wang(ports: Ports) -> str:
    return enter(ports, WANG)


@pytest.fixture
def aside(ports: Ports, wang: str) -> None:
    """A fork put two visits aside."""
    journal = journal_of(ports)
    journal.acknowledge(journal.head().seq)
    for _ in range(2):
        (visit,) = journal.append(CheckedIn(wang, "clean"))
        journal.append(CheckedOut(visit.text()))
    journal.reopen_epoch()


@pytest.mark.usefixtures("aside")
def test_i11_what_was_put_aside_is_entered_again_or_left_out(
    qtbot: QtBot, make_desk: MakeDesk, ports: Ports, wang: str, strings: Strings
) -> None:
    desk = make_desk()
    assert "2" in on_rail(desk)
    room = open_room(desk, "aside")
    both = [strings.show(f"desk.kind.{kind}") for kind in ("checked_in", "checked_out")]
    assert rows(room) == [strings.show("desk.todo.aside_and").join(both)] * 2
    model = room.table.model()
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert shown[1] == WANG.name
    assert WANG.number not in "".join(shown), "the number is masked as everywhere"
    qtbot.keyClicks(line(room, "todo:note"), "was not here")
    press(qtbot, room, "todo:leave_out")
    assert room.notice.text == strings.show("desk.todo.left_out", count=2)
    assert len(rows(room)) == 1
    assert len(ports.visits.of(wang)) == 1
    press(qtbot, room, "todo:enter_all")
    assert room.notice.text == strings.show("desk.todo.entered", count=2)
    assert rows(room) == []
    assert len(ports.visits.of(wang)) == 1
    assert on_rail(desk) == strings.show("desk.rail.todo")
    assert journal_of(ports).count_aside() == 0
