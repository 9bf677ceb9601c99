"""The name board learns from the names of this village: at the start, and whenever one is new."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.config import ASSETS
from kiosk.devices.hanzi import PinyinHanzi
from kiosk.services.correct_resident import CorrectedNow
from kiosk.services.import_register import Plan
from kiosk.services.register import RegisteredNow
from kiosk.ui.jobs import Lane, Lanes


class Learning:
    def __init__(self, lanes: Lanes, names: Callable[[], list[str]]) -> None:
        """names: everybody's in the village; asked on the store's thread."""
        self.hanzi = PinyinHanzi(ASSETS / "pinyin")
        self._lanes, self._names = lanes, names

    def learn(self) -> None:
        """Reads the names on the store's thread, counts them on another."""
        self._lanes.run(Lane.STORE, self._names, self._count)

    def hear(self, outcome: Any) -> None:
        """Of whatever was done at this kiosk."""
        match outcome:
            case RegisteredNow() | CorrectedNow() | Plan(remaining=0):
                self.learn()

    def _count(self, names: Any) -> None:
        if isinstance(names, list):
            self._lanes.run(Lane.NETWORK, partial(self.hanzi.learn, names), _nothing)


def _nothing(_outcome: Any) -> None:
    pass
