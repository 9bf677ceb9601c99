"""The desk's rooms: each is built when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kiosk.ui.desk.room import Room

_R = TypeVar("_R", bound=Room)
Plans = Mapping[type[Room], Callable[[], Room]]


class Rooms(QStackedWidget):
    """All of them at once would keep a cadre waiting at each PIN."""

    built = Signal(object)
    """A room that has just been built."""

    def __init__(self, plans: Plans) -> None:
        super().__init__()
        self._plans = plans
        self._built: dict[type[Room], Room] = {}

    def get(self, kind: type[_R]) -> _R:
        room = self._built.get(kind)
        if room is None:
            room = self._built[kind] = self._plans[kind]()
            self.addWidget(room)
            self.built.emit(room)
        assert isinstance(room, kind)
        return room

    def current(self) -> Room:
        room = self.currentWidget()
        assert isinstance(room, Room)
        return room

    def enter(self, kind: type[Room]) -> None:
        room = self.get(kind)
        self.setCurrentWidget(room)
        room.entered()

    def watch(self) -> None:
        """Those that look up how many things wait in them are built for that."""
        for kind in self._plans:
            if kind in self._built or kind.watch is not Room.watch:
                self.get(kind).watch()
