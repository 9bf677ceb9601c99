"""Over every room: who called the cadre from the screen, until one touch says it is seen."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.services.call_cadre import Call, Waiting, answer_call, list_calls
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Notice
from sync.standard.clock import time_of

PLACES: Final = "desk.call.at"


class CallBar(QWidget):
    """Nothing at all while nobody waits."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.setObjectName("calls")
        size = bench.look.size
        row = QHBoxLayout(self)
        row.setContentsMargins(size.pad, size.small_gap, size.pad, size.small_gap)
        self.notice = Notice(bench)
        row.addWidget(self.notice)
        self.hide()

    def look(self) -> None:
        self._bench.run(self, list_calls, self._came, self._in_the_way)

    def _came(self, waiting: list[Waiting]) -> None:
        if waiting:
            word = self._bench.show("call.seen")
            answer = partial(self._answer, waiting[0].call)
            self.notice.tell(Tone.RED, self._sentence(waiting), ("call_seen", word, answer))
        self.setVisible(bool(waiting))

    def _answer(self, call: Call, _checked: bool = False) -> None:
        self._bench.run(
            self, partial(answer_call, call=call), lambda _: self.look(), self._in_the_way
        )

    def _in_the_way(self, _trouble: Trouble) -> None:
        """The room beside it tells what is wrong with the books."""

    def _sentence(self, waiting: list[Waiting]) -> str:
        last, show = waiting[0], self._bench.show
        who = last.whose.name if last.whose else show("call.somebody")
        said = show(
            "call.says",
            at=time_of(last.call.at_ms),
            who=who,
            place=self._place(last.call.screen),
        )
        said += "" if last.call.rang else show("call.unheard")
        more = len(waiting) - 1
        return said + (show("call.more", count=more) if more else "")

    def _place(self, screen: str) -> str:
        """The flow's name: the first part of its screens' ids."""
        key = f"{PLACES}.{screen.partition('.')[0]}"
        strings = self._bench.strings
        return strings.show(key if strings.has(key) else f"{PLACES}.home")
