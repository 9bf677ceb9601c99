"""The ID-card reader on a thread of its own: it polls, and nobody ever waits for it.

    reader = CardReader(watch_for(settings, groups, clock.today), tell)
    reader.start()
    ...
    reader.stop()

`tell` gets each outcome (kiosk.services.cards) on the reader's thread and must not block: a
`queue.SimpleQueue().put`, or a signal to the window. kiosk.reading starts it and hears it.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kiosk.devices.card_module import CardModule, Limits, Line, LineBroken
from kiosk.devices.card_ports import SerialLine, usb_serial_paths
from kiosk.devices.card_watch import CardWatch, Pace
from kiosk.services.cards import CardOutcome

log = logging.getLogger(__name__)

_KEY_BYTES: Final = 32
PROBES_MAX: Final = 3
"""A port that is no reader's is asked so often and not again till it is plugged in anew: ten
strange bytes may be printed by whatever listens there."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    path: str = ""
    """The reader's port if somebody configured it; it is tried first, and for ever."""
    bits_per_s: tuple[int, ...] = (115_200, 9_600)
    """Tried in this order."""
    limits: Limits = field(default_factory=Limits)
    pace: Pace = field(default_factory=Pace)


class ModuleSearch:
    """Calling it opens the first port behind which an ID-card module answers."""

    def __init__(
        self,
        settings: ReaderSettings,
        module_on: Callable[[Line], CardModule],
        paths: Callable[[], Sequence[str]],
        open_line: Callable[[str, int], Line],
    ) -> None:
        self._settings = settings
        self._module_on = module_on
        self._paths = paths
        self._open_line = open_line
        self._probes: dict[str, int] = {}
        self._readers = {settings.path} if settings.path else set[str]()

    def __call__(self) -> CardModule | None:
        found = [path for path in self._paths() if path != self._settings.path]
        self._probes = {path: n for path, n in self._probes.items() if path in found}
        for path in [self._settings.path] * bool(self._settings.path) + found:
            if path not in self._readers and self._probes.get(path, 0) >= PROBES_MAX:
                continue
            self._probes[path] = self._probes.get(path, 0) + 1
            module = self._try(path)
            if module is not None:
                self._readers.add(path)
                return module
        return None

    def _try(self, path: str) -> CardModule | None:
        for bits_per_s in self._settings.bits_per_s:
            try:
                line = self._open_line(path, bits_per_s)
            except LineBroken:
                return None
            module = self._module_on(line)
            with suppress(LineBroken):
                if module.is_there():
                    return module
            with suppress(LineBroken):
                module.close()
        return None


def watch_for(
    settings: ReaderSettings,
    groups: Mapping[str, str],
    today: Callable[[], date],
    paths: Callable[[], Sequence[str]] = usb_serial_paths,
    open_line: Callable[[str, int], Line] = SerialLine,
) -> CardWatch:
    """groups: kiosk.devices.card_fields.read_ethnic_groups(...). paths: ports that may be a
    reader's, likeliest first."""

    def module_on(line: Line) -> CardModule:
        return CardModule(line, groups, today, time.monotonic, settings.limits)

    search = ModuleSearch(settings, module_on, paths, open_line)
    return CardWatch(
        search,
        time.monotonic,
        os.urandom(_KEY_BYTES),
        expected=bool(settings.path),
        pace=settings.pace,
    )


class CardReader:
    """Polls on its own thread from start() to stop()."""

    def __init__(self, watch: CardWatch, tell: Callable[[CardOutcome], None]) -> None:
        self._watch = watch
        self._tell = tell
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="card-reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, limit_s: float = 10.0) -> bool:
        """Ends the polling; True when the thread has ended within the limit."""
        self._stopped.set()
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                try:
                    self._poll()
                except Exception as error:  # noqa: BLE001  may cost a card, never the reader
                    log.error("the card reader stumbled: %s", type(error).__name__)
                self._stopped.wait(self._watch.wait_s)
        finally:
            self._watch.close()

    def _poll(self) -> None:
        # By itself: in the loop that runs for days its last card would be kept in memory.
        for outcome in self._watch.poll():
            self._tell(outcome)
