"""The table of activities, and what is shown of the one that is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.list_activities import ActivityLine
from kiosk.ui.desk import activity_words as words
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.parts import Card, label
from kiosk.ui.desk.room import scrolled
from kiosk.ui.desk.tables import Column, Table
from kiosk.ui.desk.wrapping import empty

PARTS: Final = ("today", "coming", "to_record", "drafts", "done")
_PEOPLE: Final = 2
"""This column goes first where it is narrow: the sheet beside says it too."""


def activities_table(bench: Bench) -> Table[ActivityLine]:
    def title(key: str) -> str:
        return bench.show(f"activities.column_{key}")

    def tone(line: ActivityLine) -> Tone | None:
        return words.tone(bench, line)

    columns: list[Column[ActivityLine]] = [
        Column(title("title"), lambda line: line.activity.plan.title, 0, tone),
        Column(title("when"), lambda line: words.when(bench, line.activity), 10, tone),
        Column(title("people"), lambda line: words.people(bench, line), 6, tone),
        Column(title("state"), lambda line: words.state(bench, line), 7.5, tone),
    ]
    table: Table[ActivityLine] = Table(bench, "activities.table", columns)
    table.setColumnHidden(_PEOPLE, bench.look.is_narrow)
    return table


class ActivitySheet(Card):
    """What people are told at the kiosk, and how the record stands."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        size = bench.look.size
        self._title = label("", "strong", wrap=True)
        self._state = label("", "label", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(size.gap)
        self._facts.setVerticalSpacing(size.small_gap)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addStretch(1)
        self.inside.addWidget(self._title)
        self.inside.addWidget(self._state)
        self.inside.addWidget(scrolled(inside), 1)
        self.put(None)

    def put(self, line: ActivityLine | None) -> None:
        empty(self._facts)
        self._state.setVisible(line is not None)
        if line is None:
            self._title.setText(self._bench.show("activities.choose"))
            return
        self._title.setText(line.activity.plan.title)
        self._state.setText(words.state(self._bench, line))
        tone = words.tone(self._bench, line)
        mark(self._state, tone=str(tone) if tone else "")
        lines = [(key, text) for key, text in self._lines(line) if text]
        for at, (key, text) in enumerate(lines):
            word, top = self._bench.show(f"activities.fact_{key}"), Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(label(word, "soft"), at, 0, top)
            self._facts.addWidget(label(text, wrap=True), at, 1)

    def _lines(self, line: ActivityLine) -> list[tuple[str, str]]:
        bench, plan = self._bench, line.activity.plan
        show = bench.show
        due = show("activities.until", day=line.deadline.day) if line.deadline else ""
        ages = ""
        if plan.least_age or plan.most_age:
            key = "ages" if plan.most_age else "ages_from"
            ages = show(f"activities.{key}", least=plan.least_age, most=plan.most_age)
        skills = (bench.strings.show(f"register.skills.{code}") for code in plan.skills)
        insured = show("activities.insured", number=plan.policy, by=plan.insurer)
        missing = show("activities.not_insured")
        return [
            ("when", words.when(bench, line.activity, is_whole=True)),
            ("place", plan.place),
            ("people", words.people(bench, line)),
            ("shifts", self._shifts(line)),
            ("field", bench.strings.show(f"service.{plan.field or 'any'}")),
            ("content", plan.content),
            ("in_charge", line.in_charge),
            ("age", ages),
            ("skills", show("joint").join(skills)),
            ("health", plan.health),
            ("risks", plan.risks),
            ("insurance", (insured if plan.policy else missing) if plan.is_dangerous else ""),
            ("subsidy", self._subsidy(line)),
            ("brings", plan.brings),
            ("due", due),
        ]

    def _shifts(self, line: ActivityLine) -> str:
        said = (words.shift(self._bench, one) for one in line.activity.plan.shifts)
        return "\n".join(said)

    def _subsidy(self, line: ActivityLine) -> str:
        plan = line.activity.plan
        amounts = (("transport", plan.transport_fen), ("meal", plan.meal_fen))
        said = [
            self._bench.show(f"activities.gets_{key}", yuan=words.yuan(fen))
            for key, fen in amounts
            if fen
        ]
        return self._bench.show("joint").join(said)
