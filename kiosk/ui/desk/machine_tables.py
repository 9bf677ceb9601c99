"""What became of each kind of entry, and what went wrong lately."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.machine import KindCount
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.tables import Column, Table
from kiosk.ui.desk.visits_list import moment
from kiosk.ui.desk.wording import kind_words, what_stands
from sync.exchange.troubles import Seen

T = TypeVar("T")


class WholeTable(Table[T]):
    """As tall as its rows: the page scrolls, the table does not."""

    def __init__(self, bench: Bench, name: str, columns: Sequence[Column[T]]) -> None:
        super().__init__(bench, name, columns)
        self._row_px = bench.look.size.row
        self._shown: tuple[T, ...] | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def put(self, rows: Sequence[T]) -> None:
        """What stands there already is left alone: a look every few seconds must not flicker."""
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        super().put(rows)
        self.setFixedHeight((len(rows) + 1) * self._row_px + 2)


class KindsCard(Card):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.show("machine.kinds"))
        self._bench = bench
        show = partial(_title, bench)
        columns: list[Column[KindCount]] = [
            Column(show("kind"), self._kind),
            Column(show("written"), lambda row: str(row.written), 3),
            Column(show("received"), lambda row: str(row.received), 4.2),
            Column(show("waiting"), lambda row: str(row.waiting), 4.2, _waiting_tone),
            Column(show("oldest"), lambda row: moment(bench, row.oldest_ms), 7),
        ]
        self.table = WholeTable(bench, "machine.kinds", columns)
        self._none = label(bench.show("machine.kinds_none"), "soft")
        for widget in (self.table, self._none):
            self.inside.addWidget(widget)

    def put_kinds(self, kinds: Sequence[KindCount]) -> None:
        """Versions of one kind make one row; below them all together, where there are several."""
        by_name: dict[str, list[KindCount]] = {}
        for kind in kinds:
            by_name.setdefault(kind_words(self._bench, kind.kind), []).append(kind)
        kinds = [_sum(same[0].kind, same) for same in by_name.values()]
        self.table.put((*kinds, _sum(_ALL, kinds)) if len(kinds) > 1 else kinds)
        self.table.setVisible(bool(kinds))
        self._none.setVisible(not kinds)

    def _kind(self, row: KindCount) -> str:
        return kind_words(self._bench, row.kind) if row.kind != _ALL else _title(self._bench, "all")


_ALL = "all"


def _sum(name: str, kinds: Sequence[KindCount]) -> KindCount:
    oldest_ms = min((kind.oldest_ms for kind in kinds if kind.oldest_ms), default=0)
    return KindCount(
        name,
        sum(kind.written for kind in kinds),
        sum(kind.received for kind in kinds),
        sum(kind.waiting for kind in kinds),
        oldest_ms,
    )


def _waiting_tone(row: KindCount) -> Tone | None:
    return Tone.GOLD if row.waiting else None


class TroublesCard(Card):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, bench.show("machine.seen"))
        show = partial(_title, bench)
        columns: list[Column[Seen]] = [
            Column(show("trouble"), lambda row: what_stands(bench, row.code)),
            Column(show("count"), lambda row: str(row.count), 3),
            Column(show("first"), lambda row: moment(bench, row.first_ms), 7),
            Column(show("last"), lambda row: moment(bench, row.last_ms), 7),
        ]
        self.table = WholeTable(bench, "machine.seen", columns)
        self._none = label(bench.show("machine.seen_none"), "label")
        self._hint = label(bench.show("machine.seen_hint"), "soft", wrap=True)
        for widget in (self._hint, self.table, self._none):
            self.inside.addWidget(widget)

    def put_troubles(self, seen: Sequence[Seen]) -> None:
        self.table.put(seen)
        self.table.setVisible(bool(seen))
        self._none.setVisible(not seen)


def _title(bench: Bench, column: str) -> str:
    return bench.show(f"machine.column_{column}")
