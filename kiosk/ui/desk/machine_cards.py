"""The state of the exchange and of the machine in plain words, on cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.machine import CardReaderState, Machine
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.visits_list import moment
from kiosk.ui.desk.wording import ago, length, what_stands, what_to_do
from sync.standard.clock import MINUTE_MS

GIGABYTE: Final = 1_000_000_000
LITTLE_SPACE_BYTES: Final = 2 * GIGABYTE
DEVICE_SHOWN: Final = 8
"""Characters of the device's id: enough to tell it on the telephone."""

_CARDS: Final[dict[str, tuple[str, ...]]] = {
    "place": ("village", "county", "device"),
    "data": ("entries", "unreadable", "checked", "free"),
    "parts": ("key", "voice", "card_reader", "clock"),
}
_READER_TONES: Final = {
    CardReaderState.THERE: Tone.GREEN,
    CardReaderState.GONE: Tone.RED,
    CardReaderState.BROKEN: Tone.RED,
}
_STATE_LINES: Final = ("waiting", "contact", "from_others", "in_the_way", "what_to_do")
Line = tuple[str, Tone | None]


class LinesCard(Card):
    """Name and value, line by line."""

    def __init__(self, bench: Bench, title: str, names: Sequence[str]) -> None:
        super().__init__(bench, title)
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(bench.look.size.pad)
        grid.setVerticalSpacing(bench.look.size.small_gap)
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(names):
            said, value = (
                label(bench.show(f"machine.{name}"), "soft"),
                label("", "label", wrap=True),
            )
            value.setObjectName(f"machine:{name}")
            grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)
            self._lines[name] = said, value
        self.inside.addLayout(grid)

    def put(self, name: str, line: Line) -> None:
        text, tone = line
        said, value = self._lines[name]
        value.setText(text)
        mark(value, tone=str(tone or ""))
        for part in (said, value):
            part.setVisible(bool(text))

    def text(self, name: str) -> str:
        """What the line of this name says."""
        return self._lines[name][1].text()


class StateCard(LinesCard):
    """Where the exchange stands. It never says more than the county has signed."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "", _STATE_LINES)
        self._bench = bench
        self.state = label("", "title", wrap=True)
        self.state.setObjectName("machine:state")
        self.inside.insertWidget(0, self.state)
        self.inside.addWidget(label(bench.show("machine.only_signed"), "soft", wrap=True))

    def put_machine(self, machine: Machine) -> None:
        show = self._bench.show
        is_sent = machine.state == "all_sent"
        self.state.setText(show(f"machine.state_{machine.state}"))
        mark(self.state, tone=str(Tone.GREEN if is_sent else Tone.GOLD))
        self.put("waiting", (show("machine.count", count=machine.waiting), None))
        self.put("contact", (self._contact(machine), None))
        self.put("from_others", (show("machine.count", count=machine.from_others), None))
        ways = [what_stands(self._bench, code) for code in machine.in_the_way]
        deeds = [what_to_do(self._bench, code) for code in machine.in_the_way]
        tone = Tone.RED if ways else None
        self.put("in_the_way", ("\n".join(ways) or show("machine.nothing"), tone))
        self.put("what_to_do", ("\n".join(dict.fromkeys(deeds)), None))

    def _contact(self, machine: Machine) -> str:
        """By a wrong clock nobody can say how long ago it was."""
        show, now_ms = self._bench.show, self._bench.clock.now_ms()
        if not machine.last_contact_ms:
            return show("machine.never")
        at = moment(self._bench, machine.last_contact_ms)
        if machine.is_clock_doubtful:
            return show("machine.contact_age_unknown", moment=at)
        age = ago(self._bench, max(0, now_ms - machine.last_contact_ms))
        return show("machine.contact_at", moment=at, ago=age)


class MachineCards(QWidget):
    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(bench.look.size.gap)
        columns = 1 if bench.look.is_portrait else 2
        self._cards: dict[str, LinesCard] = {}
        for at, (name, lines) in enumerate(_CARDS.items()):
            card = LinesCard(bench, bench.show(f"machine.card_{name}"), lines)
            card.inside.addStretch(1)
            self._cards |= dict.fromkeys(lines, card)
            grid.addWidget(card, *divmod(at, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def put(self, machine: Machine) -> None:
        for name, line in self._texts(machine).items():
            self._cards[name].put(name, line)

    def text(self, name: str) -> str:
        """What the line of this name says."""
        return self._cards[name].text(name)

    def _texts(self, machine: Machine) -> dict[str, Line]:
        show = self._bench.show
        bad_key = machine.key_source == "file"
        little = 0 <= machine.free_bytes < LITTLE_SPACE_BYTES
        return {
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
            "card_reader": (
                show(f"machine.card_reader_{machine.card_reader}"),
                _READER_TONES.get(machine.card_reader),
            ),
            "clock": self._clock(machine),
        }

    def _clock(self, machine: Machine) -> tuple[str, Tone | None]:
        off_ms = machine.clock_ahead_ms
        if machine.is_clock_doubtful:
            return self._bench.show("machine.clock_doubtful"), Tone.RED
        if abs(off_ms) < MINUTE_MS:
            return self._bench.show("machine.clock_good"), None
        way = "ahead" if off_ms > 0 else "behind"
        off = length(self._bench, abs(off_ms))
        return self._bench.show(f"machine.clock_{way}", off=off), Tone.GOLD

    def _free(self, free_bytes: int) -> str:
        if free_bytes < 0:
            return self._bench.show("machine.unknown")
        return self._bench.show("machine.gigabytes", count=f"{free_bytes / GIGABYTE:.1f}")
