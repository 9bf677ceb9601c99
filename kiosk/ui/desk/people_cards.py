"""Village cards of those who are listed: choose people, make their cards, switch lost ones off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.ports import Ports
from kiosk.services.village_cards import (
    CardsRevoked,
    issue_cards,
    list_cards,
    replace_cards,
    revoke_cards,
)
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.card_paper import CardPaper
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.tables import Column, Table
from kiosk.ui.desk.wrapping import empty
from sync.standard.clock import date_of
from sync.standard.residents import Resident
from sync.standard.village_cards import VillageCard

MOST_CARDS: Final = 50
"""At a time: five pages, made within a second."""


@dataclass(frozen=True, slots=True)
class Holder:
    resident: Resident
    cards: tuple[VillageCard, ...]
    """The last issued first."""

    @property
    def card(self) -> VillageCard | None:
        """The newest that counts."""
        return next((card for card in self.cards if card.is_on), None)


class PeopleCards(QWidget):
    def __init__(
        self, bench: Bench, room: Room, village: str, sticks: Callable[[], Sequence[Path]]
    ) -> None:
        """room: whose notice asks and tells."""
        super().__init__()
        self._bench, self._room = bench, room
        self._paper = CardPaper(room, village, sticks, self._refresh)
        self._table = _holders_table(bench)
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._show_cards())
        self._whose = label("", "strong")
        self._lines = QVBoxLayout()
        self._lay_out()

    def open(self, residents: Sequence[Resident], chosen: Resident | None) -> None:
        """chosen: begins as chosen."""
        people = [resident for resident in residents if resident.is_active]
        self._look(people, {chosen.person} if chosen else set())

    def close_up(self) -> None:
        """Nobody's name stays on a page that is not shown."""
        self._table.put(())
        self._show_cards()

    def deeds(self, back: Callable[[], None]) -> dict[str, Callable[[], None]]:
        return {
            "cards_back": back,
            "revoke": self._ask_revoke,
            "all_without": self._choose_without,
            "replace": self._replace,
            "make": self._make,
        }

    def _choose_without(self) -> None:
        """Everybody on the list who has no card, as many as can be made at a time."""
        holders = self._table.rows.all()
        without = [at for at, holder in enumerate(holders) if holder.card is None]
        self._table.clearSelection()
        for at in without[:MOST_CARDS]:
            self._choose(at)

    def _make(self) -> None:
        people = [holder.resident.person for holder in self._chosen()]
        show, notice = self._bench.show, self._room.notice
        if not people:
            notice.tell(Tone.GOLD, show("cards.choose_first"))
        elif len(people) > MOST_CARDS:
            notice.tell(Tone.GOLD, show("cards.too_many", most=MOST_CARDS))
        else:
            issue = partial(issue_cards, people=people, by=self._bench.cadre.id)
            self._paper.ask(show("cards.ask_make", count=len(people)), issue)

    def _replace(self) -> None:
        holder = self._one()
        if holder is not None:
            person, name = holder.resident.person, holder.resident.personal.name
            issue = partial(replace_cards, person=person, by=self._bench.cadre.id)
            self._paper.ask(self._bench.show("cards.ask_replace", name=name), issue)

    def _ask_revoke(self) -> None:
        holder, show, notice = self._one(), self._bench.show, self._room.notice
        if holder is not None:
            name = holder.resident.personal.name
            notice.tell(
                Tone.RED,
                show("cards.ask_revoke", name=name),
                ("revoke", show("cards.do_revoke"), lambda: self._revoke(holder)),
                ("keep", show("cards.not_now"), notice.clear),
            )

    def _refresh(self, told: str) -> None:
        """After something was done: what stands now, and who was chosen stays so."""
        self._room.notice.tell(Tone.GREEN, told)
        chosen = {holder.resident.person for holder in self._chosen()}
        self._look([holder.resident for holder in self._table.rows.all()], chosen)

    def _look(self, people: Sequence[Resident], chosen: set[str]) -> None:
        def work(ports: Ports) -> list[Holder]:
            return [Holder(one, tuple(list_cards(ports, one.person))) for one in people]

        self._room.run(work, partial(self._put, chosen))

    def _put(self, chosen: set[str], holders: list[Holder]) -> None:
        self._table.put(holders)
        for at, holder in enumerate(holders):
            if holder.resident.person in chosen:
                self._choose(at)
        self._table.setFocus()
        self._show_cards()

    def _choose(self, at: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self._table.rows.index(at, 0)
        self._table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)

    def _chosen(self) -> list[Holder]:
        rows = (index.row() for index in self._table.selectionModel().selectedRows())
        found = (self._table.rows.row(row) for row in sorted(rows))
        return [holder for holder in found if holder is not None]

    def _one(self) -> Holder | None:
        chosen = self._chosen()
        if len(chosen) != 1:
            self._room.notice.tell(Tone.GOLD, self._bench.show("cards.choose_one"))
            return None
        return chosen[0]

    def _revoke(self, holder: Holder) -> None:
        cards, name = [card.card for card in holder.cards], holder.resident.personal.name

        def came(outcome: Any) -> None:
            key = "cards.revoked" if isinstance(outcome, CardsRevoked) else "cards.only_cadres"
            self._refresh(self._bench.show(key, name=name))

        by = self._bench.cadre.id
        self._room.run(partial(revoke_cards, cards=cards, reason="given_back", by=by), came)

    def _show_cards(self) -> None:
        empty(self._lines)
        holder = self._table.rows.row(self._table.currentIndex().row())
        show = self._bench.show
        if holder is None:
            self._whose.setText(show("cards.nobody_chosen"))
            return
        self._whose.setText(show("cards.whose", name=holder.resident.personal.name))
        for card in holder.cards:
            tone = "green" if card.is_on else ""
            self._lines.addWidget(label(_line(self._bench, card), wrap=True, tone=tone))
        if not holder.cards:
            self._lines.addWidget(label(show("cards.none"), "soft"))

    def _lay_out(self) -> None:
        bench = self._bench
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(label(bench.show("cards.hint"), "soft", wrap=True))
        ways = QBoxLayout.Direction
        both = QBoxLayout(ways.TopToBottom if bench.look.is_portrait else ways.LeftToRight)
        both.setSpacing(bench.look.size.gap)
        both.addWidget(self._table, 5)
        sheet = Card(bench)
        sheet.inside.addWidget(self._whose)
        sheet.inside.addLayout(self._lines)
        sheet.inside.addStretch(1)
        both.addWidget(sheet, 3)
        column.addLayout(both, 1)


def _holders_table(bench: Bench) -> Table[Holder]:
    def standing(holder: Holder) -> str:
        if holder.card is not None:
            return bench.show("cards.has", day=date_of(holder.card.issued_ms))
        return bench.show("cards.off" if holder.cards else "cards.none")

    def tone(holder: Holder) -> Tone | None:
        return Tone.GREEN if holder.card is not None else None

    show = bench.show
    columns: list[Column[Holder]] = [
        Column(show("cards.column_name"), lambda row: row.resident.personal.name, 6),
        Column(show("cards.column_group"), lambda row: row.resident.personal.group, 5),
        Column(show("cards.column_card"), standing, 0, tone),
    ]
    table: Table[Holder] = Table(bench, "cards.table", columns)
    table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
    return table


def _line(bench: Bench, card: VillageCard) -> str:
    issued = date_of(card.issued_ms)
    if card.is_on:
        return bench.show("cards.on_line", day=issued)
    why = bench.show(f"cards.why_{card.reason or 'lost'}")
    day = date_of(card.revoked_ms)
    return bench.show("cards.off_line", issued=issued, day=day, why=why)
