"""The door to the cadres' desk, and what is set there for the whole window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.flows.screen import Tone
from kiosk.services.cadres import Cadre
from kiosk.services.ports import Hanzi
from kiosk.strings import Tongue
from kiosk.ui.jobs import Lanes
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from kiosk.ui.window import Window
from kiosk.village import Village

if TYPE_CHECKING:
    from kiosk.officer import Officer
    from kiosk.ui.desk.bench import RunWork
    from kiosk.ui.desk.desk import Desk
    from kiosk.ui.desk.sounds import Sounds


@dataclass(frozen=True, eq=False)  # no slots: Qt holds whom it tells by a weak reference
class Door:
    window: Window
    theme: Theme
    strings: Tongue
    run_work: RunWork
    village: Village
    hanzi: Hanzi
    name: Callable[[], str]
    """Of the village."""
    officer: Officer
    lanes: Lanes
    camera: str
    """As kiosk.devices.cameras.open_camera takes it."""
    sounds: Sounds

    def open(self, cadre: Cadre) -> None:
        self._open_then(cadre, lambda _desk: None)

    def settle_language(self, language: str) -> None:
        """Everybody finds the kiosk in it from now on; the officer sees her page anew."""
        self.strings.settle(language)
        self.window.shell.show_anew()
        if self.window.desk is not None:
            self._open_then(self.window.desk.bench.cadre, _tell_language)

    def _open_then(self, cadre: Cadre, then: Callable[[Desk], None]) -> None:
        from kiosk.desk import make_desk

        def open_it() -> None:
            sight = self.officer.machine().sight
            metrics = Metrics(self.window.width(), self.window.height(), sight)
            desk = make_desk(
                cadre,
                theme=self.theme.resized(metrics),
                strings=self.strings,
                run_work=self.run_work,
                village=self.village,
                hanzi=self.hanzi,
                name=self.name(),
                officer=self.officer,
                lanes=self.lanes,
                camera=self.camera,
                sounds=self.sounds,
            )
            self.window.open_desk(desk)
            then(desk)

        self.officer.look_then(open_it)


def _tell_language(desk: Desk) -> None:
    from kiosk.ui.desk.machine_room import MachineRoom

    desk.open_room(MachineRoom.name)
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    room.show_part("face")
    room.notice.tell(Tone.GREEN, desk.bench.show("machine.kept_language"))
