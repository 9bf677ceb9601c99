"""What the window says of the line to the county."""

from __future__ import annotations

from typing import Any

from kiosk.county import County
from kiosk.devices.machine import wall_ms
from kiosk.flows.screen import Tone
from kiosk.store.journal import Journal
from kiosk.strings import Strings
from kiosk.ui.header import SyncLight
from kiosk.ui.jobs import Lane, Lanes
from kiosk.ui.light import light_of
from kiosk.ui.shell import Shell


class LineLight:
    def __init__(
        self, shell: Shell, lanes: Lanes, journal: Journal, county: County, strings: Strings
    ) -> None:
        self._shell, self._lanes = shell, lanes
        self._journal, self._county, self._strings = journal, county, strings

    def look(self) -> None:
        """Shows what is known of the line now."""
        self._lanes.run(Lane.STORE, self.seen, self._show)

    def seen(self) -> SyncLight:
        """On the store's thread."""
        is_doubtful = self._journal.clock_is_doubtful()
        status = self._county.status()
        if status is None:
            key = "light.alone" if self._county.is_started else "light.saved"
            return SyncLight(Tone.GOLD, self._strings.show(key))
        return light_of(status, self._strings, wall_ms(), is_doubtful=is_doubtful)

    def _show(self, light: Any) -> None:
        if isinstance(light, SyncLight):
            self._shell.show_light(light)
