"""Importing under way: one chunk a job, so that others get their turn and a stop is heard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from kiosk.services.import_register import Plan, import_some
from kiosk.ui.desk.room import Room


class ImportRun(QObject):
    came = Signal(object)
    """The Plan after each chunk; the last one when `is_under_way` is no longer so."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._is_stopping = False
        self.is_under_way = False

    def start(self, plan: Plan) -> None:
        self.is_under_way, self._is_stopping = True, False
        self._next(plan)

    def stop(self) -> None:
        """After the chunk that is under way."""
        self._is_stopping = True

    def break_off(self) -> None:
        """Something stands in the way: nothing of the last chunk was entered."""
        self.is_under_way = False

    def _next(self, plan: Plan) -> None:
        self._room.run(partial(import_some, plan=plan, by=self._room.bench.cadre.id), self._chunk)

    def _chunk(self, plan: Plan) -> None:
        self.is_under_way = plan.remaining > 0 and not self._is_stopping
        self.came.emit(plan)
        if self.is_under_way:
            self._next(plan)
