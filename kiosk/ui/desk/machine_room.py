"""同步与机器: the information officer's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.carrying import Carrying
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.machine import Actions, Machine
from kiosk.ui.desk.machine_cards import MachineCards, StateCard
from kiosk.ui.desk.machine_enrol import EnrolForm
from kiosk.ui.desk.machine_face import FaceColumn, UsualSight
from kiosk.ui.desk.machine_glass import GlassCard
from kiosk.ui.desk.machine_line import LineCard
from kiosk.ui.desk.machine_office import OfficeCard
from kiosk.ui.desk.machine_sync import SyncNow
from kiosk.ui.desk.machine_tables import KindsCard, TroublesCard
from kiosk.ui.desk.parts import Button, Notice, Segments
from kiosk.ui.desk.room import Room, scrolled

REFRESH_MS: Final = 3000
SOON_MS: Final = 500
"""While an answer is awaited."""
PARTS: Final = ("sync", "line", "seen", "box", "papers", "face", "glass")
_DEEDS: Final = {
    "sync": ("enrol", "sync"),
    "form": ("close_form", "do_enrol"),
    "line": ("test_line",),
    "seen": ("sync",),
    "box": ("leave_program", "check"),
    "papers": ("keep_office",),
    "face": (),
    "glass": (),
}


class MachineRoom(Room):
    name = "machine"
    picture = "sync"

    def __init__(self, bench: Bench, machine: Callable[[], Machine], actions: Actions) -> None:
        super().__init__(bench)
        self._machine, self._actions = machine, actions
        self._sync_now = SyncNow(self.notice, bench, actions.sync_now)
        self.warning = Notice(bench)
        self.warning.setObjectName("warning")
        self.segments = Segments(bench, "machine.part", PARTS, self.show_part)
        self.state, self.kinds = StateCard(bench), KindsCard(bench)
        self.enrolment = EnrolForm(self, actions)
        self.enrolment.enrolled.connect(lambda: self._open_form(False))
        self.enrolment.hide()
        self.line, self.carrying = LineCard(self, actions), Carrying(self, actions)
        self.troubles, self.cards = TroublesCard(bench), MachineCards(bench)
        self._parts = QStackedWidget()
        parts = ((self.enrolment, self.state, self.kinds), (self.line, self.carrying))
        usual = UsualSight(self, machine, actions)
        self.face = FaceColumn(self, machine, actions, usual)
        self.office, glass = OfficeCard(self), GlassCard(self, usual)
        singles = (self.troubles, self.cards, self.office, self.face, glass)
        for cards in (*parts, *((single,) for single in singles)):
            self._parts.addWidget(scrolled(_column(bench, *cards)))
        self.page.addWidget(self.warning)
        self.page.addWidget(self.segments)
        self.page.addWidget(self._parts, 1)
        self._make_bar()
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._look)

    def _make_bar(self) -> None:
        self._deeds: dict[str, Button] = {
            "leave_program": self.deed("leave_program", self._ask_leave, "danger"),
            "check": self.deed("check", self._check, "main"),
            "enrol": self.deed("enrol", self._show_enrolment, picture="key"),
            "close_form": self.deed("close_form", lambda: self._open_form(False)),
            "do_enrol": self.deed("do_enrol", self.enrolment.enrol, "main"),
            "test_line": self.deed("test_line", self.line.test, "main"),
            "sync": self.deed("sync", self._sync, "main"),
            "keep_office": self.deed("keep_office", self.office.keep, "main"),
        }
        for name, button in self._deeds.items():
            self.bar.addWidget(button)
            if name == "leave_program":
                self.bar.addStretch()
        self._show_deeds(is_enrolled=True)

    # -- what a room may be asked

    def entered(self) -> None:
        self.show_part("sync")
        self._timer.start()
        self._deeds["sync"].setFocus()

    def show_part(self, part: str) -> None:
        """part: one of PARTS."""
        self.segments.choose(part)
        self._parts.setCurrentIndex(PARTS.index(part))
        self._look()

    def save(self) -> None:
        if self.enrolment.isVisible():
            self.enrolment.enrol()
        elif self.office.isVisible():
            self.office.keep()

    def step_back(self) -> bool:
        if self.enrolment.isHidden():
            return False
        self._open_form(False)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # -- what is seen

    def _look(self) -> None:
        machine = self._machine()
        self.state.put_machine(machine)
        self.kinds.put_kinds(machine.kinds)
        self.troubles.put_troubles(machine.troubles)
        self.cards.put(machine)
        self.segments.count({"seen": len(machine.troubles)})
        self._show_deeds(is_enrolled=machine.state != "not_enrolled")
        self._warn(machine)
        self._sync_now.look(machine)
        self._timer.setInterval(SOON_MS if self._sync_now.is_waiting else REFRESH_MS)

    def _show_deeds(self, *, is_enrolled: bool) -> None:
        """One is the one to press; without an enrolment there is nobody to sync with."""
        part = self.segments.chosen
        is_form = part == "sync" and not self.enrolment.isHidden()
        shown = _DEEDS["form" if is_form else part]
        for name, button in self._deeds.items():
            button.setVisible(name in shown and (is_enrolled or name != "sync"))
        self.show_bar(bool(shown))
        mark(self._deeds["enrol"], role="" if is_enrolled else "main")

    def _warn(self, machine: Machine) -> None:
        warnings = [self.bench.show(f"machine.warn_{key}") for key in _warnings(machine)]
        if warnings and self.segments.chosen != "glass":  # where every millimetre is wanted
            self.warning.tell(Tone.RED, "\n".join(warnings))
        else:
            self.warning.clear()

    # -- deeds

    def _sync(self) -> None:
        self._sync_now.press(self._machine())
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
        self.enrolment.begin()

    def _open_form(self, is_open: bool) -> None:
        self.enrolment.setVisible(is_open)
        self.kinds.setVisible(not is_open)
        self._look()
        # At once: the cursor goes into the form, and the page must scroll to where it will be.
        page = self.enrolment.parentWidget()
        column = page.layout() if page is not None else None
        if column is not None:
            column.activate()

    def _ask_leave(self) -> None:
        show = self.bench.show
        self.notice.tell(
            Tone.RED,
            show("machine.ask_leave"),
            ("leave_program", show("machine.do_leave"), self._actions.leave_program),
            ("stay", show("machine.do_stay"), self.notice.clear),
        )


def _column(bench: Bench, *cards: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(bench.look.size.gap)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return inside


def _warnings(machine: Machine) -> Iterator[str]:
    if machine.key_source == "file":
        yield "key_file"
    if machine.is_clock_doubtful:
        yield "clock"
    if machine.check == "damaged":
        yield "damaged"
