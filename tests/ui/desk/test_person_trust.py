"""At the desk: a sign is reset and never seen, and who acts for whom is entered and ended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.services.agents import list_agents
from kiosk.services.ports import Ports
from kiosk.services.sign import choose_sign, may_choose_sign
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.people_room import PeopleRoom
from kiosk.ui.desk.person_trust import PersonTrust
from tests.ui.desk.conftest import CADRE, LI, WANG, enter, press


@pytest.fixture
def people(ports: Ports) -> tuple[str, str]:
    return enter(ports, WANG), enter(ports, LI)


@pytest.fixture
def trust(desk: Desk, ports: Ports, people: tuple[str, str], qtbot: QtBot) -> PersonTrust:
    choose_sign(ports, people[0], ("corn", "fish"))
    desk.open_room("people")
    room = desk.current_room()
    assert isinstance(room, PeopleRoom)
    room.open_person(people[0])
    press(qtbot, room, "people:edit")
    return room.edit.trust


def told(desk: Desk) -> list[str]:
    return [label.text() for label in desk.current_room().findChildren(QLabel)]


def test_a_sign_is_reset_for_a_reason_and_never_shown(
    desk: Desk, trust: PersonTrust, ports: Ports, people: tuple[str, str], qtbot: QtBot,
    strings: Strings,
) -> None:  # fmt: skip
    resident = ports.residents.by_id(people[0])
    assert resident is not None
    lines = [each.text() for each in desk.findChildren(QLineEdit)]
    assert resident.personal.sign not in [*lines, *told(desk)]
    press(qtbot, trust, "trust:reset")
    assert strings.show("desk.trust.reason_missing") in told(desk)
    trust.reason.setText("forgot it")
    press(qtbot, trust, "trust:reset")
    after = ports.residents.by_id(people[0])
    assert after is not None
    assert after.personal.sign == ""
    assert after.versions_of("sign")[-1].by == CADRE.id
    assert may_choose_sign(ports, people[0])


def test_who_acts_is_entered_and_ended(
    trust: PersonTrust, ports: Ports, people: tuple[str, str], qtbot: QtBot
) -> None:
    trust.search.setText(LI.name)
    qtbot.keyClick(trust.search, Qt.Key.Key_Return)
    assert trust.who.currentData() == people[1]
    press(qtbot, trust, "trust:agree")
    (acting,) = list_agents(ports, people[0])
    assert (acting.agent.person, acting.agency.by) == (people[1], CADRE.id)
    assert LI.name in trust.agents.currentText()
    press(qtbot, trust, "trust:revoke")
    assert list_agents(ports, people[0]) == []


def test_nobody_is_offered_as_her_own_agent(trust: PersonTrust, qtbot: QtBot) -> None:
    trust.search.setText(WANG.name)
    qtbot.keyClick(trust.search, Qt.Key.Key_Return)
    assert trust.who.count() == 0
