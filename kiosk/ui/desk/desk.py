"""The desk: the cadres' and the officer's pages, shown in place of the kiosk's after the PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.services.cadres import Cadre
from kiosk.services.ports import Clock, Hanzi, Rules
from kiosk.strings import Strings
from kiosk.ui.desk.bench import Bench, RunWork
from kiosk.ui.desk.call_bar import CallBar
from kiosk.ui.desk.import_room import Importer, ImportRoom
from kiosk.ui.desk.look import Look
from kiosk.ui.desk.machine import Actions, Machine
from kiosk.ui.desk.machine_room import MachineRoom
from kiosk.ui.desk.people_room import PeopleRoom
from kiosk.ui.desk.picture_card import Pictures
from kiosk.ui.desk.rail import Header, Rail
from kiosk.ui.desk.register_room import RegisterRoom
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.sheet import style_sheet
from kiosk.ui.desk.todo_room import ToDoRoom
from kiosk.ui.desk.visits_room import VisitsRoom
from kiosk.ui.idle import Idle
from kiosk.ui.theme import Theme

IDLE_S: Final = 300.0
WARNING_S: Final = 30
CLOCK_MS: Final = 10_000
_INPUT: Final = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
)


class Desk(QWidget):
    left = Signal()
    """The cadre went, or has not touched anything for a while: close the desk."""

    def __init__(
        self,
        theme: Theme,
        strings: Strings,
        run_work: RunWork,
        cadre: Cadre,
        *,
        clock: Clock,
        rules: Rules,
        hanzi: Hanzi,
        machine: Callable[[], Machine],
        actions: Actions,
        importer: Importer,
        pictures: Pictures | None = None,
        village: str = "",
        idle_s: float = IDLE_S,
        warning_s: int = WARNING_S,
    ) -> None:
        """machine: asked each time the officer's page is shown or refreshed; must not block."""
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = Look(theme.metrics)
        self.bench = bench = Bench(theme, look, strings, run_work, cadre, clock, rules, hanzi)
        self.setFont(theme.font(look.size.text))
        self.setStyleSheet(style_sheet(look.size, theme.colours))
        self._people = PeopleRoom(bench, village, actions.sticks)
        self._visits, self._todo = VisitsRoom(bench), ToDoRoom(bench)
        entering = RegisterRoom(bench, pictures), self._people, ImportRoom(bench, importer)
        self.rooms: tuple[Room, ...]
        self.rooms = *entering, self._visits, self._todo, MachineRoom(bench, machine, actions)
        self._lay_out(village)
        self._set_shortcuts()
        self._watch(max(0.0, idle_s - warning_s), warning_s)

    # -- rooms

    def open_room(self, name: str) -> None:
        """name: a Room's own name."""
        self._open(next(at for at, room in enumerate(self.rooms) if room.name == name))

    def open_person(self, person: str) -> None:
        self.open_room(self._people.name)
        self._people.open_person(person)

    def open_visit(self, visit: str) -> None:
        self.open_room(self._visits.name)
        self._visits.open_visit(visit)

    def current_room(self) -> Room:
        return self.rooms[self._stack.currentIndex()]

    def _open(self, at: int) -> None:
        self._rail.point_at(at)
        self._stack.setCurrentIndex(at)
        self.rooms[at].entered()
        self._look()

    # -- keys and the lock

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touched()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._idle.watch()
        self._ticker.start()
        self.current_room().entered()
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._idle.rest()
        self._ticker.stop()

    def _watch(self, patience_s: float, warning_s: int) -> None:
        self._is_warning = False
        self._idle = Idle(patience_s, warning_s, self)
        self._idle.warned.connect(self._warn)
        self._idle.ticked.connect(self._header.show_seconds_left)
        self._idle.ran_out.connect(self.left)
        self._ticker = QTimer(self, interval=CLOCK_MS)
        self._ticker.timeout.connect(self._tick)

    def touched(self) -> None:
        if self._is_warning:
            self._is_warning = False
            self._header.show_time()
            self._idle.watch()
        else:
            self._idle.touched()

    def _warn(self) -> None:
        self._is_warning = True

    def _look(self) -> None:
        """What waits for a cadre, whatever room stands."""
        self._todo.look()
        self._calls.look()

    def _tick(self) -> None:
        self._look()
        if not self._is_warning:
            self._header.show_time()

    def _escape(self) -> None:
        if not self.current_room().step_back():
            self.left.emit()

    def _set_shortcuts(self) -> None:
        keys: list[tuple[QKeySequence | QKeySequence.StandardKey | str, Callable[[], None]]] = [
            (QKeySequence.StandardKey.Save, lambda: self.current_room().save()),
            (QKeySequence.StandardKey.Find, lambda: self.current_room().seek()),
            ("Esc", self._escape),
        ]
        for at in range(len(self.rooms)):
            keys.append((f"Ctrl+{at + 1}", lambda at=at: self._open(at)))  # type: ignore[misc]
        for sequence, do in keys:
            _bind(self, QKeySequence(sequence), do)

    def _lay_out(self, village: str) -> None:
        self._header = Header(self.bench, village)
        self._rail = Rail(self.bench, [(room.name, room.picture) for room in self.rooms])
        self._stack = QStackedWidget()
        self._calls = CallBar(self.bench)
        for room in self.rooms:
            self._stack.addWidget(room)
            room.person_wanted.connect(self.open_person)
            room.visit_wanted.connect(self.open_visit)
        self._todo.counted.connect(partial(self._rail.set_count, self.rooms.index(self._todo)))
        self._rail.chose.connect(self._open)
        self._rail.point_at(0)
        self._header.left.connect(self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addLayout(_below(self._rail, self._calls, self._stack), 1)


def _below(rail: QWidget, calls: QWidget, room: QWidget) -> QHBoxLayout:
    page = QVBoxLayout()
    page.setSpacing(0)
    page.addWidget(calls)
    page.addWidget(room, 1)
    below = QHBoxLayout()
    below.setSpacing(0)
    below.addWidget(rail)
    below.addLayout(page, 1)
    return below


def _bind(desk: Desk, keys: QKeySequence, do: Callable[[], None]) -> None:
    shortcut = QShortcut(keys, desk)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)
