"""The ID-card reader of this machine: started, listened to, and how it is.

Its thread (kiosk.devices.card_reader) tells outcomes; here, on the window's thread, each goes where
somebody can do something about it: a card and a sentence to whoever stands there, the reader's own
troubles to the officer's page.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kiosk.config import ASSETS, READER_OFF, Config
from kiosk.services.cards import (
    CardFault,
    CardRead,
    CardUnreadable,
    ReaderBack,
    ReaderGone,
)
from kiosk.services.ports import Ports
from kiosk.strings import Strings
from kiosk.ui.desk.machine import CardReaderState
from kiosk.ui.hearing import Hearing
from kiosk.ui.window import Window

if TYPE_CHECKING:
    from kiosk.devices.card_reader import CardReader
    from kiosk.devices.card_watch import Pace
    from kiosk.simulating import Simulation

log = logging.getLogger(__name__)

GROUPS: Final = ASSETS / "register" / "ethnic_groups.toml"
SIMULATED_SEARCH_S: Final = 0.2
"""Whoever touches a simulator does not wait for a port to be looked for."""


class Reading:
    def __init__(
        self,
        config: Config,
        window: Window,
        ports: Ports,
        wait_on_store: Callable[[Callable[[], Any]], Any],
    ) -> None:
        self._port, self._window = config.card_reader, window
        self._today = ports.clock.today
        self._reader: CardReader | None = None
        self.simulation: Simulation | None = None
        if config.simulated_card_reader:
            from kiosk.simulating import Simulation, invented_people

            self.simulation = Simulation(wait_on_store(partial(invented_people, ports)))
            self._port = self.simulation.port
        self.pace: Pace | None = None
        """Another one than people's, for machines that lay cards down."""
        self._hearing = Hearing()
        self._hearing.came.connect(self._hear)
        is_off = self._port == READER_OFF
        self.state = CardReaderState.OFF if is_off else CardReaderState.LOOKING

    def show_simulator(self, strings: Strings) -> None:
        """Where there is one to be shown."""
        if self.simulation is not None:
            from kiosk.ui.simulator import Simulator

            owners, do = self.simulation.owners, self.simulation.do
            Simulator(self._window, self._window.shell.theme, strings, owners, do).show()

    def start(self) -> None:
        """Loads the library, which may take a moment: not on the window's thread."""
        if self._port == READER_OFF:
            return
        try:
            from kiosk.devices.card_fields import read_ethnic_groups
            from kiosk.devices.card_ports import usb_serial_paths
            from kiosk.devices.card_reader import CardReader, ReaderSettings, watch_for
            from kiosk.devices.card_watch import Pace
        except ImportError as error:  # no pyserial, or a system without serial ports
            log.warning("no card reader: %s", error.name)
            self._hearing.tell(CardReaderState.NO_DRIVER)
            return
        pace = self.pace or (Pace(search_s=SIMULATED_SEARCH_S) if self.simulation else Pace())
        settings = ReaderSettings(path=self._port, pace=pace)
        paths = tuple if self.simulation else usb_serial_paths
        watch = watch_for(settings, read_ethnic_groups(GROUPS), self._today, paths)
        self._reader = CardReader(watch, self._hearing.tell)
        self._reader.start()

    def stop(self) -> None:
        """Blocks till a question that is under way is answered or given up."""
        with suppress(RuntimeError):  # Qt's side of it has gone with the window
            self._hearing.came.disconnect(self._hear)
        if self._reader is not None and not self._reader.stop():
            log.warning("the card reader does not come to an end")
        if self.simulation is not None:
            self.simulation.close()

    def _hear(self, outcome: Any) -> None:
        counter = self._window.shell.counter
        match outcome:
            case CardReaderState():
                self.state = outcome
            case CardRead(card):
                self.state = CardReaderState.THERE
                self._window.present(card)
            case CardUnreadable(fault):
                if fault is CardFault.READER_BROKEN:
                    self.state = CardReaderState.BROKEN
                self._window.refuse(fault)
            case ReaderBack():
                self.state = CardReaderState.THERE
                counter.show_reader(True)
            case ReaderGone():
                self.state = CardReaderState.GONE
                counter.show_reader(False)
