"""Activities whose record is due: near the deadline of ten working days, or over it."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.services.list_activities import ActivityLine, to_record
from kiosk.services.ports import Ports
from kiosk.ui.desk.activity_words import deadline
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.todo import Hands, ToDo, Way


class DeadlinesSection:
    name = "deadlines"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[ActivityLine]:
        return [
            line
            for line in to_record(ports)
            if line.deadline and (line.deadline.is_over or line.deadline.is_near)
        ]

    def show(self, item: ActivityLine) -> ToDo:
        row, due = item.activity, item.deadline
        assert due is not None, "it was held"
        title = row.plan.title
        sentence = self._bench.show(
            "todo.deadline", title=title, day=due.day, left=deadline(self._bench, due)
        )
        way = Way(
            "open_activity",
            self._bench.show("todo.open_activity"),
            lambda _note: self._hands.open_activity(row.activity),
            "main",
        )
        return ToDo(title, None, row.plan.end_ms, sentence, (way,))
