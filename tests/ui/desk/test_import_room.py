"""A village's real register, brought in at the desk."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.errors import DiskFull
from kiosk.services.import_register import Outcome
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.import_preview import Placed
from kiosk.ui.desk.import_room import ImportRoom
from tests.services.import_desk import ROSTER
from tests.ui.desk.conftest import Lane, press

NAME = "\u738b\u5c0f\u82f1"
REGISTER = f"""\u59d3\u540d,\u8eab\u4efd\u8bc1\u53f7,\u6027\u522b,\u662f\u5426\u540c\u610f
{NAME},321199194602285500,\u5973,\u540c\u610f
\u674e\u660e,321199195904303811,\u7537,\u540c\u610f
\u5f20\u660e,321199195001011509,\u7537,\u4e0d\u540c\u610f
"""
"""One good row, one with a wrong check digit, one who did not agree."""
MENDED = "32119919590430381X"


@pytest.fixture
def room(desk: Desk, stick: Path) -> ImportRoom:
    (stick / "register.csv").write_text(REGISTER, "utf-8")
    (stick / "notes.txt").write_text("no register", "utf-8")
    desk.open_room("import")
    found = desk.current_room()
    assert isinstance(found, ImportRoom)
    return found


def shown(room: ImportRoom) -> list[Placed]:
    rows = room.preview.table.rows
    return [row for at in range(rows.rowCount()) if (row := rows.row(at))]


def says(room: ImportRoom) -> str:
    told = room.findChild(object, "row_says")
    return str(told.text())


def test_registers_on_the_stick_are_offered(room: ImportRoom) -> None:
    files = room.choose.table.rows
    assert [files.index(at, 0).data() for at in range(files.rowCount())] == ["register.csv"]


def test_a_file_opens_at_what_must_be_mended(qtbot: QtBot, room: ImportRoom) -> None:
    qtbot.keyClick(room.choose.table, Qt.Key.Key_Return)
    assert [placed.row.outcome for placed in shown(room)] == [Outcome.MEND]
    assert says(room)
    press(qtbot, room, "import.filter:all")
    assert len(shown(room)) == 4


def test_no_whole_number_stands_in_the_preview(qtbot: QtBot, room: ImportRoom) -> None:
    press(qtbot, room, "import:open")
    press(qtbot, room, "import.filter:all")
    rows = room.preview.table.rows
    cells = [
        str(rows.index(row, column).data())
        for row in range(rows.rowCount())
        for column in range(rows.columnCount())
    ]
    assert any(NAME in cell for cell in cells)
    assert not any("321199194602285500" in cell for cell in cells)


def test_a_suggestion_mends_the_row(qtbot: QtBot, room: ImportRoom) -> None:
    press(qtbot, room, "import:open")
    press(qtbot, room, f"take:number:{MENDED}")
    assert room.preview.table.rows.rowCount() == 0
    press(qtbot, room, "import.filter:registered")
    assert len(shown(room)) == 2


def test_a_cell_is_edited_in_place_from_its_whole_text(qtbot: QtBot, room: ImportRoom) -> None:
    press(qtbot, room, "import:open")
    table = room.preview.table
    table.edit(table.rows.index(0, 3))
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "321199195904303811"
    editor.setText(MENDED)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.rows.rowCount() == 0)


def test_who_did_not_agree_cannot_be_edited(qtbot: QtBot, room: ImportRoom) -> None:
    press(qtbot, room, "import:open")
    press(qtbot, room, "import.filter:declined")
    rows = room.preview.table.rows
    assert not rows.flags(rows.index(0, 2)) & Qt.ItemFlag.ItemIsEditable


def test_importing_enters_who_may_be_entered_and_again_changes_nothing(
    qtbot: QtBot, desk: Desk, room: ImportRoom, ports: Ports
) -> None:
    press(qtbot, room, "import:open")
    qtbot.keyClick(desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert ports.residents.count() == 1
    assert room.preview.progress.value() == room.preview.progress.maximum() == 1
    press(qtbot, room, "import:back")
    press(qtbot, room, "import:open")
    press(qtbot, room, "import.filter:known")
    assert [placed.row.outcome for placed in shown(room)] == [Outcome.KNOWN]
    assert ports.residents.count() == 1


def test_a_stop_is_heard_between_two_chunks_and_it_goes_on_later(
    qtbot: QtBot, room: ImportRoom, stick: Path, lane: Lane, ports: Ports
) -> None:
    shutil.copy(ROSTER, stick / "roster.xlsx")
    (stick / "register.csv").unlink()
    room.entered()
    press(qtbot, room, "import:open")
    lane.is_held = True
    press(qtbot, room, "import:start")
    lane.step()
    first = ports.residents.count()
    assert 0 < first < 100
    assert 0 < room.preview.progress.value() < room.preview.progress.maximum()
    press(qtbot, room, "import:stop")
    lane.step()
    assert lane.waiting == []
    stopped = ports.residents.count()
    assert stopped < 200
    lane.is_held = False
    press(qtbot, room, "import:start")
    assert ports.residents.count() > 300


def test_a_full_disk_in_the_middle_is_told_and_can_be_gone_on_with(
    qtbot: QtBot, room: ImportRoom, lane: Lane, ports: Ports
) -> None:
    press(qtbot, room, "import:open")
    lane.trouble = DiskFull()
    press(qtbot, room, "import:start")
    assert "D01" in room.notice.text
    assert ports.residents.count() == 0
    press(qtbot, room, "import:start")
    assert ports.residents.count() == 1


def test_what_is_no_register_is_told(qtbot: QtBot, room: ImportRoom, stick: Path) -> None:
    (stick / "register.csv").write_bytes(b"PK\x03\x04 broken")
    press(qtbot, room, "import:open")
    assert "W01" in room.notice.text
    assert room.choose.isVisible()


def test_the_report_lies_beside_the_register(qtbot: QtBot, room: ImportRoom, stick: Path) -> None:
    press(qtbot, room, "import:open")
    press(qtbot, room, "import:start")
    press(qtbot, room, "import:report")
    (report,) = stick.glob("register-*.csv")
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + 4
    assert "321199194602285500" not in report.read_text("utf-8-sig")
