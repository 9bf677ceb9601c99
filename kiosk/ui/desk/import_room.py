"""导入花名册: choose a file, look what would become of each row, mend, import."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from kiosk.errors import FolderReadOnly, Trouble
from kiosk.flows.screen import Tone
from kiosk.services.import_register import Outcome, Plan, import_some, mend_row, plan_import
from kiosk.services.import_report import Show, to_report
from kiosk.services.ports import Ports
from kiosk.services.register_sheets import Sheet
from kiosk.services.register_words import RegisterWords
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.import_choose import ChooseFile
from kiosk.ui.desk.import_preview import Preview
from kiosk.ui.desk.registers_here import RegisterFile, registers_in, usual_places
from kiosk.ui.desk.room import Room


@dataclass(frozen=True, slots=True)
class Importer:
    """What importing needs from outside."""

    read_workbook: Callable[[Path], list[Sheet]]
    """kiosk.devices.workbooks.read_workbook."""
    words: RegisterWords
    places: Callable[[], Sequence[Path]] = usual_places
    """Folders in which register files are looked for."""


class ImportRoom(Room):
    name = "import"
    picture = "import"

    def __init__(self, bench: Bench, importer: Importer) -> None:
        super().__init__(bench)
        self._importer = importer
        self._path = Path()
        self._plan = Plan(())
        self._is_running = False
        self._is_stopping = False
        self.choose = ChooseFile(bench)
        self.preview = Preview(bench)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choose)
        self._pages.addWidget(self.preview)
        self.page.addWidget(self._pages, 1)
        self.choose.chose.connect(self._read)
        self.preview.mended.connect(self._mend)
        self._make_bar()

    # -- what a room may be asked

    def entered(self) -> None:
        if self._is_choosing:
            self._look_for_files()
            self.choose.table.setFocus()

    def save(self) -> None:
        if not self._is_choosing and not self._is_running:
            self._start()

    def seek(self) -> None:
        if self._is_choosing:
            self.choose.ask()

    def step_back(self) -> bool:
        if self._is_choosing:
            return False
        if self._is_running:
            self._stop()
        else:
            self._back()
        return True

    def in_the_way(self, trouble: Trouble) -> None:
        self._is_running = self._is_stopping = False
        self._show_deeds()
        super().in_the_way(trouble)

    # -- choosing

    @property
    def _is_choosing(self) -> bool:
        return self._pages.currentIndex() == 0

    def _look_for_files(self) -> None:
        places = self._importer.places

        def look(_ports: Ports) -> tuple[RegisterFile, ...]:
            return registers_in(places())

        self.run(look, self.choose.put)

    def _read(self, path: Path) -> None:
        self._path = path
        importer = self._importer
        self.notice.tell(Tone.BLUE, self.bench.show("import.reading", file=path.name))

        def read(ports: Ports) -> Plan:
            sheets = importer.read_workbook(path)
            return plan_import(sheets, importer.words, ports.residents, ports.clock.today())

        self.run(read, self._planned)

    def _planned(self, plan: Plan) -> None:
        self.beside.setText(self._path.name)
        self._pages.setCurrentIndex(1)
        self.preview.progress.hide()
        self._put(plan)
        self.preview.show_only(Outcome.MEND if plan.counts[Outcome.MEND] else None)
        self._tell_plan()
        self.preview.table.setFocus()

    def _back(self) -> None:
        self.notice.clear()
        self.beside.setText("")
        self._pages.setCurrentIndex(0)
        self._show_deeds()
        self.entered()

    # -- mending

    def _mend(self, at: int, changes: dict[str, str]) -> None:
        if self._is_running:
            return
        plan, words = self._plan, self._importer.words

        def mend(ports: Ports) -> Plan:
            return mend_row(plan, at, changes, words, ports.residents, ports.clock.today())

        self.run(mend, self._mended)

    def _mended(self, plan: Plan) -> None:
        self._put(plan)
        self._tell_plan()
        self.preview.table.setFocus()

    def _put(self, plan: Plan) -> None:
        self._plan = plan
        self.preview.put(plan)
        self._show_deeds()

    def _tell_plan(self) -> None:
        counts = self._plan.counts
        waiting = counts[Outcome.MEND] + counts[Outcome.GUARDIAN]
        key = "plan" if self._plan.remaining else "nothing_left"
        told = self.bench.show(f"import.{key}", new=self._plan.remaining, mend=waiting)
        self.notice.tell(Tone.GREEN if self._plan.remaining else Tone.BLUE, told)

    # -- importing: one chunk a job, so that others get their turn and a stop is heard

    def _start(self) -> None:
        if not self._plan.remaining:
            return
        self._is_running, self._is_stopping = True, False
        self.notice.clear()
        self.preview.progress.show()
        self._show_deeds()
        self._next()

    def _next(self) -> None:
        self.run(partial(import_some, plan=self._plan, by=self.bench.cadre.id), self._came)

    def _came(self, plan: Plan) -> None:
        self._put(plan)
        if plan.remaining and not self._is_stopping:
            told = self.bench.show("import.progress", done=plan.done, left=plan.remaining)
            self.notice.tell(Tone.BLUE, told)
            self._next()
            return
        was_stopped = bool(plan.remaining)
        self._is_running = self._is_stopping = False
        self._show_deeds()
        key, tone = ("stopped", Tone.GOLD) if was_stopped else ("done", Tone.GREEN)
        told = self.bench.show(f"import.{key}", done=plan.done, left=plan.remaining)
        self.notice.tell(tone, told)

    def _stop(self) -> None:
        self._is_stopping = True

    # -- the report

    def _report(self) -> None:
        plan, show, path = self._plan, self.bench.strings.show, self._path

        def write(_ports: Ports) -> Path:
            return write_report(plan, show, path)

        self.run(write, self._reported)

    def _reported(self, path: Path) -> None:
        told = self.bench.show("import.reported", file=path.name, folder=str(path.parent))
        self.notice.tell(Tone.GREEN, told)

    # -- its parts

    def _make_bar(self) -> None:
        self._other = self.deed("other", self.choose.ask)
        self._open = self.deed("open", self.choose.take_chosen, "main")
        self._back_button = self.deed("back", self._back)
        self._report_button = self.deed("report", self._report, picture="report")
        self._stop_button = self.deed("stop", self._stop, "danger")
        self._start_button = self.deed("start", self._start, "main")
        self.bar.addWidget(self._back_button)
        self.bar.addWidget(self._report_button)
        self.bar.addStretch(1)
        for button in (self._other, self._open, self._stop_button, self._start_button):
            self.bar.addWidget(button)
        self._show_deeds()

    def _show_deeds(self) -> None:
        choosing, running = self._is_choosing, self._is_running
        self._other.setVisible(choosing)
        self._open.setVisible(choosing)
        self._back_button.setVisible(not choosing and not running)
        self._report_button.setVisible(not choosing and not running)
        self._stop_button.setVisible(running)
        self._start_button.setVisible(not choosing and not running)
        self._start_button.setEnabled(self._plan.remaining > 0)
        word = self.bench.show("import.start_count", count=self._plan.remaining)
        self._start_button.setText(word)


def write_report(plan: Plan, show: Show, register: Path) -> Path:
    """Beside the register (on the cadre's own stick), else in the home folder. Raises
    FolderReadOnly. A table, because a cadre opens it in a spreadsheet."""
    report = to_report(plan, show, was_stopped=plan.remaining > 0)
    name = show("desk.import.report_name", register=register.stem)
    for folder in (register.parent, Path.home()):
        try:
            with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
                table = csv.writer(file)
                table.writerow([show(f"desk.import.report_{key}") for key in _REPORTED])
                for row in report["rows"]:
                    outcome = show(f"import.outcome.{row['outcome']}")
                    table.writerow([row["sheet"], row["row"], outcome, row["says"]])
        except OSError:
            continue
        return folder / name
    raise FolderReadOnly("report")


_REPORTED = ("sheet", "row", "outcome", "says")
