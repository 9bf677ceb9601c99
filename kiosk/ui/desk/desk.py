"""The desk: the cadres' and the officer's pages, shown in place of the kiosk's after the PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from kiosk.services.cadres import Cadre
from kiosk.services.ports import Clock, Hanzi, Rules
from kiosk.strings import Strings
from kiosk.ui.desk.activities_room import ActivitiesRoom
from kiosk.ui.desk.bench import Bench, RunWork
from kiosk.ui.desk.call_bar import CallBar
from kiosk.ui.desk.event_room import EventRoom
from kiosk.ui.desk.import_room import Importer, ImportRoom
from kiosk.ui.desk.look import Look
from kiosk.ui.desk.machine import Actions, Machine
from kiosk.ui.desk.machine_room import MachineRoom
from kiosk.ui.desk.patience import Patience
from kiosk.ui.desk.people_room import PeopleRoom
from kiosk.ui.desk.picture_card import Pictures
from kiosk.ui.desk.projects_room import ProjectsRoom
from kiosk.ui.desk.rail import Header, Rail
from kiosk.ui.desk.register_room import RegisterRoom
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.rooms import Plans, Rooms
from kiosk.ui.desk.sheet import style_sheet
from kiosk.ui.desk.sounds import NO_SOUNDS, Sounds
from kiosk.ui.desk.todo_room import ToDoRoom
from kiosk.ui.desk.visits_room import VisitsRoom
from kiosk.ui.theme import Theme
from sync.standard.activities import Activity

IDLE_S: Final = 300.0
WARNING_S: Final = 30
CLOCK_MS: Final = 10_000
_R = TypeVar("_R", bound=Room)


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
        sounds: Sounds = NO_SOUNDS,
        idle_s: float = IDLE_S,
        warning_s: int = WARNING_S,
    ) -> None:
        """machine: asked each time the officer's page is shown or refreshed; must not block."""
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look, tools = Look(theme.metrics), (clock, rules, hanzi, sounds)
        self.bench = bench = Bench(theme, look, strings, run_work, cadre, *tools)
        self.setFont(theme.font(look.size.text))
        self.setStyleSheet(style_sheet(look.size, theme.colours))
        plans = _plans(bench, village, machine, actions, importer, pictures)
        self.on_rail: Final = tuple(kind for kind in plans if kind is not EventRoom)
        self._rooms = Rooms(plans)
        self._lay_out(village)
        _set_shortcuts(self)
        self._patience = Patience(self._header, max(0.0, idle_s - warning_s), warning_s, self)
        self._patience.ran_out.connect(self.left)
        self._ticker = QTimer(self, interval=CLOCK_MS)
        self._ticker.timeout.connect(self._tick)

    # -- rooms

    def room(self, kind: type[_R]) -> _R:
        return self._rooms.get(kind)

    def open_room(self, name: str) -> None:
        """name: a Room's own name."""
        self._open(next(at for at, kind in enumerate(self.on_rail) if kind.name == name))

    def open_person(self, person: str) -> None:
        self.open_room(PeopleRoom.name)
        self.room(PeopleRoom).open_person(person)

    def open_visit(self, visit: str) -> None:
        self.open_room(VisitsRoom.name)
        self.room(VisitsRoom).open_visit(visit)

    def open_event(self, activity: str = "") -> None:
        """The desk of a large event, which is opened from other rooms alone; "" = that of now."""
        self._rail.point_at(self.on_rail.index(VisitsRoom))
        self.room(EventRoom).open_activity(activity)
        self._rooms.enter(EventRoom)

    def open_activity(self, activity: str) -> None:
        self.open_room(ActivitiesRoom.name)
        self.room(ActivitiesRoom).open_activity(activity)

    def current_room(self) -> Room:
        return self._rooms.current()

    def _open(self, at: int) -> None:
        self._rail.point_at(at)
        self._rooms.enter(self.on_rail[at])
        self._look()

    def _open_workbook(self, activity: Activity) -> None:
        self.open_room(ImportRoom.name)
        self.room(ImportRoom).for_event(activity)

    # -- while it is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._patience.watch()
        self._ticker.start()
        self.current_room().entered()
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._patience.rest()
        self._ticker.stop()

    def touched(self) -> None:
        self._patience.touched()

    def _look(self) -> None:
        """What waits for a cadre, whatever room stands."""
        self._rooms.watch()
        self._calls.look()

    def _tick(self) -> None:
        self._look()
        if not self._patience.is_warning:
            self._header.show_time()

    def escape(self) -> None:
        """Out of what is open in the room; else out of the desk."""
        if not self.current_room().step_back():
            self.left.emit()

    def _lay_out(self, village: str) -> None:
        self._header = Header(self.bench, village)
        self._rail = Rail(self.bench, [(kind.name, kind.picture) for kind in self.on_rail])
        self._calls = CallBar(self.bench)
        self._rail.chose.connect(self._open)
        self._rail.point_at(0)
        self._header.left.connect(self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addLayout(_below(self._rail, self._calls, self._rooms), 1)
        self._rooms.built.connect(self._connect)
        self.room(self.on_rail[0])

    def _connect(self, room: Room) -> None:
        room.person_wanted.connect(self.open_person)
        room.visit_wanted.connect(self.open_visit)
        room.activity_wanted.connect(self.open_activity)
        if isinstance(room, EventRoom):
            room.closed.connect(partial(self.open_room, VisitsRoom.name))
            room.workbook_wanted.connect(self._open_workbook)
            return
        room.counted.connect(partial(self._rail.set_count, self.on_rail.index(type(room))))
        if isinstance(room, VisitsRoom | ActivitiesRoom):
            room.event_wanted.connect(self.open_event)


def _plans(
    bench: Bench,
    village: str,
    machine: Callable[[], Machine],
    actions: Actions,
    importer: Importer,
    pictures: Pictures | None,
) -> Plans:
    """In the rail's order; the last is opened from other rooms alone."""
    return {
        RegisterRoom: partial(RegisterRoom, bench, pictures),
        PeopleRoom: partial(PeopleRoom, bench, village, actions.sticks),
        ImportRoom: partial(ImportRoom, bench, importer),
        ActivitiesRoom: partial(ActivitiesRoom, bench, village),
        VisitsRoom: partial(VisitsRoom, bench),
        ProjectsRoom: partial(ProjectsRoom, bench),
        ToDoRoom: partial(ToDoRoom, bench, village),
        MachineRoom: partial(MachineRoom, bench, machine, actions),
        EventRoom: partial(EventRoom, bench),
    }


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


def _set_shortcuts(desk: Desk) -> None:
    keys: list[tuple[QKeySequence | QKeySequence.StandardKey | str, Callable[[], None]]] = [
        (QKeySequence.StandardKey.Save, lambda: desk.current_room().save()),
        (QKeySequence.StandardKey.Find, lambda: desk.current_room().seek()),
        ("Esc", desk.escape),
    ]
    for at, kind in enumerate(desk.on_rail):
        keys.append((f"Ctrl+{at + 1}", partial(desk.open_room, kind.name)))
    for sequence, do in keys:
        _bind(desk, QKeySequence(sequence), do)


def _bind(desk: Desk, keys: QKeySequence, do: Callable[[], None]) -> None:
    shortcut = QShortcut(keys, desk)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)
