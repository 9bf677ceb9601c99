"""What every room of the desk works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.errors import Trouble
from kiosk.services.cadres import Cadre
from kiosk.services.ports import Clock, Hanzi, Ports, Rules
from kiosk.strings import Strings
from kiosk.ui.desk.look import Look
from kiosk.ui.desk.sounds import NO_SOUNDS, Sounds
from kiosk.ui.theme import Theme
from kiosk.values import Value

Work = Callable[[Ports], Any]
RunWork = Callable[[Work, Callable[[Any], None]], None]
"""Runs the work on the store's thread, then hands its answer (or the Trouble that stood in the
way) to the second function on the window's thread."""


@dataclass(frozen=True, slots=True)
class Bench:
    theme: Theme
    look: Look
    strings: Strings
    run_work: RunWork
    cadre: Cadre
    clock: Clock
    rules: Rules
    hanzi: Hanzi
    sounds: Sounds = NO_SOUNDS

    def show(self, key: str, **args: Value) -> str:
        """The desk's own string `desk.<key>`."""
        return self.strings.show(f"desk.{key}", **args)

    def run(
        self,
        owner: QWidget,
        work: Work,
        then: Callable[[Any], None],
        in_the_way: Callable[[Trouble], None],
    ) -> None:
        """Has work done. An answer for a page that has been closed meanwhile is dropped: what was
        entered stands in the journal all the same."""

        def came(answer: Any) -> None:
            if not isValid(owner):
                return
            if isinstance(answer, Trouble):
                in_the_way(answer)
            else:
                then(answer)

        self.run_work(work, came)
