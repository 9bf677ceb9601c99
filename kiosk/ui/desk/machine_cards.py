"""The state of the machine in plain words, on cards."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.machine import Machine
from kiosk.ui.desk.parts import Card, label
from sync.standard.clock import DAY_MS, date_of, time_of

GIGABYTE: Final = 1_000_000_000
LITTLE_SPACE_BYTES: Final = 2 * GIGABYTE
DEVICE_SHOWN: Final = 8
"""Characters of the device's id: enough to tell it on the telephone."""

_CARDS: Final[dict[str, tuple[str, ...]]] = {
    "sync": ("state", "waiting", "contact", "in_the_way"),
    "place": ("village", "county", "device"),
    "data": ("entries", "unreadable", "checked", "free"),
    "parts": ("key", "voice", "clock"),
}


class MachineCards(QWidget):
    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._lines: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(bench.look.size.gap)
        columns = 1 if bench.look.is_portrait else 2
        for at, (name, lines) in enumerate(_CARDS.items()):
            grid.addWidget(self._card(name, lines), *divmod(at, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def put(self, machine: Machine) -> None:
        for name, (text, tone) in self._texts(machine).items():
            self._lines[name].setText(text)
            mark(self._lines[name], tone=str(tone or ""))

    def text(self, name: str) -> str:
        """What the line of this name says."""
        return self._lines[name].text()

    def _card(self, name: str, lines: tuple[str, ...]) -> Card:
        size = self._bench.look.size
        card = Card(self._bench, self._bench.show(f"machine.card_{name}"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(size.pad)
        grid.setVerticalSpacing(size.small_gap)
        grid.setColumnStretch(1, 1)
        for at, line in enumerate(lines):
            grid.addWidget(label(self._bench.show(f"machine.{line}"), "soft"), at, 0)
            self._lines[line] = label("", "label", wrap=True)
            self._lines[line].setObjectName(f"machine:{line}")
            grid.addWidget(self._lines[line], at, 1)
        card.inside.addLayout(grid)
        card.inside.addStretch(1)
        return card

    def _texts(self, machine: Machine) -> dict[str, tuple[str, Tone | None]]:
        show = self._bench.show
        sent = machine.state == "all_sent"
        bad_key = machine.key_source == "file"
        little = 0 <= machine.free_bytes < LITTLE_SPACE_BYTES
        return {
            "state": (show(f"machine.state_{machine.state}"), Tone.GREEN if sent else Tone.GOLD),
            "waiting": (show("machine.count", count=machine.waiting), None),
            "contact": (self._contact(machine.last_contact_ms), None),
            "in_the_way": self._in_the_way(machine.in_the_way),
            "village": (machine.village or show("machine.unknown"), None),
            "county": (machine.county or show("machine.unknown"), None),
            "device": (machine.device[:DEVICE_SHOWN] or show("machine.unknown"), None),
            "entries": (show("machine.count", count=machine.entries), None),
            "unreadable": (
                show("machine.count", count=machine.unreadable),
                Tone.GOLD if machine.unreadable else None,
            ),
            "checked": (
                show(f"machine.check_{machine.check}"),
                {"sound": Tone.GREEN, "damaged": Tone.RED}.get(machine.check),
            ),
            "free": (self._free(machine.free_bytes), Tone.RED if little else None),
            "key": (
                show(f"machine.key_{machine.key_source or 'unknown'}"),
                Tone.RED if bad_key else Tone.GREEN,
            ),
            "voice": (
                show(f"machine.voice_{machine.voice}"),
                Tone.GOLD if machine.voice == "silence" else None,
            ),
            "clock": (
                show(
                    "machine.clock_doubtful" if machine.is_clock_doubtful else "machine.clock_good"
                ),
                Tone.RED if machine.is_clock_doubtful else None,
            ),
        }

    def _contact(self, ms: int) -> str:
        if not ms:
            return self._bench.show("machine.never")
        time = time_of(ms)
        clock = f"{time.hour}:{time.minute:02}"
        now_ms = self._bench.clock.now_ms()
        if date_of(ms) == date_of(now_ms):
            return self._bench.show("machine.today", time=clock)
        days = max(1, (now_ms - ms) // DAY_MS)
        day = {"month": time.month, "day": time.day}
        return self._bench.show("machine.days_ago", days=days, time=clock, **day)

    def _in_the_way(self, code: str) -> tuple[str, Tone | None]:
        if not code:
            return self._bench.show("machine.nothing"), None
        kind = code.partition(".")[0]
        strings = self._bench.strings
        keys = [f"desk.machine.way_{code.replace('.', '_')}", f"desk.machine.way_{kind}"]
        found = [key for key in keys if strings.has(key)]
        return strings.show(found[0] if found else "desk.machine.way_fault"), Tone.RED

    def _free(self, free_bytes: int) -> str:
        if free_bytes < 0:
            return self._bench.show("machine.unknown")
        return self._bench.show("machine.gigabytes", count=f"{free_bytes / GIGABYTE:.1f}")
