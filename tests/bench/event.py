"""A large event: 2,000 people with places, three desks at once, a card until its name is painted.

Each desk is a kiosk of its own in a process of its own (python -m tests.bench.event FOLDER DESK),
on a copy of the village's books, with the real window, and takes a third of the people, a card
every PACE_S: 20 times as many a minute as are asked for. Prints JSON: [ms, ...].
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject

from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.devices.machine import wall_ms
from kiosk.services.cadres import Cadre, appoint_cadre, list_cadres
from kiosk.services.cards import Card, CardKind
from kiosk.strings import load_strings
from kiosk.ui.desk.event_room import EventRoom
from kiosk.village import open_village
from sync.standard.activities import ActivitySet
from sync.standard.clock import HOUR_MS
from sync.standard.recruiting import PlaceAsked
from tests.bench.figures import Figure, most, percentile

ROOT: Final = Path(__file__).parents[2]
PEOPLE: Final = 2000
DESKS: Final = 3
WARM: Final = 3
PACE_S: Final = 0.15
PIN: Final = "135790"
PATIENCE_S: Final = 20.0
_WAITING: Final = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def measure(village: Path, work: Path) -> list[Figure]:
    """village: of PEOPLE residents. work: an empty folder for the desks' books."""
    prepare(village)
    folders = [work / f"desk{desk}" for desk in range(DESKS)]
    for folder in folders:
        shutil.copytree(village, folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.event", str(folder), str(desk)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for desk, folder in enumerate(folders)
    ]
    said = [process.communicate()[0] for process in running]
    assert all(process.returncode == 0 for process in running), "a desk broke down"
    took_ms = [ms for lines in said for ms in json.loads(lines.splitlines()[-1])]
    note = f"{len(took_ms)} people, {DESKS} desks at once, {60 / PACE_S:.0f} a minute each"
    return [
        Figure("card put down to its name painted, p50", percentile(took_ms, 50), "ms"),
        Figure(
            "card put down to its name painted, p99",
            percentile(took_ms, 99),
            "ms",
            most(100),
            note=note,
        ),
    ]


def prepare(folder: Path) -> None:
    """The event of today, and everybody has asked for a place in it."""
    village = open_village(Config(folder))
    try:
        ports, now_ms = village.ports, wall_ms()
        appoint_cadre(ports, "Bench", PIN)
        plan = {"title": "Bench", "field": "clean", "is_open": True, "places": PEOPLE}
        plan |= {"start_ms": now_ms - HOUR_MS, "end_ms": now_ms + 6 * HOUR_MS}
        ports.journal.append(ActivitySet("event", plan))
        persons = village.store.database.rows("SELECT key FROM residents ORDER BY key")
        ports.journal.append(*(PlaceAsked("event", person) for (person,) in persons))
    finally:
        village.close()


class _Painted(QObject):
    """Counts the window's paintings."""

    def __init__(self, window: QObject) -> None:
        super().__init__()
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.count += event.type() is QEvent.Type.UpdateRequest
        return False


def stand(folder: Path, desk: int) -> list[float]:
    """Milliseconds of each card of this desk's third."""
    cards = _cards(folder, desk)
    application()
    kiosk = Kiosk(Config(folder, voice=False), load_strings(ASSETS / "strings" / "zh_CN"))
    kiosk.window.show()
    kiosk.settle()
    took_ms: list[float] = []
    try:
        room = _event_room(kiosk)
        painted = _Painted(kiosk.window)
        for name, card in cards:
            began_s, paints = time.perf_counter(), painted.count
            room.said.say(room.said.tone, "", "", "card")
            kiosk.window.present(card)
            while room.said.name != name:
                _wait(began_s, name)
            paints = painted.count
            while painted.count == paints:
                _wait(began_s, name)
            took_ms.append((time.perf_counter() - began_s) * 1000)
            _pause(began_s + PACE_S)
    finally:
        kiosk.window.close()
        kiosk.close()
    return took_ms[WARM:]


def _pause(until_s: float) -> None:
    while (left_s := until_s - time.perf_counter()) > 0:
        QCoreApplication.processEvents()
        time.sleep(min(left_s, 0.005))


def _wait(began_s: float, name: str) -> None:
    assert time.perf_counter() < began_s + PATIENCE_S, name
    QCoreApplication.processEvents(_WAITING)


def _event_room(kiosk: Kiosk) -> EventRoom:
    cadre = _cadre(kiosk)
    kiosk.door.open(cadre)
    began_s = time.perf_counter()
    while kiosk.window.desk is None:
        _wait(began_s, "desk")
    kiosk.window.desk.open_event("event")
    room = kiosk.window.desk.current_room()
    assert isinstance(room, EventRoom)
    while room.activity is None:
        _wait(began_s, "event")
    return room


def _cadre(kiosk: Kiosk) -> Cadre:
    (cadre,) = kiosk.lanes.wait_on_store(lambda: list_cadres(kiosk.village.ports))
    return cadre


def _cards(folder: Path, desk: int) -> list[tuple[str, Card]]:
    village = open_village(Config(folder))
    try:
        people = [
            resident.personal
            for resident in village.ports.residents.newest(PEOPLE)
            if resident.is_active
        ]
    finally:
        village.close()
    return [
        (
            one.name,
            Card(
                CardKind.RESIDENT,
                one.name,
                one.sex,
                "",
                date.fromisoformat(one.birth),
                "",
                one.number,
                "",
                date(2010, 1, 1),
                None,
            ),
        )
        for one in people[desk::DESKS]
    ]


if __name__ == "__main__":
    print(json.dumps(stand(Path(sys.argv[1]), int(sys.argv[2]))))
