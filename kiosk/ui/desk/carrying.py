"""The officer's two buttons for the stick: which stick, what is under way, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from kiosk.errors import StickMissing, Trouble
from kiosk.flows.screen import Tone
from kiosk.ui.desk.machine import Actions, Carried, Carry
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.room import Room

MOST_STICKS = 3


class Carrying(Card):
    """One at a time: while the stick is at work, pressing again does nothing."""

    def __init__(self, room: Room, actions: Actions) -> None:
        show = room.bench.show
        super().__init__(room.bench, show("machine.card_stick"))
        self._room, self._actions = room, actions
        self._is_busy = False
        row = QHBoxLayout()
        row.setSpacing(room.bench.look.size.gap)
        row.addWidget(label(show("machine.stick_hint"), "soft", wrap=True), 1)
        row.addWidget(room.deed("carry_out", self.out))
        row.addWidget(room.deed("carry_in", self.into))
        self.inside.addLayout(row)

    def out(self) -> None:
        self._choose(self._actions.carry_out, "carrying_out")

    def into(self) -> None:
        self._choose(self._actions.carry_in, "carrying_in")

    def _choose(self, carry: Carry, doing: str) -> None:
        if self._is_busy:
            return
        sticks = self._actions.sticks()[:MOST_STICKS]
        if not sticks:
            self._room.in_the_way(StickMissing())
        elif len(sticks) == 1:
            self._begin(carry, doing, sticks[0])
        else:
            ways = [
                (f"stick_{at}", stick.name, self._beginning(carry, doing, stick))
                for at, stick in enumerate(sticks)
            ]
            show = self._room.bench.show
            self._room.notice.tell(Tone.BLUE, show("machine.which_stick"), *ways)

    def _beginning(self, carry: Carry, doing: str, stick: Path) -> Callable[[], None]:
        # A function without arguments: a click would hand its own to anything else.
        return lambda: self._begin(carry, doing, stick)

    def _begin(self, carry: Carry, doing: str, stick: Path) -> None:
        self._is_busy = True
        self._room.notice.tell(Tone.BLUE, self._room.bench.show(f"machine.{doing}"))
        carry(stick, self._ended)

    def _ended(self, outcome: Carried | Trouble) -> None:
        self._is_busy = False
        if not isValid(self._room):
            return
        if isinstance(outcome, Trouble):
            self._room.in_the_way(outcome)
            return
        told = self._room.bench.strings.show(outcome.key, **outcome.counts)
        self._room.notice.tell(Tone.GREEN if outcome.is_good else Tone.GOLD, told)
