"""人员: find a person, look, correct, take the consent back or give it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.ports import Ports
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.paper_where import print_certificate
from kiosk.ui.desk.people_bar import PeopleBar
from kiosk.ui.desk.people_cards import PeopleCards
from kiosk.ui.desk.people_consent import ConsentDeeds
from kiosk.ui.desk.people_edit import PersonEdit
from kiosk.ui.desk.people_erase import PersonErase
from kiosk.ui.desk.people_list import Listing, PersonSheet, SearchLine, people_table
from kiosk.ui.desk.room import Room, scrolled
from sync.standard.residents import Resident


class PeopleRoom(Room):
    name = "people"
    picture = "people"

    def __init__(self, bench: Bench, village: str, sticks: Callable[[], Sequence[Path]]) -> None:
        """village: its name. sticks: the folders of those that are plugged in."""
        super().__init__(bench)
        self._chosen: Resident | None = None
        self._table = people_table(bench)
        self._search = SearchLine(bench)
        self._search.asked.connect(self._list)
        self._search.returnPressed.connect(self._table.setFocus)
        self._listing = Listing(self, self._search, self._table)
        self._sheet = PersonSheet(bench)
        self.edit = PersonEdit(bench, self)
        self.edit.ended.connect(self._show_list)
        self.edit.corrected.connect(self._done)
        self.erase = PersonErase(bench, self)
        self.erase.erased.connect(self._erased)
        self._pages = QStackedWidget()
        self.cards = PeopleCards(bench, self, village, sticks)
        listing = _side_by_side(bench, self._search, self._table, self._sheet)
        for page in (listing, scrolled(self.edit), scrolled(self.erase), self.cards):
            self._pages.addWidget(page)
        self.page.addWidget(self._pages, 1)
        consent = ConsentDeeds(self, lambda: self._chosen, self._done)
        of_list = {
            "erase": self._open_erase,
            "withdraw": consent.ask_withdraw,
            "agree": consent.agree,
            "cards": self._open_cards,
            "certificate": lambda: print_certificate(self, self._chosen),
            "edit": self._edit,
        }
        self._deeds = PeopleBar(
            self,
            of_list,
            {"cancel": self._show_list, "save": self.save},
            {"keep": self._show_list, "do_erase": self.erase.do},
            self.cards.deeds(self._show_list),
        )
        self._table.chose.connect(self._choose)
        self._table.opened.connect(lambda _row: self._edit())
        self._choose(None)

    # -- what a room may be asked

    def entered(self) -> None:
        if self._is_listing:
            self._list()
            self._search.setFocus()

    def seek(self) -> None:
        self._show_list()
        self._search.setFocus()
        self._search.selectAll()

    def save(self) -> None:
        if self._is_editing:
            self.edit.save()

    def step_back(self) -> bool:
        if not self._is_listing:
            self._show_list()
            return True
        if self._search.text():
            self._search.clear()
            self._list()
            return True
        return False

    def open_person(self, person: str) -> None:
        """Shows one person, whatever was being looked for."""
        self._show_list()
        self._search.clear()

        def look(ports: Ports) -> Resident | None:
            return ports.residents.by_id(person)

        self.run(look, self._show_one)

    # -- the list

    def _list(self) -> None:
        self._listing.look(self._chosen.person if self._chosen else "")

    def _show_one(self, resident: Resident | None) -> None:
        if resident is None:
            return
        self._table.put((resident,))
        self._table.selectRow(0)
        self.beside.setText("")
        self._table.setFocus()

    def _choose(self, resident: Resident | None) -> None:
        self._chosen = resident
        self._sheet.put(resident)
        self._show_deeds()

    # -- correcting and erasing

    @property
    def _is_listing(self) -> bool:
        return self._pages.currentIndex() == 0

    @property
    def _is_editing(self) -> bool:
        return self._pages.currentIndex() == 1

    def _open_erase(self) -> None:
        if self._chosen is None:
            return
        self.notice.clear()
        self._pages.setCurrentIndex(2)
        self._show_deeds()
        self.erase.open(self._chosen)

    def _open_cards(self) -> None:
        self.notice.clear()
        self._pages.setCurrentIndex(3)
        self._show_deeds()
        self.cards.open(self._table.rows.all(), self._chosen)

    def _erased(self, told: str) -> None:
        # What she was looked for by is not to stand there any longer.
        self._search.clear()
        self._done(told)

    def _edit(self) -> None:
        if self._chosen is None or not self._chosen.is_active:
            return
        self.notice.clear()
        self._pages.setCurrentIndex(1)
        self._show_deeds()
        self.edit.open(self._chosen)

    def _show_list(self) -> None:
        self.erase.close_up()
        self.cards.close_up()
        self._pages.setCurrentIndex(0)
        self._show_deeds()

    def _done(self, told: str) -> None:
        self._show_list()
        self.notice.tell(Tone.GREEN, told)
        self._list()
        self._table.setFocus()

    def _show_deeds(self) -> None:
        self._deeds.show(self._pages.currentIndex(), self._chosen)


def _side_by_side(bench: Bench, search: QWidget, table: QWidget, sheet: QWidget) -> QWidget:
    """The table and the person; upright, one below the other."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.size.gap)
    column.addWidget(search)
    upright, ways = bench.look.is_portrait, QBoxLayout.Direction
    both = QBoxLayout(ways.TopToBottom if upright else ways.LeftToRight)
    both.setSpacing(bench.look.size.gap)
    both.addWidget(table, 5)
    both.addWidget(sheet, 4 if upright else 3)
    column.addLayout(both, 1)
    return page
