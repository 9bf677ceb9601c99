"""同步与机器: the information officer's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.carrying import Carrying
from kiosk.ui.desk.machine import ENROLLED, Actions, Machine
from kiosk.ui.desk.machine_cards import MachineCards
from kiosk.ui.desk.parts import Card, Notice, label
from kiosk.ui.desk.room import Room, scrolled

REFRESH_MS: Final = 3000


class MachineRoom(Room):
    name = "machine"
    picture = "sync"

    def __init__(self, bench: Bench, machine: Callable[[], Machine], actions: Actions) -> None:
        super().__init__(bench)
        self._machine, self._actions = machine, actions
        self.warning = Notice(bench)
        self.warning.setObjectName("warning")
        self.cards = MachineCards(bench)
        self.enrolment = EnrolForm(bench)
        self.enrolment.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        self.carrying = Carrying(self, actions)
        for widget in (self.warning, self.enrolment, self.cards, self.carrying):
            column.addWidget(widget)
        column.addStretch(1)
        self._column = column
        self.page.addWidget(scrolled(inside), 1)
        self.bar.addWidget(self.deed("leave_program", self._ask_leave, "danger"))
        self.bar.addStretch(1)
        self.bar.addWidget(self.deed("check", self._check))
        self.bar.addWidget(self.deed("enrol", self._show_enrolment, picture="key"))
        self._sync = self.deed("sync", self._sync_now, "main")
        self.bar.addWidget(self._sync)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._look)
        self.enrolment.code.returnPressed.connect(self._enrol)

    # -- what a room may be asked

    def entered(self) -> None:
        self._look()
        self._timer.start()
        self._sync.setFocus()

    def save(self) -> None:
        if self.enrolment.isVisible():
            self._enrol()

    def step_back(self) -> bool:
        if self.enrolment.isHidden():
            return False
        self._open_form(False)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # -- deeds

    def _look(self) -> None:
        machine = self._machine()
        self.cards.put(machine)
        warnings = [
            self.bench.show(f"machine.warn_{key}")
            for key, holds in (
                ("key_file", machine.key_source == "file"),
                ("clock", machine.is_clock_doubtful),
                ("damaged", machine.check == "damaged"),
            )
            if holds
        ]
        if warnings:
            self.warning.tell(Tone.RED, "\n".join(warnings))
        else:
            self.warning.clear()

    def _sync_now(self) -> None:
        self._actions.sync_now()
        self.notice.tell(Tone.BLUE, self.bench.show("machine.syncing"))
        self._look()

    def _check(self) -> None:
        self.notice.tell(Tone.BLUE, self.bench.show("machine.checking"))
        self._actions.check(self._checked)

    def _checked(self, code: str) -> None:
        tone = Tone.GREEN if code == "sound" else Tone.RED
        self.notice.tell(tone, self.bench.show(f"machine.check_{code}"))
        self._look()

    def _show_enrolment(self) -> None:
        self.notice.clear()
        self._open_form(True)
        first = self.enrolment.code if self.enrolment.url.text() else self.enrolment.url
        first.setFocus()

    def _open_form(self, is_open: bool) -> None:
        """In the stick's place: without an enrolment it could carry nothing."""
        self.carrying.setVisible(not is_open)
        self.enrolment.setVisible(is_open)
        self._column.activate()

    def _enrol(self) -> None:
        url, code = self.enrolment.url.text().strip(), self.enrolment.code.text()
        if not url or not code.strip():
            self.notice.tell(Tone.RED, self.bench.show("machine.enrol_missing"))
            return
        self.notice.tell(Tone.BLUE, self.bench.show("machine.enrolling"))
        self._actions.enrol(url, code, self._enrolled)

    def _enrolled(self, code: str) -> None:
        key = f"desk.machine.enrol_{code}"
        strings = self.bench.strings
        told = strings.show(key if strings.has(key) else "desk.machine.enrol_refused")
        self.notice.tell(Tone.GREEN if code == ENROLLED else Tone.RED, told)
        if code == ENROLLED:
            self.enrolment.code.clear()
            self._open_form(False)
        else:
            self.enrolment.code.selectAll()
            self.enrolment.code.setFocus()
        self._look()

    def _ask_leave(self) -> None:
        show = self.bench.show
        self.notice.tell(
            Tone.RED,
            show("machine.ask_leave"),
            ("leave_program", show("machine.do_leave"), self._actions.leave_program),
            ("stay", show("machine.do_stay"), self.notice.clear),
        )


class EnrolForm(Card):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.show("machine.enrol"))
        self.inside.addWidget(label(bench.show("machine.enrol_hint"), "soft", wrap=True))
        self.url, self.code = QLineEdit(), QLineEdit()
        grid = QGridLayout()
        grid.setHorizontalSpacing(bench.look.size.gap)
        lines = (("url", self.url), ("code", self.code))
        for at, (name, line) in enumerate(lines):
            line.setObjectName(f"enrol_{name}")
            line.setAccessibleName(bench.show(f"machine.enrol_{name}"))
            line.setPlaceholderText(bench.show(f"machine.enrol_{name}_hint"))
            grid.addWidget(label(bench.show(f"machine.enrol_{name}"), "label"), at, 0)
            grid.addWidget(line, at, 1)
        self.inside.addLayout(grid)
        self.url.returnPressed.connect(self.code.setFocus)
