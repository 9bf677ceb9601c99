"""人员: find a person, look, correct, take the consent back or give it again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_resident import (
    CorrectedNow,
    NeedsReason,
    NothingChanged,
    correct_resident,
)
from kiosk.services.list_residents import Listed, list_residents
from kiosk.services.ports import Ports
from kiosk.services.register import AlreadyRegistered, NeedsGuardian, NeedsMending
from kiosk.services.withdraw import AgreedAgain, NothingToChange, WithdrewNow, agree_again, withdraw
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.people_list import PersonSheet, people_table
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.room import Room, scrolled
from sync.standard.identity import mask_name, mask_number
from sync.standard.residents import Resident

TYPING_MS = 200
"""After the last letter; a search for every letter would only flicker."""


class PeopleRoom(Room):
    name = "people"
    picture = "people"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._chosen: Resident | None = None
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(bench.show("people.search"))
        self._search.setAccessibleName(bench.show("people.search"))
        self._search.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._list)
        self._search.textEdited.connect(lambda _text: self._typing.start())
        self._search.returnPressed.connect(self._search_now)
        self._table = people_table(bench)
        self._sheet = PersonSheet(bench)
        self._form = PersonForm(bench)
        self._reason = QLineEdit()
        self._reason.setObjectName("reason")
        self._reason.setAccessibleName(bench.show("people.reason"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list_page())
        self._pages.addWidget(self._edit_page())
        self.page.addWidget(self._pages, 1)
        self._make_bar()
        self._table.chose.connect(self._choose)
        self._table.opened.connect(lambda _row: self._edit())
        self._choose(None)

    # -- what a room may be asked

    def entered(self) -> None:
        if not self._is_editing:
            self._list()
            self._search.setFocus()

    def seek(self) -> None:
        self._show_list()
        self._search.setFocus()
        self._search.selectAll()

    def save(self) -> None:
        if not self._is_editing or self._chosen is None:
            return
        self.run(
            partial(
                correct_resident,
                person=self._chosen.person,
                given=self._form.personal(),
                reason=self._reason.text(),
                by=self.bench.cadre.id,
            ),
            self._corrected,
        )

    def step_back(self) -> bool:
        if self._is_editing:
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

    def _search_now(self) -> None:
        self._typing.stop()
        self._list()
        self._table.setFocus()

    def _list(self) -> None:
        words = self._search.text()
        self.run(partial(list_residents, words=words), partial(self._listed, words))

    def _listed(self, words: str, listed: Listed) -> None:
        if words != self._search.text():
            return  # an older question's answer
        kept = self._chosen.person if self._chosen else ""
        self._table.put(listed.residents)
        count = len(listed.residents)
        key = "cut" if listed.is_cut else "found" if words.strip() else "newest"
        self.beside.setText(self.bench.show(f"people.{key}", count=count))
        rows = [at for at, row in enumerate(listed.residents) if row.person == kept]
        if listed.residents:
            self._table.selectRow(rows[0] if rows else 0)

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
        active = resident is not None and resident.is_active
        self._edit_button.setEnabled(active)
        self._withdraw_button.setVisible(resident is None or active)
        self._withdraw_button.setEnabled(active)
        self._agree_button.setVisible(resident is not None and not active)

    # -- correcting

    @property
    def _is_editing(self) -> bool:
        return self._pages.currentIndex() == 1

    def _edit(self) -> None:
        if self._chosen is None or not self._chosen.is_active:
            return
        self.notice.clear()
        self._form.fill(self._chosen.personal)
        self._reason.clear()
        self._pages.setCurrentIndex(1)
        self._show_deeds()
        self.run(lambda ports: ports.residents.groups(), self._form.offer_groups)
        self._form.name.setFocus()

    def _show_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self._show_deeds()

    def _corrected(self, outcome: Any) -> None:
        show = self.bench.show
        match outcome:
            case CorrectedNow(resident, fields):
                named = show("joint").join(show(f"person.{field}") for field in fields)
                self._done(show("people.corrected", name=resident.personal.name, fields=named))
            case NothingChanged():
                self._show_list()
                self.notice.tell(Tone.BLUE, show("people.nothing_changed"))
            case NeedsReason():
                self.notice.tell(Tone.GOLD, show("people.reason_missing"))
                self._reason.setFocus()
            case NeedsGuardian():
                self._form.ask_guardian()
                self.notice.tell(Tone.GOLD, show("register.guardian"))
            case NeedsMending(slips):
                self._form.say_slips(slips)
                self.notice.tell(Tone.RED, show("register.mend"))
            case AlreadyRegistered(other):
                personal = other.personal
                masked = {"name": mask_name(personal.name), "number": mask_number(personal.number)}
                self.notice.tell(Tone.RED, show("people.number_taken", **masked))
            case NotRegistered():
                self.notice.tell(Tone.RED, show("people.gone"))

    # -- consent

    def _ask_withdraw(self) -> None:
        if self._chosen is None:
            return
        chosen, show = self._chosen, self.bench.show
        self.notice.tell(
            Tone.RED,
            show("people.ask_withdraw", name=chosen.personal.name),
            ("withdraw", show("people.do_withdraw"), partial(self._withdraw, chosen)),
            ("keep", show("people.do_keep"), self.notice.clear),
        )

    def _withdraw(self, resident: Resident) -> None:
        by = self.bench.cadre.id
        self.run(partial(withdraw, person=resident.person, by=by), self._consent_changed)

    def _agree(self) -> None:
        if self._chosen is None:
            return
        person, by = self._chosen.person, self.bench.cadre.id
        self.run(partial(agree_again, person=person, by=by), self._consent_changed)

    def _consent_changed(self, outcome: Any) -> None:
        show = self.bench.show
        match outcome:
            case WithdrewNow(resident):
                self._done(show("people.withdrew", name=resident.personal.name))
            case AgreedAgain(resident):
                self._done(show("people.agreed_again", name=resident.personal.name))
            case NothingToChange():
                self._done(show("people.nothing_changed"))
            case NotRegistered():
                self.notice.tell(Tone.RED, show("people.gone"))

    def _done(self, told: str) -> None:
        self._show_list()
        self.notice.tell(Tone.GREEN, told)
        self._list()
        self._table.setFocus()

    # -- its parts

    def _list_page(self) -> QWidget:
        page = QWidget()
        size = self.bench.look.size
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(size.gap)
        column.addWidget(self._search)
        upright = self.bench.look.is_portrait
        ways = QBoxLayout.Direction
        both = QBoxLayout(ways.TopToBottom if upright else ways.LeftToRight)
        both.setSpacing(size.gap)
        both.addWidget(self._table, 5)
        both.addWidget(self._sheet, 4 if upright else 3)
        column.addLayout(both, 1)
        return page

    def _edit_page(self) -> QWidget:
        card = Card(self.bench)
        card.inside.addWidget(self._form)
        card.inside.addWidget(label(self.bench.show("people.reason"), "label"))
        card.inside.addWidget(self._reason)
        self._reason.setMaxLength(200)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return scrolled(inside)

    def _make_bar(self) -> None:
        self._withdraw_button = self.deed("withdraw", self._ask_withdraw, "danger")
        self._agree_button = self.deed("agree", self._agree)
        self._edit_button = self.deed("edit", self._edit, "main")
        self._cancel_button = self.deed("cancel", self._show_list)
        self._save_button = self.deed("save", self.save, "main")
        self.bar.addWidget(self._withdraw_button)
        self.bar.addWidget(self._agree_button)
        self.bar.addStretch(1)
        for button in (self._cancel_button, self._save_button, self._edit_button):
            self.bar.addWidget(button)
        self._show_deeds()

    def _show_deeds(self) -> None:
        editing = self._is_editing
        self._cancel_button.setVisible(editing)
        self._save_button.setVisible(editing)
        self._edit_button.setVisible(not editing)
        withdrawn = self._chosen is not None and not self._chosen.is_active
        self._withdraw_button.setVisible(not editing and not withdrawn)
        self._agree_button.setVisible(not editing and withdrawn)
