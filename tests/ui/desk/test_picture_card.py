"""The register's form filled from a picture; the engine is held in the test's hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.services.card_picture import CardSeen, Doubt, PictureFault
from kiosk.services.ports import Ports
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.register_room import RegisterRoom
from tests.ui.desk.conftest import WANG, ToyPictures, press

SEEN = CardSeen(WANG.number, WANG.name, 2, "\u6c49", date(1950, 1, 1), "\u6c5f\u82cf")


@pytest.fixture
def room(desk: Desk) -> RegisterRoom:
    return desk.room(RegisterRoom)


def jpeg() -> bytes:
    image = QImage(64, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF8800)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]
    return bytes(data.data())


def is_on(room: RegisterRoom, name: str) -> bool:
    button = room.findChild(QAbstractButton, name)
    assert button is not None
    return button.isEnabled()


def test_a_file_fills_the_form_and_enters_nobody(
    qtbot: QtBot, room: RegisterRoom, pictures: ToyPictures, ports: Ports, strings: Strings
) -> None:
    room.form.phone.setText(WANG.phone)
    press(qtbot, room, "register:picture")
    pictures.outcome = SEEN
    room.picture_card.take_file(Path("card.jpg"))
    assert not is_on(room, "picture:file")
    pictures.step()
    assert (room.form.number.text, room.form.name.text()) == (WANG.number, WANG.name)
    assert room.form.phone.text() == WANG.phone
    assert room.notice.text == strings.show("desk.picture.good")
    assert room.picture_card.isHidden()
    assert ports.residents.count() == 0


def test_what_contradicts_is_named_and_left_to_the_cadre(
    qtbot: QtBot, room: RegisterRoom, pictures: ToyPictures, strings: Strings
) -> None:
    press(qtbot, room, "register:picture")
    pictures.outcome = replace(SEEN, doubts=(Doubt.BIRTH, Doubt.NUMBER))
    room.picture_card.take_file(Path("card.jpg"))
    pictures.step()
    assert room.form.number.text == ""
    assert room.form.name.text() == WANG.name
    assert strings.show("desk.picture.field.birth") in room.notice.text
    assert strings.show("desk.picture.field.number") in room.notice.text


def test_a_number_with_a_wrong_check_digit_stands_there_in_red(
    qtbot: QtBot, room: RegisterRoom, pictures: ToyPictures, strings: Strings
) -> None:
    press(qtbot, room, "register:picture")
    wrong = WANG.number[:-1] + "1"
    pictures.outcome = replace(SEEN, number=wrong, doubts=(Doubt.NUMBER,))
    room.picture_card.take_file(Path("card.jpg"))
    pictures.step()
    assert room.form.number.text == wrong
    assert room.form.number.says == strings.show("slip.number_check")


def test_by_the_camera(
    qtbot: QtBot, room: RegisterRoom, pictures: ToyPictures, strings: Strings
) -> None:
    press(qtbot, room, "register:picture")
    pictures.frame = jpeg()
    press(qtbot, room, "picture:camera")
    assert not is_on(room, "picture:read")
    pictures.step()
    assert not room.picture_card.seen.pixmap().isNull()
    qtbot.waitUntil(lambda: len(pictures.waiting) == 1)
    pictures.step()
    pictures.outcome = PictureFault.NO_CARD
    press(qtbot, room, "picture:read")
    pictures.step()
    assert room.picture_card.says.text() == strings.show("desk.picture.fault.no_card")
    pictures.outcome = SEEN
    pictures.step()
    press(qtbot, room, "picture:read")
    pictures.step()
    assert room.form.number.text == WANG.number
    assert pictures.rests == 1
    assert room.picture_card.seen.pixmap().isNull()


@pytest.mark.parametrize("fault", PictureFault)
def test_every_fault_has_a_sentence(
    qtbot: QtBot, room: RegisterRoom, pictures: ToyPictures, strings: Strings, fault: PictureFault
) -> None:
    pictures.is_installed = fault is not PictureFault.NOT_INSTALLED
    press(qtbot, room, "register:picture")
    if pictures.is_installed:
        pictures.frame = fault
        press(qtbot, room, "picture:camera")
        pictures.step()
        assert is_on(room, "picture:camera")
    assert room.picture_card.says.text() == strings.show(f"desk.picture.fault.{fault}")
    assert is_on(room, "picture:file") is pictures.is_installed
