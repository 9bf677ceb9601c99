"""Things to do: what somebody says is wrong in her record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from kiosk.services.correct_visit import CorrectionSlip
from kiosk.services.ports import Ports
from kiosk.services.settle_correction import minutes_offered, settle_correction
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.todo import Hands, ToDo, Way
from kiosk.ui.desk.visits_list import moment


@dataclass(frozen=True, slots=True)
class Offered:
    """minutes: what the record shows to be right; None where it does not."""

    asking: Asking
    minutes: int | None


class CorrectionsSection:
    name = "corrections"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[Offered]:
        return [Offered(asking, minutes_offered(ports, asking)) for asking in list_asked(ports)]

    def show(self, offered: Offered) -> ToDo:
        item = offered.asking
        show, visit = self._bench.show, item.visit
        what = show(f"todo.asked_{item.asked.what}")
        if visit is None:
            sentence = show("todo.asks", what=what)
        else:
            at = moment(self._bench, visit.start_ms)
            service = self._bench.strings.show(f"service.{visit.service or 'any'}")
            minutes = visit.minutes
            sentence = show("todo.asks_of", what=what, at=at, service=service, minutes=minutes)
        role = "main" if offered.minutes is None else ""
        ways = [
            *self._settling(offered),
            Way("corrected", show("todo.corrected"), self._answering(item, True), role),
            Way("right", show("todo.right"), self._standing(item)),
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

    def _settling(self, offered: Offered) -> Sequence[Way]:
        """One touch, where nothing needs to be typed."""
        minutes, item, show = offered.minutes, offered.asking, self._bench.show
        if minutes is None:
            return ()
        word = show("todo.settle_minutes" if minutes else "todo.settle_none", minutes=minutes)
        reason = show(f"todo.settled_{item.asked.what}")
        by, entry = self._bench.cadre.id, item.item.entry
        work = partial(settle_correction, entry=entry, minutes=minutes, reason=reason, by=by)
        do = partial(self._hands.do, work, self._came)
        return (Way("settle_it", word, lambda _note: do(), "main"),)

    def _standing(self, item: Asking) -> Callable[[str], None]:
        """Looked into, and right as it is: she is told so, in words that need not be typed."""
        answer, usual = self._answering(item, False), self._bench.show("todo.right_said")
        return lambda note: answer(note.strip() or usual)

    def _came(self, outcome: Any) -> str:
        match outcome:
            case AnsweredNow():
                return self._bench.show("todo.answered")
            case AnswerSlip() as slip:
                return self._bench.show(f"todo.answer_{slip.value}")
            case CorrectionSlip() as slip:
                return self._bench.show(f"visits.slip_{slip.value}")
            case _:
                raise TypeError(outcome)

    def _answering(self, item: Asking, is_corrected: bool) -> Callable[[str], None]:
        bench, entry = self._bench, item.item.entry

        def answer(note: str) -> None:
            work = partial(
                answer_correction,
                entry=entry,
                reason=note,
                by=bench.cadre.id,
                is_corrected=is_corrected,
            )
            self._hands.do(work, self._came)

        return answer
