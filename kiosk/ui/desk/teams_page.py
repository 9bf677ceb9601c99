"""Teams as they stand under one another, and the members of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.services.list_teams import TeamListed, TeamMember, TeamPage
from kiosk.ui.desk.amounts import amount_words
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.fields import OneOf, cell, text_box, text_line
from kiosk.ui.desk.find_person import FindPerson
from kiosk.ui.desk.parts import Button, Card, label
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.tables import Column, Table
from sync.standard.residents import Resident
from sync.standard.teams import TEAM_KINDS, TeamPlan

STEP = "\u3000"
"""A team that stands under another one is moved to the right by so much."""


class TeamsPage(QWidget):
    joined = Signal()
    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        bench = self._bench = room.bench
        self.table = _teams(bench)
        self.members = _members(bench)
        self.card = Card(bench)
        self._whose = label("", "strong", wrap=True)
        self._says = label("", "soft", wrap=True)
        self.finding = FindPerson(room, "projects.join_search", "visits.search")
        self.join = Button(bench, "join", bench.show("projects.join"))
        self.join.clicked.connect(lambda _on=False: self.joined.emit())
        self.leave = Button(bench, "take_out", bench.show("projects.take_out"))
        self.leave.clicked.connect(self.left)
        self.members.chose.connect(lambda one: self.leave.setEnabled(one is not None))
        for widget in (self._whose, self._says, self.members, self.finding):
            self.card.inside.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.join)
        self.card.inside.addLayout(row)
        upright, ways = bench.look.is_portrait, QBoxLayout.Direction
        both = QBoxLayout(ways.TopToBottom if upright else ways.LeftToRight, self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(bench.look.size.gap)
        both.addWidget(self.table, 1)
        both.addWidget(self.card, 1)
        self.put_page(None)

    def put(self, teams: Sequence[TeamListed], kept: str) -> None:
        self.table.put(teams)
        ids = [one.team.team for one in teams]
        if ids:
            self.table.selectRow(ids.index(kept) if kept in ids else 0)
        else:
            self.put_page(None)

    def put_page(self, page: TeamPage | None) -> None:
        self.card.setEnabled(page is not None)
        self.finding.put(None)
        self.members.put(page.members if page else ())
        show = self._bench.show
        self._whose.setText(page.team.plan.name if page else show("projects.choose_team"))
        self._says.setText(
            show(
                "projects.team_says",
                count=len(page.members),
                hours=amount_words(self._bench, "people", page.minutes),
            )
            if page
            else ""
        )


class TeamForm(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        bench = self._bench = room.bench
        self.team = ""
        """"" = a new one."""
        self._plan = TeamPlan()
        self._leader: Resident | None = None
        self.name = text_line(bench, "projects.team_name")
        self.kind = OneOf(bench, "projects.team_kind")
        self.parent_team = OneOf(bench, "projects.parent", bench.show("projects.alone"))
        self.leader = FindPerson(room, "projects.leader_search", "visits.search")
        self.about = text_box(bench, "projects.team_about")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.size.gap)
        for key, field in (
            ("team_name", self.name),
            ("team_kind", self.kind),
            ("parent", self.parent_team),
            ("leader", self.leader),
            ("team_about", self.about),
        ):
            column.addWidget(cell(bench, f"projects.{key}", field))
        column.addStretch(1)

    def open(self, row: TeamListed | None, teams: Sequence[TeamListed]) -> None:
        self._plan = plan = row.team.plan if row else TeamPlan()
        self.team, self._leader = (row.team.team, row.leader) if row else ("", None)
        self.name.setText(plan.name)
        kinds = ((kind, self._bench.show(f"projects.team_{kind}")) for kind in TEAM_KINDS)
        self.kind.offer(kinds, plan.kind)
        others = [(one.team.team, one.team.plan.name) for one in teams if one is not row]
        self.parent_team.offer(others, plan.parent)
        self.leader.put(self._leader)
        self.about.setPlainText(plan.about)
        self.name.setFocus()

    @property
    def plan(self) -> TeamPlan:
        leader = self.leader.chosen
        # Whose leader is not in the register any more keeps her until another one is named.
        kept = self._plan.leader if leader == self._leader else ""
        return TeamPlan(
            name=self.name.text(),
            kind=self.kind.chosen,
            parent=self.parent_team.chosen,
            leader=kept or (leader.person if leader else ""),
            about=self.about.toPlainText(),
        )


def _teams(bench: Bench) -> Table[TeamListed]:
    show: Callable[[str], str] = bench.show
    return Table(
        bench,
        "projects.teams",
        (
            Column(show("projects.team_name"), lambda one: STEP * one.depth + one.team.plan.name),
            Column(
                show("projects.leader"),
                lambda one: one.leader.personal.name if one.leader else "",
                4,
            ),
            Column(show("projects.members"), lambda one: str(one.members), 3),
        ),
    )


def _members(bench: Bench) -> Table[TeamMember]:
    def name(one: TeamMember) -> str:
        key = "projects.is_leader" if one.is_leader else "projects.is_member"
        return bench.show(key, name=one.resident.personal.name)

    return Table(
        bench,
        "projects.member_table",
        (
            Column(bench.show("projects.member"), name),
            Column(
                bench.show("projects.hours"),
                lambda one: amount_words(bench, "people", one.minutes),
                5,
            ),
        ),
    )
