"""导入花名册: choose a file, look what would become of each row, mend, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.services.import_register import Outcome, Plan, mend_row, plan_import
from kiosk.services.ports import Ports
from kiosk.services.register_sheets import Sheet
from kiosk.services.register_words import RegisterWords
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.import_bar import ImportDeeds
from kiosk.ui.desk.import_choose import ChooseFile
from kiosk.ui.desk.import_places import PlacesFor
from kiosk.ui.desk.import_preview import Preview
from kiosk.ui.desk.import_result import write_report
from kiosk.ui.desk.import_run import ImportRun
from kiosk.ui.desk.registers_here import registers_in, usual_places
from kiosk.ui.desk.room import Room
from sync.standard.activities import Activity


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
        self._run = ImportRun(self)
        self._run.came.connect(self._came)
        self.choose = ChooseFile(bench)
        self.preview = Preview(bench)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choose)
        self._pages.addWidget(self.preview)
        self.page.addWidget(self._pages, 1)
        self.choose.chose.connect(self._read)
        self.preview.mended.connect(self._mend)
        self._deeds = ImportDeeds(self)
        self._places = PlacesFor(self)
        self._show_deeds()

    # -- what a room may be asked

    def for_event(self, activity: Activity | None) -> None:
        """Whoever is in the workbook shall come to this activity; None: just be registered."""
        self.notice.clear()
        self._pages.setCurrentIndex(0)
        self._places.want(activity)
        self.beside.setText(self._places.says)
        self._show_deeds()

    def entered(self) -> None:
        if self._is_choosing:
            places = self._importer.places
            self.run(lambda _ports: registers_in(places()), self.choose.put)
            self.choose.table.setFocus()

    def seek(self) -> None:
        if self._is_choosing:
            self.choose.ask()

    def step_back(self) -> bool:
        if self._is_choosing:
            return False
        (self.stop if self._run.is_under_way else self.back)()
        return True

    def in_the_way(self, trouble: Trouble) -> None:
        self._run.break_off()
        self._show_deeds()
        super().in_the_way(trouble)

    # -- choosing

    @property
    def _is_choosing(self) -> bool:
        return self._pages.currentIndex() == 0

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

    def back(self) -> None:
        self.for_event(None)
        self.entered()

    # -- mending

    def _mend(self, at: int, changes: dict[str, str]) -> None:
        if self._run.is_under_way:
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

    # -- importing

    def save(self) -> None:
        if self._is_choosing or self._run.is_under_way or not self._plan.remaining:
            return
        self.notice.clear()
        self.preview.progress.show()
        self._run.start(self._plan)
        self._show_deeds()

    def _came(self, plan: Plan) -> None:
        self._put(plan)
        key, tone = ("stopped", Tone.GOLD) if plan.remaining else ("done", Tone.GREEN)
        if self._run.is_under_way:
            key, tone = "progress", Tone.BLUE
        # Of a run that is done the sentence tells all, and the rows need its place.
        self.preview.progress.setVisible(bool(plan.remaining))
        told = self.bench.show(f"import.{key}", done=plan.done, left=plan.remaining)
        self.notice.tell(tone, told)

    def stop(self) -> None:
        self._run.stop()

    # -- the report

    def report(self) -> None:
        plan, show, path = self._plan, self.bench.strings.show, self._path
        self.run(lambda _ports: write_report(plan, show, path), self._reported)

    def _reported(self, path: Path) -> None:
        told = self.bench.show("import.reported", file=path.name, folder=str(path.parent))
        self.notice.tell(Tone.GREEN, told)

    def _show_deeds(self) -> None:
        is_choosing, is_running = self._is_choosing, self._run.is_under_way
        self._deeds.show(choosing=is_choosing, running=is_running, left=self._plan.remaining)
        self._places.show(self._plan, is_ready=not is_choosing and not is_running)
