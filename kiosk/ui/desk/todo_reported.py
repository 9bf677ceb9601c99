"""Things to do: what the county received and could not take into account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.services.list_reported import (
    DealtWith,
    ReportedBack,
    list_dealt_with,
    list_reported,
)
from kiosk.services.ports import Ports
from kiosk.services.settle_reported import SettledNow, settle_reported
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.todo import Hands, ToDo, Way
from kiosk.ui.desk.visits_list import moment
from kiosk.ui.desk.wording import kind_words
from sync.standard.personal import Personal


class ReportedSection:
    name = "reported"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[ReportedBack]:
        return list_reported(ports)

    def show(self, item: ReportedBack) -> ToDo:
        show = self._bench.show
        settle = Way("settle", show("todo.settle"), self._settling(item), "main")
        return ToDo(
            kind_words(self._bench, item.kind),
            _whose(item),
            item.at_ms,
            f"{_why(self._bench, item.code)}{_advice(self._bench, item.code)}",
            (*self._mends(item), settle),
            show("todo.note_hint"),
        )

    def _mends(self, item: ReportedBack) -> list[Way]:
        """Mended in the room where such things are mended, by an entry of its own."""
        show, ways = self._bench.show, []
        if item.visit is not None:
            opening = _opening(self._hands.open_visit, item.visit.visit)
            ways.append(Way("open_visit", show("todo.open_visit"), opening))
        if item.resident is not None and item.resident.registered_ms:
            opening = _opening(self._hands.open_person, item.resident.person)
            ways.append(Way("open_person", show("todo.open_person"), opening))
        return ways

    def _settling(self, item: ReportedBack) -> Callable[[str], None]:
        bench, by = self._bench, self._bench.cadre.id

        def came(outcome: Any) -> str:
            key = "settled" if isinstance(outcome, SettledNow) else "settled_before"
            return bench.show(f"todo.{key}")

        def settle(note: str) -> None:
            self._hands.do(lambda ports: settle_reported(ports, item.entry, note, by), came)

        return settle


class DealtWithSection:
    """History: what was settled, by whom, and what she wrote about it."""

    name = "dealt_with"
    is_open = False

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def ask(self, ports: Ports) -> Sequence[DealtWith]:
        return list_dealt_with(ports)

    def show(self, item: DealtWith) -> ToDo:
        bench, reported = self._bench, item.reported
        done = bench.show(
            "todo.dealt_with",
            why=_why(bench, reported.code),
            by=item.by or bench.show("todo.somebody"),
            at=moment(bench, item.at_ms),
            note=item.note or bench.show("todo.no_note"),
        )
        return ToDo(kind_words(bench, reported.kind), _whose(reported), reported.at_ms, done)


def _opening(open_it: Callable[[str], None], which: str) -> Callable[[str], None]:
    return lambda _note: open_it(which)


def _whose(item: ReportedBack) -> Personal | None:
    return item.resident.personal if item.resident else None


def _why(bench: Bench, code: str) -> str:
    """ "fold.ValueError" has words of its own, another fold's those of "fold"; "" = it was folded
    later."""
    if not code:
        return bench.show("report.folded")
    return _words(bench, "report", code.replace(".", "_"), code.partition(".")[0])


def _advice(bench: Bench, code: str) -> str:
    return _words(bench, "report_do", code.partition(".")[0])


def _words(bench: Bench, table: str, *names: str) -> str:
    keys = [f"{table}.{name}" for name in (*names, "other")]
    return bench.show(next(key for key in keys if bench.strings.has(f"desk.{key}")))
