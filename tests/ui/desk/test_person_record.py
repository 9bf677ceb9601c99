"""At the desk: training and honours are entered on the person's page, and struck."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kiosk.flows.my_record import MyRecord
from kiosk.flows.screen import Record
from kiosk.services.keep_record import list_record
from kiosk.services.ports import Ports
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.people_room import PeopleRoom
from sync.standard.records import Honoured, Trained
from tests.flows.conversation import STRINGS, Conversation
from tests.ui.desk.conftest import WANG, enter, press


def test_entered_shown_to_her_and_struck(
    qtbot: QtBot, desk: Desk, ports: Ports, strings: Strings
) -> None:
    wang = enter(ports, WANG)
    desk.open_room("people")
    room = desk.current_room()
    assert isinstance(room, PeopleRoom)
    room.open_person(wang)
    press(qtbot, room, "people:edit")
    form = room.edit.record
    form.name.setText("First aid")
    press(qtbot, form, "record:add")
    assert room.notice.text == strings.show("desk.record.slip_no_host")
    form.host.setText("Red Cross")
    form.hours.setValue(3)
    press(qtbot, form, "record:add")
    form.kind.setCurrentIndex(1)
    assert not form.hours.isEnabled()
    form.name.setText("Best of the year")
    press(qtbot, form, "record:add")
    assert {type(one.item): one.item for one in list_record(ports, wang)} == {
        Trained: Trained(wang, "First aid", "", 180, "Red Cross", form.day.text()),
        Honoured: Honoured(wang, "Best of the year", form.day.text(), "Red Cross"),
    }
    said = Conversation(MyRecord(), ports).choose("by_number").type(WANG.number).choose("yes")
    assert isinstance(said.screen, Record)
    assert {line.id for line in said.screen.lines} == {"training", "honour"}
    for line in said.screen.lines:
        assert str(line.args["name"]) in STRINGS.show(f"my_record.record.{line.form}", **line.args)
    form.reason.setText("another person's")
    press(qtbot, form, "record:strike")
    assert len(list_record(ports, wang)) == 1
