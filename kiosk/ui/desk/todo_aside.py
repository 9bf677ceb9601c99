"""Things to do: what a fork kept from the county."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.services.ports import Ports
from kiosk.services.review_aside import (
    EnteredNow,
    LeftOut,
    Matter,
    enter_again,
    enter_all_again,
    leave_out,
    list_aside,
)
from kiosk.ui.desk.bench import Bench, Work
from kiosk.ui.desk.todo import Hands, ToDo, Way
from kiosk.ui.desk.visits_list import moment
from kiosk.ui.desk.wording import kind_words


class AsideSection:
    name = "aside"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[Matter]:
        return list_aside(ports)

    def show(self, item: Matter) -> ToDo:
        show = self._bench.show
        written = zip(item.kinds, item.times_ms, strict=True)
        words = show("todo.aside_then").join(self._entry(kind, ms) for kind, ms in written)
        do = "aside_do" if item.can_enter else "aside_do_unread"
        return ToDo(
            show("todo.aside_and").join(kind_words(self._bench, kind) for kind in item.kinds),
            item.resident.personal if item.resident else None,
            item.times_ms[0],
            f"{words}{show('todo.aside_why')}{show(f'todo.{do}')}",
            self._ways(item),
            show("todo.aside_note_hint"),
        )

    def _entry(self, kind: str, ms: int) -> str:
        at = moment(self._bench, ms) if ms else self._bench.show("todo.time_unsure")
        return self._bench.show("todo.aside_entry", kind=kind_words(self._bench, kind), at=at)

    def _ways(self, item: Matter) -> tuple[Way, ...]:
        show, by, name = self._bench.show, self._bench.cadre.id, item.name
        leave = Way("leave_out", show("todo.leave_out"), self._leaving(name, by))
        if not item.can_enter:
            return (leave,)

        def enter(ports: Ports) -> Any:
            return enter_again(ports, name, by)

        def enter_all(ports: Ports) -> Any:
            return enter_all_again(ports, by)

        return (
            Way("enter", show("todo.enter"), self._doing(enter), "main"),
            leave,
            Way("enter_all", show("todo.enter_all"), self._doing(enter_all)),
        )

    def _doing(self, work: Work) -> Callable[[str], None]:
        return lambda _note: self._hands.do(work, self._came)

    def _leaving(self, name: str, by: str) -> Callable[[str], None]:
        return lambda note: self._hands.do(lambda p: leave_out(p, name, by, note), self._came)

    def _came(self, outcome: Any) -> str:
        show = self._bench.show
        match outcome:
            case EnteredNow(entries):
                return show("todo.entered", count=entries)
            case LeftOut(entries):
                return show("todo.left_out", count=entries)
        return show("todo.settled_before")
