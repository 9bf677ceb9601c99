"""The officer measures the screen with a card, and sets how everybody finds the kiosk."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.ui.desk.machine import Machine
from kiosk.ui.desk.machine_glass import CardOutline
from kiosk.ui.desk.machine_room import MachineRoom
from kiosk.ui.sight import MM_PER_INCH, Sight, TextSize
from tests.ui.desk.conftest import Box, MakeDesk


@pytest.fixture
def room(make_desk: MakeDesk, box: Box) -> MachineRoom:
    languages = {"zh_CN": "Putonghua", "en": "English"}
    box.machine = Machine(sight=Sight(px_per_mm=4.0), language="en", languages=languages)
    desk = make_desk()
    desk.open_room("machine")
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    room.show_part("face")
    return room


def press(room: MachineRoom, name: str, times: int = 1) -> None:
    button = room.findChild(QAbstractButton, name)
    assert button is not None
    for _ in range(times):
        button.click()


def test_the_outline_is_made_as_large_as_the_card(room: MachineRoom, box: Box) -> None:
    room.show_part("glass")
    outline = room.findChild(CardOutline)
    assert outline is not None
    assert outline.width() == round(85.60 * 4)
    press(room, "machine:larger", 30)
    press(room, "machine:smaller", 2)
    assert outline.width() == round(85.60 * 4) + 28
    assert outline.width() / outline.height() == pytest.approx(85.60 / 53.98, abs=0.01)
    press(room, "machine:keep_face")
    assert box.sights[-1].px_per_mm == pytest.approx(outline.width() / 85.60)


def test_the_diagonal_does_as_well(room: MachineRoom, box: Box) -> None:
    room.show_part("glass")
    line = room.findChild(QLineEdit, "inches")
    assert line is not None
    line.setText("21.5 ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    glass = room.screen().size()
    wanted = hypot(glass.width(), glass.height()) / (21.5 * MM_PER_INCH)
    assert box.sights[-1].px_per_mm == pytest.approx(wanted, rel=0.01)
    line.setText("215")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(box.sights) == 1
    assert room.notice.text


def test_text_size_and_contrast_are_kept_with_what_was_measured(
    room: MachineRoom, box: Box
) -> None:
    press(room, "machine.text:largest")
    press(room, "machine:strong")
    press(room, "machine:moves")
    assert box.sights == [
        Sight(TextSize.LARGEST, px_per_mm=4.0),
        Sight(TextSize.LARGEST, is_strong=True, px_per_mm=4.0),
        Sight(TextSize.LARGEST, is_strong=True, px_per_mm=4.0, moves=True),
    ]


def test_the_machines_language_is_one_of_those_that_there_are(room: MachineRoom, box: Box) -> None:
    english = room.findChild(QAbstractButton, "machine.language:en")
    assert english is not None
    assert (english.text(), english.isChecked()) == ("English", True)
    press(room, "machine.language:zh_CN")
    assert box.languages == ["zh_CN"]


@pytest.mark.parametrize("px_per_mm", [4.46, 5.9], ids=["13 inches", "10 inches"])
def test_the_outline_stands_without_scrolling_whatever_is_told(
    qtbot: QtBot, make_desk: MakeDesk, box: Box, px_per_mm: float
) -> None:
    box.machine = Machine(sight=Sight(px_per_mm=px_per_mm), key_source="file")
    desk = make_desk(1280, 800)
    desk.open_room("machine")
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    room.show_part("glass")
    press(room, "machine:keep_face")
    assert room.notice.text
    outline = room.findChild(CardOutline)
    assert outline is not None
    qtbot.waitUntil(lambda: outline.visibleRegion().boundingRect() == outline.rect())
