"""The pages of the activities room: the list, the form, the attendance, the evaluation,
the text messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.services.list_activities import ActivityLine
from kiosk.ui.desk.activities_page import ActivitiesPage
from kiosk.ui.desk.activity_bar import CALL, EVALUATION, FORM, LIST, SHEET
from kiosk.ui.desk.activity_form import ActivityForm
from kiosk.ui.desk.attendance_page import AttendancePage
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.call_page import CallPage
from kiosk.ui.desk.evaluate_page import EvaluatePage
from kiosk.ui.desk.room import Room, scrolled
from sync.standard.activities import Activity


class ActivityPages(Room):
    """All but the list are made when they are wanted: the desk must stand at once."""

    def __init__(self, bench: Bench, village: str) -> None:
        super().__init__(bench)
        self.opened: Activity | None = None
        """What the open page is about, whatever the list says meanwhile; None: a new plan."""
        self.at = LIST
        """The page that stands: of kiosk.ui.desk.activity_bar."""
        self._village = village
        self.list = ActivitiesPage(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self.page.addWidget(self._pages, 1)

    @cached_property
    def form(self) -> ActivityForm:
        return ActivityForm(self, self._village)

    @cached_property
    def attendance(self) -> AttendancePage:
        return AttendancePage(self)

    @cached_property
    def evaluation(self) -> EvaluatePage:
        return EvaluatePage(self)

    @cached_property
    def calls(self) -> CallPage:
        return CallPage(self)

    @cached_property
    def _form_area(self) -> QWidget:
        return scrolled(self.form)

    def go(self, page: int) -> None:
        self.at = page
        made: dict[int, Callable[[], QWidget]] = {
            FORM: lambda: self._form_area,
            SHEET: lambda: self.attendance,
            EVALUATION: lambda: self.evaluation,
            CALL: lambda: self.calls,
        }
        wanted = made[page]() if page in made else self.list
        if self._pages.indexOf(wanted) < 0:
            self._pages.addWidget(wanted)
        self._pages.setCurrentWidget(wanted)
        self.show_bar_of_page()

    @property
    def chosen(self) -> ActivityLine | None:
        return self.list.chosen

    def look(self, kept: str = "") -> None:
        self.list.look(kept)

    def show_list(self) -> None:
        if self.at == CALL:
            self.notice.clear()
        self.go(LIST)
        self.list.look(self.opened.activity if self.opened else "")
        self.list.table.setFocus()

    def open_sheet(self) -> None:
        if self.opened is not None:
            self.notice.clear()
            self.go(SHEET)
            self.attendance.open(self.opened)

    def open_calls(self) -> None:
        """Of the one that is chosen: text messages about it."""
        if self.chosen is not None:
            self.opened = self.chosen.activity
            self.notice.clear()
            self.beside.setText("")
            self.go(CALL)
            self.calls.open(self.opened)

    def open_evaluation(self) -> None:
        if self.opened is not None:
            self.notice.clear()
            self.go(EVALUATION)
            self.evaluation.open(self.opened)

    def show_bar_of_page(self) -> None:
        """The deeds of the page that stands."""
