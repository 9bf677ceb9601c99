"""The first page of importing: which file?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.file_dialog import ask_for_file
from kiosk.ui.desk.parts import label
from kiosk.ui.desk.registers_here import ENDINGS, RegisterFile
from kiosk.ui.desk.tables import Column, Table
from sync.standard.clock import time_of


class ChooseFile(QWidget):
    chose = Signal(object)
    """A Path."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(label(bench.show("import.choose_hint"), "soft", wrap=True))
        columns: list[Column[RegisterFile]] = [
            Column(bench.show("import.column_file"), lambda file: file.path.name),
            Column(bench.show("import.column_folder"), lambda file: file.path.parent.name, 10),
            Column(bench.show("import.column_changed"), _changed, 9),
            Column(bench.show("import.column_size"), _size, 5),
        ]
        self.table = Table(bench, "import.files", columns)
        self.table.opened.connect(lambda file: self.chose.emit(file.path))
        column.addWidget(self.table, 1)

    def put(self, files: tuple[RegisterFile, ...]) -> None:
        self.table.put(files)
        if files:
            self.table.selectRow(0)

    def take_chosen(self) -> None:
        file = self.table.current()
        if file is not None:
            self.chose.emit(file.path)

    def ask(self) -> None:
        show = self._bench.show
        ask_for_file(self, show("import.other"), show("import.files"), ENDINGS, self.chose.emit)


def _changed(file: RegisterFile) -> str:
    return f"{time_of(file.changed_ms):%Y-%m-%d %H:%M}"


def _size(file: RegisterFile) -> str:
    kilobytes = file.size_bytes / 1024
    return f"{kilobytes:.0f} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"
