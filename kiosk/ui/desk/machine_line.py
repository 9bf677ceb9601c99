"""Testing the line to the county: each step with a mark and a sentence."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel
from shiboken6 import isValid

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.machine import Actions
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.wording import length, short_length, what_stands, what_to_do
from sync.exchange.tried import Probe, Step, Tried, Verdict

_PICTURES: Final = {Verdict.GOOD: "done", Verdict.BAD: "no"}
_TONES: Final = {Verdict.GOOD: Tone.GREEN, Verdict.BAD: Tone.RED}
SAME_MS: Final = 1000
"""A clock that is off by less is called right."""


class LineCard(Card):
    """One test at a time: while it runs, pressing again does nothing."""

    def __init__(self, room: Room, actions: Actions) -> None:
        bench = room.bench
        super().__init__(bench, bench.show("line.card"))
        self._bench, self._room, self._actions = bench, room, actions
        self._is_busy = False
        self._rows: dict[Step, tuple[QLabel, QLabel]] = {}
        self.inside.addWidget(label(bench.show("line.hint"), "soft", wrap=True))
        grid = QGridLayout()
        size = bench.look.size
        grid.setHorizontalSpacing(size.gap)
        grid.setVerticalSpacing(size.gap)
        grid.setColumnStretch(2, 1)
        for at, step in enumerate(Step):
            picture, said = QLabel(), label("", "label", wrap=True)
            picture.setFixedSize(QSize(size.picture, size.picture))
            said.setObjectName(f"line:{step}")
            grid.addWidget(picture, at, 0)
            grid.addWidget(label(bench.show(f"line.step_{step}")), at, 1)
            grid.addWidget(said, at, 2)
            self._rows[step] = picture, said
        self.inside.addLayout(grid)
        self._clear()

    def test(self) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        self._clear()
        self._room.notice.tell(Tone.BLUE, self._bench.show("machine.testing"))
        self._actions.test_line(self._ended)

    def text(self, step: Step) -> str:
        return self._rows[step][1].text()

    def _ended(self, found: Probe | Trouble) -> None:
        self._is_busy = False
        if not isValid(self):
            return
        if isinstance(found, Trouble):
            self._room.in_the_way(found)
            return
        for tried in found.tried:
            self._put(tried.step, tried.verdict, self._words(tried, found))
        self._room.notice.tell(*self._summary(found))

    def _clear(self) -> None:
        for step in Step:
            self._put(step, Verdict.UNTRIED, self._bench.show("line.not_yet"))

    def _summary(self, found: Probe) -> tuple[Tone, str]:
        """In one sentence: all is well, or what stands in the way first."""
        bench = self._bench
        bad = next((one for one in found.tried if one.verdict is Verdict.BAD), None)
        if bad is None:
            return Tone.GREEN, bench.show("machine.tested_good")
        if bad.step is Step.SPEED:
            return Tone.RED, bench.show("line.bad_speed")
        says, do = what_stands(bench, bad.why), what_to_do(bench, bad.why)
        return Tone.RED, bench.show("machine.tested_bad", says=says, do=do)

    def _put(self, step: Step, verdict: Verdict, words: str) -> None:
        bench = self._bench
        picture, said = self._rows[step]
        pixmap = bench.theme.picture(_PICTURES.get(verdict, ""), bench.look.size.picture)
        picture.setPixmap(pixmap if pixmap is not None else QPixmap())
        said.setText(words)
        role = "soft" if verdict is Verdict.UNTRIED else "label"
        mark(said, role=role, tone=str(_TONES.get(verdict, "")))

    def _words(self, tried: Tried, found: Probe) -> str:
        bench = self._bench
        match tried.verdict:
            case Verdict.UNTRIED:
                return bench.show("line.untried")
            case Verdict.BAD if tried.step is Step.SPEED:
                return bench.show("line.bad_speed")
            case Verdict.BAD:
                says, do = what_stands(bench, tried.why), what_to_do(bench, tried.why)
                told = bench.show("line.bad", says=says, do=do)
                return f"{self._clock(found)} {told}" if tried.step is Step.CLOCK else told
        match tried.step:
            case Step.CLOCK:
                return self._clock(found)
            case Step.SPEED:
                trip = short_length(bench, found.round_trip_ms or 0)
                many = length(bench, (found.thousand_s or 0) * 1000)
                return bench.show("line.good_speed", trip=trip, many=many)
        return bench.show(f"line.good_{tried.step}")

    def _clock(self, found: Probe) -> str:
        off_ms = found.clock_off_ms or 0
        if abs(off_ms) < SAME_MS:
            return self._bench.show("line.clock_same")
        way = "ahead" if off_ms > 0 else "behind"
        return self._bench.show(f"line.clock_{way}", off=length(self._bench, abs(off_ms)))
