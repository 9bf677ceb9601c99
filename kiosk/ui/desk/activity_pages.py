"""The pages of the activities room: the list, the form, the attendance, the evaluation."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.ui.desk.activities_page import ActivitiesPage
from kiosk.ui.desk.activity_bar import FORM, LIST, SHEET
from kiosk.ui.desk.activity_form import ActivityForm
from kiosk.ui.desk.attendance_page import AttendancePage
from kiosk.ui.desk.bench import Bench
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
        return ActivityForm(self.bench, self._village)

    @cached_property
    def attendance(self) -> AttendancePage:
        return AttendancePage(self)

    @cached_property
    def evaluation(self) -> EvaluatePage:
        return EvaluatePage(self)

    @cached_property
    def _form_area(self) -> QWidget:
        return scrolled(self.form)

    def go(self, page: int) -> None:
        self.at = page
        wanted: QWidget = self.list
        if page == FORM:
            wanted = self._form_area
        elif page != LIST:
            wanted = self.attendance if page == SHEET else self.evaluation
        if self._pages.indexOf(wanted) < 0:
            self._pages.addWidget(wanted)
        self._pages.setCurrentWidget(wanted)
        self.show_bar_of_page()

    def show_bar_of_page(self) -> None:
        """The deeds of the page that stands."""
