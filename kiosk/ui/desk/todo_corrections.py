"""Things to do: what somebody says is wrong in her record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kiosk.services.ask_correction import (
    AnsweredNow,
    AnswerSlip,
    Asking,
    Note,
    answer_correction,
    hear_note,
    list_asked,
)
from kiosk.services.ports import Ports
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.todo import Hands, ToDo, Way
from kiosk.ui.desk.visits_list import moment


class CorrectionsSection:
    name = "corrections"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[Asking]:
        return list_asked(ports)

    def show(self, item: Asking) -> ToDo:
        show, visit = self._bench.show, item.visit
        what = show(f"todo.asked_{item.asked.what}")
        if visit is None:
            sentence = show("todo.asks", what=what)
        else:
            at = moment(self._bench, visit.start_ms)
            service = self._bench.strings.show(f"service.{visit.service or 'any'}")
            minutes = visit.minutes
            sentence = show("todo.asks_of", what=what, at=at, service=service, minutes=minutes)
        ways = [
            Way("corrected", show("todo.corrected"), self._answering(item, True), "main"),
            Way("refused", show("todo.refused"), self._answering(item, False)),
        ]
        if item.note is not None:
            sentence += show("todo.note_here" if item.note.is_here else "todo.note_away")
            if item.note.is_here:
                ways.insert(0, self._hearing(item.note))
        if visit is not None:
            open_visit = partial(self._hands.open_visit, visit.visit)
            ways.insert(0, Way("open_visit", show("todo.open_visit"), lambda _note: open_visit()))
        whose = item.resident.personal if item.resident else None
        title, hint = show("todo.asks_title"), show("todo.answer_hint")
        return ToDo(title, whose, item.item.ms, sentence, tuple(ways), hint)

    def _hearing(self, note: Note) -> Way:
        """Read when it is wanted, and kept nowhere."""
        bench = self._bench

        def came(sound: Any) -> str:
            if not sound or not bench.sounds.has_loudspeaker:
                return bench.show("todo.note_gone")
            bench.sounds.play(sound)
            return bench.show("todo.note_played")

        seconds = max(1, round(note.length_ms / 1000))
        hear = partial(self._hands.do, partial(hear_note, note=note), came)
        word = bench.show("todo.hear_note", seconds=seconds)
        return Way("hear_note", word, lambda _note: hear())

    def _answering(self, item: Asking, is_corrected: bool) -> Callable[[str], None]:
        bench, entry = self._bench, item.item.entry

        def came(outcome: Any) -> str:
            match outcome:
                case AnsweredNow():
                    return bench.show("todo.answered")
                case AnswerSlip() as slip:
                    return bench.show(f"todo.answer_{slip.value}")
                case _:
                    raise TypeError(outcome)

        def answer(note: str) -> None:
            work = partial(
                answer_correction,
                entry=entry,
                reason=note,
                by=bench.cadre.id,
                is_corrected=is_corrected,
            )
            self._hands.do(work, came)

        return answer
