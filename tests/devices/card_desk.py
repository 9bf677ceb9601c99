"""A watch over a simulated reader on a line in memory, and somebody who lays cards down."""

from __future__ import annotations

import random

from kiosk.devices.card_module import CardModule, Limits
from kiosk.devices.card_watch import CardWatch, Pace
from kiosk.devices.simulated_module import SimulatedModule, Tempo
from kiosk.services.cards import CardOutcome
from tests.devices.cards import GROUPS, CountedTime, MemoryLine, today

KEY = bytes(32)
LIMITS = Limits()
PACE = Pace()
LONGEST_POLL_S = LIMITS.find_s + LIMITS.select_s + 2 * LIMITS.read_s


class Desk:
    def __init__(
        self, seed: int = 1, *, wants_lifting: bool = False, expected: bool = False
    ) -> None:
        self.dice = random.Random(seed)
        self.time = CountedTime()
        tempo = Tempo(slow_s=0.4, too_slow_s=5.0)
        self.module = SimulatedModule(self.dice, tempo, wants_lifting=wants_lifting)
        self.line = MemoryLine(self.module, self.time)
        self.watch = CardWatch(self._find, self.time, KEY, expected=expected, pace=PACE)

    def _find(self) -> CardModule | None:
        if self.line.is_broken:
            return None
        return CardModule(self.line, GROUPS, today, self.time, LIMITS)

    def poll(self, times: int = 1) -> list[CardOutcome]:
        told: list[CardOutcome] = []
        for _ in range(times):
            begun_s = self.time.now_s
            told += self.watch.poll()
            assert self.time.now_s - begun_s <= LONGEST_POLL_S + 0.01
            self.time.now_s += self.watch.wait_s
        return told

    def settle(self) -> list[CardOutcome]:
        """Nothing lies there, for longer than a card is remembered."""
        self.module.take()
        self.module.recover()
        begun_s, told = self.time.now_s, []
        while self.time.now_s < begun_s + PACE.gone_s + 2 * LONGEST_POLL_S:
            told += self.poll()
        return told
