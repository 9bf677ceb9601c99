"""The desk as a whole: its rail, its keys, its lock, and that everything is to be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.config import ASSETS
from kiosk.services.ports import Ports
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.look import Look
from kiosk.ui.desk.tour import tour
from kiosk.ui.tokens import Metrics
from tests.ui.desk.conftest import LI, WANG, Lane, MakeDesk, enter, press

WINDOWS = [(1280, 800), (1024, 768), (1080, 1920)]
SMALLEST_PX = 16
TIME = "9:00"
"""What the header says by the clock of these tests, unless it warns."""
REGISTER = ASSETS / "demo" / "register.csv"


def test_the_rail_opens_each_room(qtbot: QtBot, desk: Desk) -> None:
    for kind in desk.on_rail:
        press(qtbot, desk, f"rail:{kind.name}")
        assert type(desk.current_room()) is kind
        assert desk.current_room().isVisible()


def test_a_room_has_its_key(qtbot: QtBot, desk: Desk) -> None:
    for at, kind in enumerate(desk.on_rail):
        key = Qt.Key(Qt.Key.Key_1 + at)
        qtbot.keyClick(desk, key, Qt.KeyboardModifier.ControlModifier)
        assert type(desk.current_room()) is kind


def test_leaving_by_the_button(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.left):
        press(qtbot, desk, "leave")


def test_it_locks_itself_and_says_so_before(qtbot: QtBot, make_desk: MakeDesk) -> None:
    desk = make_desk(idle_s=1.05, warning_s=1)
    said = desk.findChild(QLabel, "header_says")
    assert said is not None
    with qtbot.waitSignal(desk.left, timeout=5000):
        qtbot.waitUntil(lambda: said.text() != TIME)


def test_a_key_puts_the_lock_off(qtbot: QtBot, make_desk: MakeDesk) -> None:
    desk = make_desk(idle_s=30.05, warning_s=30)
    said = desk.findChild(QLabel, "header_says")
    assert said is not None
    qtbot.waitUntil(lambda: said.text() != TIME)
    qtbot.keyClick(desk, Qt.Key.Key_Shift)
    assert said.text() == TIME


def test_an_answer_after_the_desk_is_gone_is_dropped(
    qtbot: QtBot, make_desk: MakeDesk, lane: Lane
) -> None:
    desk = make_desk()
    lane.is_held = True
    desk.open_room("people")
    assert lane.waiting
    with qtbot.waitSignal(desk.destroyed):
        desk.deleteLater()
    while lane.waiting:
        lane.step()


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_every_page_is_to_be_read_whole(
    make_desk: MakeDesk, ports: Ports, width: int, height: int
) -> None:
    enter(ports, WANG)
    enter(ports, LI)
    desk = make_desk(width, height)
    pages = list(_looked_over(desk))
    assert len(pages) >= 7
    assert desk.size().width() == width
    assert desk.size().height() == height


def _looked_over(desk: Desk) -> list[str]:
    pages = []
    for page in tour(desk, REGISTER):
        for _ in range(3):  # a text is given its font, then its place, then its page a scroll bar
            QApplication.processEvents()
        desk.grab()
        for widget in desk.findChildren(QWidget):
            if not widget.isVisible():
                continue
            _check_words(page, widget)
        pages.append(page)
    return pages


def _check_words(page: str, widget: QWidget) -> None:
    where = f"{page}: {widget.objectName()} {widget}"
    if isinstance(widget, QLabel) and widget.text().strip():
        assert widget.font().pixelSize() >= SMALLEST_PX, where
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        assert widget.height() >= needed, where
        if not widget.wordWrap():
            assert widget.fontMetrics().horizontalAdvance(widget.text()) <= widget.width(), where
    if isinstance(widget, QPushButton):
        text = widget.fontMetrics().horizontalAdvance(widget.text())
        icon = widget.iconSize().width() if not widget.icon().isNull() else 0
        assert text + icon <= widget.width(), where
        assert widget.height() >= 30, where


def test_everything_that_takes_the_keyboard_has_a_name_for_the_reader(desk: Desk) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSpinBox)
    for _page in tour(desk, REGISTER):
        for widget in desk.findChildren(QWidget):
            own = widget.isVisible() and not isinstance(widget.parent(), (QComboBox, QSpinBox))
            if isinstance(widget, kinds) and own and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName() or (
                    isinstance(widget, QAbstractButton) and (widget.text())
                ), f"{widget.objectName()} {widget}"


def test_text_grows_with_the_tall_screen() -> None:
    assert Look(Metrics(1280, 800)).size.small >= SMALLEST_PX
    assert Look(Metrics(1024, 768)).size.small >= SMALLEST_PX
    assert Look(Metrics(1080, 1920)).size.small >= 24


def test_the_desks_strings_have_all_codes(strings: Strings) -> None:
    for outcome in ("registered", "known", "mend", "declined", "guardian", "skipped", "done"):
        assert strings.has(f"desk.import.outcome_{outcome}")
