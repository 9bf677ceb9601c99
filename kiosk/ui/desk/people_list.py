"""The table of people and what is shown of the one who is chosen."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.list_residents import Listed, list_residents
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.number_edit import grouped
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.room import Room, scrolled
from kiosk.ui.desk.tables import NUMBER_WIDTH, Column, Table, narrow_number
from kiosk.ui.desk.wrapping import empty
from sync.standard.clock import date_of
from sync.standard.identity import age_on, mask_phone
from sync.standard.residents import RECORD, Resident

TYPING_MS: Final = 200
"""After the last letter; a search for every letter would only flicker."""
_STANDING: Final = 3
"""This column goes first where it is narrow: who withdrew is red anyway."""


def people_table(bench: Bench) -> Table[Resident]:
    def title(key: str) -> str:
        return bench.show(f"people.column_{key}")

    def standing(row: Resident) -> str:
        return bench.show("people.active" if row.is_active else "people.withdrawn")

    def tone(row: Resident) -> Tone | None:
        return None if row.is_active else Tone.RED

    columns: list[Column[Resident]] = [
        Column(title("name"), lambda row: row.personal.name, 5, tone),
        Column(title("number"), lambda row: narrow_number(row.personal.number), NUMBER_WIDTH),
        Column(title("sex"), lambda row: sex_and_age(bench, row), 4.2),
        Column(title("standing"), standing, 4.2, tone),
        Column(title("group"), lambda row: row.personal.group),
    ]
    table: Table[Resident] = Table(bench, "people.table", columns)
    table.setColumnHidden(_STANDING, bench.look.is_narrow)
    return table


def sex_and_age(bench: Bench, row: Resident) -> str:
    personal = row.personal
    if not personal.birth:
        return ""
    age = age_on(date.fromisoformat(personal.birth), bench.clock.today())
    return bench.show(f"people.sex_{personal.sex}", age=age)


class SearchLine(QLineEdit):
    asked = Signal()
    """She stopped typing for a moment, or pressed Enter."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(bench.show("people.search"))
        self.setAccessibleName(bench.show("people.search"))
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.asked)
        self.textEdited.connect(lambda _text: self._typing.start())
        self.returnPressed.connect(self._ask_now)

    def _ask_now(self) -> None:
        self._typing.stop()
        self.asked.emit()


class Listing:
    """Who is found by what is typed, in the room's table."""

    def __init__(self, room: Room, search: SearchLine, table: Table[Resident]) -> None:
        self._room, self._search, self._table = room, search, table

    def look(self, kept: str) -> None:
        """kept: who is chosen and stays so, if she is found."""
        words = self._search.text()
        self._room.run(partial(list_residents, words=words), partial(self._put, words, kept))

    def _put(self, words: str, kept: str, listed: Listed) -> None:
        if words != self._search.text():
            return  # an older question's answer
        self._table.put(listed.residents)
        count = len(listed.residents)
        key = "newest" if not words.strip() else "cut" if listed.is_cut else "found"
        self._room.beside.setText(self._room.bench.show(f"people.{key}", count=count))
        rows = [at for at, row in enumerate(listed.residents) if row.person == kept]
        if listed.residents:
            self._table.selectRow(rows[0] if rows else 0)


class PersonSheet(Card):
    """Everything that the register says of one person; the number hidden until it is wanted."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._resident: Resident | None = None
        size = bench.look.size
        self._name = label("", "strong")
        self._standing = label("", "label", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(size.gap)
        head.addWidget(self._name)
        head.addWidget(self._standing, 1)
        self.inside.addLayout(head)
        number = QHBoxLayout()
        number.setSpacing(size.gap)
        self.number = label()
        self.number.setObjectName("person_number")
        number.addWidget(self.number, 1)
        self.reveal = Button(bench, "reveal", bench.show("people.reveal"), "link")
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._show_number)
        number.addWidget(self.reveal)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(size.gap)
        self._facts.setVerticalSpacing(size.small_gap)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addStretch(1)
        self.inside.addLayout(number)
        self.inside.addWidget(scrolled(self._inside), 1)
        self.put(None)

    def put(self, resident: Resident | None) -> None:
        self._resident = resident
        self.reveal.setChecked(False)
        self.reveal.setVisible(resident is not None)
        self._show_number(False)
        self._forget_facts()
        if resident is None:
            self._name.setText(self._bench.show("people.nobody"))
            self._standing.setText("")
            return
        self._name.setText(resident.personal.name)
        key = "agrees" if resident.is_active else "took_back"
        self._standing.setText(self._bench.show(f"people.{key}"))
        self._standing.setProperty("tone", "green" if resident.is_active else "red")
        self._standing.style().polish(self._standing)
        for at, (key, text) in enumerate(self._lines(resident)):
            self._facts.addWidget(label(self._bench.show(f"people.{key}"), "soft"), at, 0)
            self._facts.addWidget(label(text, wrap=True), at, 1)

    def _show_number(self, whole: bool) -> None:
        number = self._resident.personal.number if self._resident else ""
        self.number.setText(grouped(number) if whole else narrow_number(number))
        key = "people.hide" if whole else "people.reveal"
        self.reveal.setText(self._bench.show(key))

    def _lines(self, resident: Resident) -> list[tuple[str, str]]:
        bench, personal = self._bench, resident.personal
        registered = date_of(resident.registered_ms)
        consent = resident.consents.get(RECORD)

        def named(table: str, code: str) -> str:
            return bench.show(f"{table}.{code}") if code else ""

        def listed(table: str, codes: tuple[str, ...]) -> str:
            keys = [(f"{table}.{code}", code) for code in codes]
            return bench.show("joint").join(
                bench.strings.show(key) if bench.strings.has(key) else code for key, code in keys
            )

        lines = [
            ("sex_age", sex_and_age(bench, resident)),
            ("birth", personal.birth),
            ("phone", mask_phone(personal.phone)),
            ("group", personal.group),
            ("education", named("education", personal.education)),
            ("politics", named("politics", personal.politics)),
            ("skills", listed("register.skills", personal.skills)),
            ("wishes", listed("register.wishes", personal.wishes)),
            ("guardian", personal.guardian),
            ("registered", registered.isoformat()),
            ("consent_version", consent.text_version if consent else ""),
        ]
        return [
            (key, text or bench.show("people.unsaid"))
            for key, text in lines
            if self._says(key, text)
        ]

    def _says(self, key: str, text: str) -> bool:
        return bool(text) or key not in ("guardian", "consent_version")

    def _forget_facts(self) -> None:
        empty(self._facts)
