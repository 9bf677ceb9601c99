"""What is asked about a person: one form for registering and for correcting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.services.register import NameSlip, PhoneSlip
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.number_edit import NumberEdit
from kiosk.ui.desk.parts import Chips, Choose, label
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

    def __init__(self, bench: Bench, columns: int = 2) -> None:
        super().__init__()
        self._bench = bench
        size = bench.look.size
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(size.pad)
        self._grid.setVerticalSpacing(size.small_gap)
        self._says: dict[str, QWidget] = {}
        self.number = NumberEdit(bench)
        self.name = self._line("name")
        self.phone = self._line("phone")
        self.group = self._group_box()
        self.education = self._code_box("education", EDUCATION)
        self.politics = self._code_box("politics", POLITICS)
        self.skills = Chips(bench, "skills", self._coded("register.skills", SKILLS))
        self.wishes = Chips(bench, "wishes", self._coded("register.wishes", SERVICES))
        self.guardian_name = self._line("guardian_name")
        self.guardian_phone = self._line("guardian_phone")
        self._slip_lines = {key: label(tone="red") for key in ("name", "phone", "guardian")}
        self._guardian = QWidget()
        self._lay_out(columns)
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

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(self._bench.show(f"person.{name}"))
        line.setMaxLength(60)
        return line

    def _group_box(self) -> Choose:
        box = Choose()
        box.setObjectName("group")
        box.setAccessibleName(self._bench.show("person.group"))
        box.setEditable(True)
        box.setInsertPolicy(Choose.InsertPolicy.NoInsert)
        line = box.lineEdit()
        if line is not None:
            line.setPlaceholderText(self._bench.show("person.group_hint"))
        return box

    def _code_box(self, name: str, codes: Sequence[str]) -> Choose:
        box = Choose()
        box.setObjectName(name)
        box.setAccessibleName(self._bench.show(f"person.{name}"))
        box.addItem(self._bench.show("person.unsaid"), "")
        for code in codes:
            box.addItem(self._bench.show(f"{name}.{code}"), code)
        box.setMaxVisibleItems(14)
        return box

    def _coded(self, prefix: str, codes: Sequence[str]) -> list[tuple[str, str]]:
        return [(code, self._bench.strings.show(f"{prefix}.{code}")) for code in codes]

    def _lay_out(self, columns: int) -> None:
        fields: list[tuple[str, QWidget, QWidget | None]] = [
            ("number", self.number, None),
            ("name", self.name, self._slip_lines["name"]),
            ("phone", self.phone, self._slip_lines["phone"]),
            ("group", self.group, None),
            ("education", self.education, None),
            ("politics", self.politics, None),
        ]
        for at, (key, field, says) in enumerate(fields):
            row, column = divmod(at, columns)
            self._grid.addWidget(
                self._labelled(key, field, says), row, column, Qt.AlignmentFlag.AlignTop
            )
        row = -(-len(fields) // columns)
        for key, chips in (("skills", self.skills), ("wishes", self.wishes)):
            self._grid.addWidget(self._labelled(key, chips, None), row, 0, 1, columns)
            row += 1
        self._lay_out_guardian()
        self._grid.addWidget(self._guardian, row, 0, 1, columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)

    def _lay_out_guardian(self) -> None:
        size = self._bench.look.size
        outer = QVBoxLayout(self._guardian)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(size.pad)
        for key, line in (
            ("guardian_name", self.guardian_name),
            ("guardian_phone", self.guardian_phone),
        ):
            side_by_side.addWidget(self._labelled(key, line, None))
        outer.addLayout(side_by_side)
        outer.addWidget(self._slip_lines["guardian"])
        self._guardian.hide()

    def _labelled(self, key: str, field: QWidget, says: QWidget | None) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(4))
        words = label(self._bench.show(f"person.{key}"), "label")
        words.setBuddy(field)
        column.addWidget(words)
        column.addWidget(field)
        if says is not None:
            column.addWidget(says)
        return box

    def _connect(self) -> None:
        self.number.changed.connect(self._show_guardian)
        self.number.changed.connect(self.changed)
        self.number.entered.connect(self.focusNextChild)
        for line in (self.name, self.phone, self.guardian_name):
            line.textEdited.connect(self.changed)
            line.returnPressed.connect(self.focusNextChild)
        self.guardian_phone.returnPressed.connect(self.finished)
        typed = self.group.lineEdit()
        if typed is not None:
            typed.returnPressed.connect(self.focusNextChild)

    def _show_guardian(self) -> None:
        self._guardian.setVisible(self.is_minor)
