"""The button "sync now": it is told only what a round that has ended has proved."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.machine import Machine
from kiosk.ui.desk.parts import Notice
from kiosk.ui.desk.wording import what_stands, what_to_do


class SyncNow:
    def __init__(self, notice: Notice, bench: Bench, sync_now: Callable[[], None]) -> None:
        self._notice, self._bench, self._sync_now = notice, bench, sync_now
        self._rounds: int | None = None
        """How many had ended when one more was asked for."""

    @property
    def is_waiting(self) -> bool:
        return self._rounds is not None

    def press(self, machine: Machine) -> None:
        self._rounds = machine.rounds
        self._sync_now()
        self._notice.tell(Tone.BLUE, self._bench.show("machine.syncing"))

    def look(self, machine: Machine) -> None:
        if self._rounds is None:
            return
        if machine.rounds <= self._rounds:
            # Fewer than before: the worker was started anew, and none of its own has ended.
            self._rounds = machine.rounds
            return
        self._rounds = None
        show = self._bench.show
        if machine.in_the_way:
            code = machine.in_the_way[0]
            says, do = what_stands(self._bench, code), what_to_do(self._bench, code)
            self._notice.tell(Tone.RED, show("machine.not_synced", says=says, do=do))
        elif machine.state == "all_sent":
            self._notice.tell(Tone.GREEN, show("machine.synced"))
        else:
            told = show("machine.synced_waiting", count=machine.waiting)
            self._notice.tell(Tone.GOLD, told)
