"""Whom she trusts: her sign, which a cadre may take away and never see, and who acts for her."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.agents import (
    Acting,
    AgentAgreedNow,
    AgentAlready,
    Agents,
    agree_agent,
    revoke_agent,
    who_acts,
)
from kiosk.services.list_residents import Listed, list_residents
from kiosk.services.sign import LONGEST_REASON, SignNeedsReason, SignReset, reset_sign
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Card, Choose, label
from kiosk.ui.desk.room import Room
from sync.standard.agents import RELATIONS
from sync.standard.identity import mask_number
from sync.standard.residents import Resident

MOST_OFFERED: Final = 20
FROM_PAPER: Final = ""
"""The text's version where she agreed before the cadre."""


class PersonTrust(QWidget):
    def __init__(self, bench: Bench, room: Room) -> None:
        """room: whose notice tells what came of it."""
        super().__init__()
        self._bench, self._room = bench, room
        self._person = ""
        self.reason = self._line("reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.agents = self._choose("agents")
        self.search = self._line("search")
        self.search.returnPressed.connect(self._look_up)
        self.who = self._choose("who")
        self.relation = self._choose("relation")
        for code in RELATIONS:
            self.relation.addItem(bench.strings.show(f"family.relation.{code}"), code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        column.addWidget(self._card("sign", (self.reason, self._button("reset", self._reset))))
        agents = (self.agents, self._button("revoke", self._revoke))
        found = (self.search, self._button("look_up", self._look_up))
        added = (self.who, self.relation, self._button("agree", self._agree))
        column.addWidget(self._card("family", agents, found, added))

    def open(self, resident: Resident) -> None:
        self._person = resident.person
        for line in (self.reason, self.search):
            line.clear()
        self.who.clear()
        self._list()

    def _list(self) -> None:
        self._room.run(partial(who_acts, person=self._person), self._listed)

    def _listed(self, outcome: Agents) -> None:
        self.agents.clear()
        for one in outcome.people:
            self.agents.addItem(self._words(one), one.agent.person)
        if not outcome.people:
            self.agents.addItem(self._bench.show("trust.nobody"), "")

    def _words(self, acting: Acting) -> str:
        relation = self._bench.strings.show(f"family.relation.{acting.agency.relation}")
        return f"{acting.agent.personal.name}  {relation}"

    def _reset(self) -> None:
        by, reason = self._bench.cadre.id, self.reason.text()
        work = partial(reset_sign, person=self._person, reason=reason, by=by)
        self._room.run(work, self._came)

    def _revoke(self) -> None:
        agent, by = self.agents.currentData(), self._bench.cadre.id
        if agent:
            work = partial(revoke_agent, person=self._person, agent=agent, by=by)
            self._room.run(work, self._came)

    def _look_up(self) -> None:
        words = self.search.text()
        if words.strip():
            work = partial(list_residents, words=words, limit=MOST_OFFERED)
            self._room.run(work, self._found)

    def _found(self, listed: Listed) -> None:
        self.who.clear()
        for one in listed.residents:
            if one.is_active and one.person != self._person:
                number = mask_number(one.personal.number)
                self.who.addItem(f"{one.personal.name}  {number}", one.person)

    def _agree(self) -> None:
        agent = self.who.currentData()
        if agent:
            work = partial(
                agree_agent,
                person=self._person,
                agent=agent,
                relation=str(self.relation.currentData()),
                text_version=FROM_PAPER,
                by=self._bench.cadre.id,
            )
            self._room.run(work, self._came)

    def _came(self, outcome: Any) -> None:
        match outcome:
            case SignReset():
                tone, key = Tone.GREEN, "reset_done"
                self.reason.clear()
            case SignNeedsReason():
                tone, key = Tone.GOLD, "reason_missing"
                self.reason.setFocus()
            case AgentAgreedNow() | AgentAlready():
                tone, key = Tone.GREEN, "agreed"
            case _:
                tone, key = Tone.GREEN, "revoked"
        self._room.notice.tell(tone, self._bench.show(f"trust.{key}"))
        self._list()

    def _card(self, name: str, *rows: tuple[QWidget, ...]) -> Card:
        show, gap = self._bench.show, self._bench.look.size.gap
        card = Card(self._bench, show(f"trust.{name}"))
        card.inside.addWidget(label(show(f"trust.{name}_hint"), wrap=True))
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(gap)
            for at, widget in enumerate(row):
                line.addWidget(widget, 0 if at == len(row) - 1 else 1)
            card.inside.addLayout(line)
        return card

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"trust_{name}")
        line.setAccessibleName(self._bench.show(f"trust.{name}"))
        line.setPlaceholderText(self._bench.show(f"trust.{name}"))
        return line

    def _choose(self, name: str) -> Choose:
        box = Choose()
        box.setObjectName(f"trust_{name}")
        box.setAccessibleName(self._bench.show(f"trust.{name}"))
        return box

    def _button(self, name: str, do: Any) -> Button:
        button = Button(self._bench, f"trust:{name}", self._bench.show(f"trust.do_{name}"))
        button.clicked.connect(lambda: do())
        return button
