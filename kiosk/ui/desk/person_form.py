"""What is asked about a person: one form for registering and for correcting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from kiosk.services.register import NameSlip, PhoneSlip
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.number_edit import NumberEdit
from kiosk.ui.desk.parts import Chips, label
from kiosk.ui.desk.person_fields import (
    code_box,
    coded,
    group_box,
    labelled,
    name_line,
    text_line,
    two_columns,
)
from sync.standard.codes import EDUCATION, POLITICS, SERVICES, SKILLS
from sync.standard.identity import ADULT, Slip, age_on
from sync.standard.residents import Personal

AnySlip = Slip | NameSlip | PhoneSlip
_FLOOR: Final = " "
"""Keeps the height of a line that says nothing."""


class PersonForm(QWidget):
    changed = Signal()
    finished = Signal()
    """Enter in the last line."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.number = NumberEdit(bench)
        self.name = name_line(bench)
        self.phone = text_line(bench, "phone")
        self.group = group_box(bench)
        self.education = code_box(bench, "education", EDUCATION)
        self.politics = code_box(bench, "politics", POLITICS)
        self.skills = Chips(bench, "skills", coded(bench, "register.skills", SKILLS))
        self.wishes = Chips(bench, "wishes", coded(bench, "register.wishes", SERVICES))
        self.guardian_name = text_line(bench, "guardian_name")
        self.guardian_phone = text_line(bench, "guardian_phone")
        self._slip_lines = {key: label(tone="red") for key in ("name", "phone", "guardian")}
        self._lay_out()
        self._connect()

    # -- what stands in it

    def personal(self) -> Personal:
        guardian = f"{self.guardian_name.text().strip()} {self.guardian_phone.text().strip()}"
        return Personal(
            number=self.number.text,
            name=self.name.text(),
            phone=self.phone.text(),
            group=self.group.currentText().strip(),
            education=self.education.currentData() or "",
            politics=self.politics.currentData() or "",
            skills=self.skills.chosen,
            wishes=self.wishes.chosen,
            guardian=guardian.strip() if self.is_minor else "",
        )

    def fill(self, personal: Personal) -> None:
        # One change, not one a field: half a form says nothing.
        with QSignalBlocker(self):
            self._fill(personal)
        self.changed.emit()

    def _fill(self, personal: Personal) -> None:
        self.number.put(personal.number)
        self.name.setText(personal.name)
        self.phone.setText(personal.phone)
        self.group.setEditText(personal.group)
        for box, code in ((self.education, personal.education), (self.politics, personal.politics)):
            box.setCurrentIndex(max(0, box.findData(code)))
        self.skills.choose(personal.skills)
        self.wishes.choose(personal.wishes)
        name, _, phone = personal.guardian.rpartition(" ")
        self.guardian_name.setText(name or phone)
        self.guardian_phone.setText(phone if name else "")
        self.say_slips(())
        self._show_guardian()

    def clear_for_next(self) -> None:
        """The next person mostly lives in the same group."""
        self.fill(Personal(group=self.group.currentText()))
        self.number.setFocus()

    @property
    def is_empty(self) -> bool:
        return not (self.number.text or self.name.text().strip() or self.phone.text().strip())

    @property
    def is_minor(self) -> bool:
        birth = self.number.birth()
        return birth is not None and age_on(birth, self._bench.clock.today()) < ADULT

    def offer_groups(self, groups: Sequence[str]) -> None:
        standing = self.group.currentText()
        self.group.clear()
        self.group.addItems(list(groups))
        self.group.setEditText(standing)

    # -- what is wrong with it

    def say_slips(self, slips: Sequence[AnySlip]) -> None:
        """Each beside its field; the cursor goes to the first."""
        texts = dict.fromkeys(self._slip_lines, "")
        wrong: list[QWidget] = []
        for slip in slips:
            if isinstance(slip, Slip):
                self.number.complain(slip)
                wrong.append(self.number)
            else:
                field = "name" if isinstance(slip, NameSlip) else "phone"
                texts[field] = self._bench.strings.show(f"slip.{slip}")
                wrong.append(self.name if field == "name" else self.phone)
        self._say(texts)
        if wrong:
            wrong[0].setFocus()

    def ask_guardian(self) -> None:
        self._show_guardian()
        self._say({"name": "", "phone": "", "guardian": self._bench.show("person.guardian_needed")})
        self.guardian_name.setFocus()

    def _say(self, texts: dict[str, str]) -> None:
        for field, text in texts.items():
            self._slip_lines[field].setText(text or _FLOOR)
        mark(self.name, tone="red" if texts["name"] else "")
        mark(self.phone, tone="red" if texts["phone"] else "")
        mark(self.guardian_name, tone="red" if texts["guardian"] else "")

    # -- its parts

    def _lay_out(self) -> None:
        bench, says = self._bench, self._slip_lines
        cells: list[tuple[str, QWidget, QWidget | None]] = [
            ("number", self.number, None),
            ("name", self.name.with_radicals(), self.name.with_offers(says["name"])),
            ("phone", self.phone, says["phone"]),
            ("group", self.group, None),
            ("education", self.education, None),
            ("politics", self.politics, None),
        ]
        grid = two_columns(bench, [labelled(bench, *cell) for cell in cells], self)
        for key, chips in (("skills", self.skills), ("wishes", self.wishes)):
            grid.addWidget(labelled(bench, key, chips), grid.rowCount(), 0, 1, 2)
        self._guardian = QWidget()
        lines = {"guardian_name": self.guardian_name, "guardian_phone": self.guardian_phone}
        pair = [labelled(bench, key, line) for key, line in lines.items()]
        below = two_columns(bench, pair, self._guardian)
        below.addWidget(says["guardian"], 1, 0, 1, 2)
        self._guardian.hide()
        grid.addWidget(self._guardian, grid.rowCount(), 0, 1, 2)

    def _connect(self) -> None:
        self.number.changed.connect(self._show_guardian)
        self.number.changed.connect(self.changed)
        self.number.entered.connect(self.focusNextChild)
        for line in (self.name, self.phone, self.guardian_name):
            line.textEdited.connect(self.changed)
        self.name.returnPressed.connect(self.phone.setFocus)
        for line in (self.phone, self.guardian_name):
            line.returnPressed.connect(self.focusNextChild)
        self.guardian_phone.returnPressed.connect(self.finished)
        typed = self.group.lineEdit()
        if typed is not None:
            typed.returnPressed.connect(self.focusNextChild)

    def _show_guardian(self) -> None:
        self._guardian.setVisible(self.is_minor)
