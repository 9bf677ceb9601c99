"""Binding this kiosk to its village: the county's address and its one-time code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit
from shiboken6 import isValid

from kiosk.flows.screen import Tone
from kiosk.ui.desk.machine import ENROLLED, Actions
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.room import Room


class EnrolForm(Card):
    enrolled = Signal()

    def __init__(self, room: Room, actions: Actions) -> None:
        show = room.bench.show
        super().__init__(room.bench, show("machine.enrol"))
        self._room, self._actions = room, actions
        self.inside.addWidget(label(show("machine.enrol_hint"), "soft", wrap=True))
        self.url, self.code = QLineEdit(), QLineEdit()
        grid = QGridLayout()
        grid.setHorizontalSpacing(room.bench.look.size.gap)
        lines = (("url", self.url), ("code", self.code))
        for at, (name, line) in enumerate(lines):
            line.setObjectName(f"enrol_{name}")
            line.setAccessibleName(show(f"machine.enrol_{name}"))
            line.setPlaceholderText(show(f"machine.enrol_{name}_hint"))
            grid.addWidget(label(show(f"machine.enrol_{name}"), "label"), at, 0)
            grid.addWidget(line, at, 1)
        self.inside.addLayout(grid)
        self.url.returnPressed.connect(self.code.setFocus)
        self.code.returnPressed.connect(self.enrol)

    def begin(self) -> None:
        """Puts the cursor where something is missing."""
        (self.code if self.url.text() else self.url).setFocus()

    def enrol(self) -> None:
        show, notice = self._room.bench.show, self._room.notice
        url, code = self.url.text().strip(), self.code.text()
        if not url or not code.strip():
            notice.tell(Tone.RED, show("machine.enrol_missing"))
            return
        notice.tell(Tone.BLUE, show("machine.enrolling"))
        self._actions.enrol(url, code, self._ended)

    def _ended(self, code: str) -> None:
        if not isValid(self):
            return
        strings, key = self._room.bench.strings, f"desk.machine.enrol_{code}"
        told = strings.show(key if strings.has(key) else "desk.machine.enrol_refused")
        self._room.notice.tell(Tone.GREEN if code == ENROLLED else Tone.RED, told)
        if code == ENROLLED:
            self.code.clear()
            self.enrolled.emit()
        else:
            self.code.selectAll()
            self.code.setFocus()
