"""From the touch until the next screen is painted: whole check-ins by number, in the real window.

Runs in a process of its own (python -m tests.bench.touch FOLDER), so that nothing of the other
measures weighs on it. Prints JSON: {"home > find_me.way": [ms, ...], ...}.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QAbstractButton

from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.strings import load_strings
from kiosk.ui.tour import Finger
from kiosk.village import open_village
from tests.bench.figures import Figure, median, most, percentile

ROOT: Final = Path(__file__).parents[2]
PEOPLE: Final = 60
WARM: Final = 3
"""The first people come while pictures are still being drawn for the first time."""
PATIENCE_S: Final = 20.0
_WAITING: Final = QEventLoop.ProcessEventsFlag.WaitForMoreEvents

WAY: Final = (
    ("choice:check_in", "find_me.way"),
    ("choice:by_number", "find_me.number"),
    ("done", "find_me.who"),
    ("yes", "check_in.service"),
    ("choice:clean", "check_in.in"),
    ("done", "home"),
)
"""What is touched, and what stands then."""


def measure(folder: Path) -> list[Figure]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.touch", str(folder)]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    took_ms: dict[str, list[float]] = json.loads(ran.stdout.splitlines()[-1])
    keys_ms = took_ms.pop("key")
    every_ms = [ms for some in took_ms.values() for ms in some]
    slowest = max(took_ms, key=lambda way: median(took_ms[way]))
    note = f"{len(every_ms)} touches; slowest {slowest}: p50 {median(took_ms[slowest]):.0f} ms"
    p99 = percentile(every_ms, 99)
    return [
        Figure("touch to next screen painted, p50", percentile(every_ms, 50), "ms"),
        Figure("touch to next screen painted, p99", p99, "ms", most(50), note=note),
        Figure("key touched to its digit painted, p99", percentile(keys_ms, 99), "ms", most(50)),
    ]


class Stopwatch(QObject):
    """Notes which screen stood when the window was last painted."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._finger = Finger()
        self._painted: object = None
        self._paints = 0
        kiosk.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() is QEvent.Type.UpdateRequest:
            self._painted = self._kiosk.shell.screen_shown
            self._paints += 1
        return False

    def touch(self, name: str, then: str) -> float:
        """Milliseconds until the screen `then` is painted; "" = until anything is."""
        shell = self._kiosk.shell
        found = shell.findChildren(QAbstractButton, name)
        button = next(b for b in found if b.isVisible() and b.isEnabled())
        stood, paints = shell.screen_shown, self._paints
        began_s = time.perf_counter()
        self._finger.tap(button)
        while True:
            stands = shell.screen_shown
            if then and stands != stood and stands.id == then and self._painted == stands:
                break
            if not then and self._paints > paints:
                break
            assert time.perf_counter() < began_s + PATIENCE_S, f"{stands.id}, not {then}"
            QCoreApplication.processEvents(_WAITING)
        return (time.perf_counter() - began_s) * 1000


def walk(folder: Path) -> dict[str, list[float]]:
    numbers = _numbers(folder)
    application()
    kiosk = Kiosk(Config(folder), load_strings(ASSETS / "strings" / "zh_CN"))
    kiosk.window.show()
    kiosk.settle()
    took_ms: dict[str, list[float]] = defaultdict(list)
    try:
        watch = Stopwatch(kiosk)
        for at, number in enumerate(numbers):
            stands = "home"
            for name, then in WAY:
                ms = watch.touch(name, then)
                if at >= WARM:
                    took_ms[f"{stands} > {then}"].append(ms)
                stands = then
                if then == "find_me.number":
                    keys_ms = [watch.touch(f"key:{digit}", "") for digit in number]
                    took_ms["key"] += keys_ms if at >= WARM else []
    finally:
        kiosk.window.close()
        kiosk.close()
    return took_ms


def _numbers(folder: Path) -> list[str]:
    """Of people who are not there now."""
    village = open_village(Config(folder))
    try:
        persons = village.store.database.rows("SELECT key FROM residents ORDER BY key")
        random.Random(3).shuffle(persons)
        numbers: list[str] = []
        for (person,) in persons:
            resident = village.ports.residents.by_id(person)
            if resident is not None and not village.ports.visits.open_of(person):
                numbers.append(resident.personal.number)
            if len(numbers) == PEOPLE + WARM:
                break
        return numbers
    finally:
        village.close()


if __name__ == "__main__":
    print(json.dumps(walk(Path(sys.argv[1]))))
