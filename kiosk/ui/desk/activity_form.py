"""The form of an activity's plan: what is usual stands in it, the rest may stay empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from kiosk.services.plan_activity import PlanFault, PlanSlip
from kiosk.ui.desk.activity_cards import BOXES, LINES, ActivityCards
from kiosk.ui.desk.activity_choices import Choices
from kiosk.ui.desk.room import Room
from sync.standard.activities import Activity, ActivityPlan
from sync.standard.clock import HOUR_MS
from sync.standard.codes import ANY_SERVICE, SERVICES

USUAL_MS: Final = 2 * HOUR_MS
USUAL_PLACES: Final = 10
_FEN: Final = 100
_SAID_AT: Final = {
    PlanFault.NO_TITLE: "title",
    PlanFault.NO_PLACE: "place",
    PlanFault.AGES: "least_age",
    PlanFault.MONEY: "transport",
    PlanFault.NO_POLICY: "policy",
    PlanFault.NO_RISKS: "risks",
    PlanFault.UNKNOWN_TEAM: "team",
    PlanFault.UNKNOWN_PROJECT: "project",
    PlanFault.TEXT_TOO_LONG: "content",
    PlanFault.NO_TIME: "when",
    PlanFault.ENDS_BEFORE: "when",
    PlanFault.TOO_LONG: "when",
    PlanFault.NO_PLACES: "places",
    PlanFault.TOO_MANY_PLACES: "places",
}
"""Below which field; all others below the shifts."""


class ActivityForm(ActivityCards):
    def __init__(self, room: Room, village: str) -> None:
        super().__init__(room)
        self._village = village
        self._before = ActivityPlan()

    def put(self, activity: Activity | None, choices: Choices) -> None:
        """None: a new one, with what is usual."""
        self._before = plan = activity.plan if activity else self._usual()
        for name in LINES:
            self.lines[name].setText(getattr(plan, name))
        for name in BOXES:
            self.boxes[name].setPlainText(getattr(plan, name))
        named = [
            (code, self.bench.strings.show(f"service.{code}")) for code in (*SERVICES, ANY_SERVICE)
        ]
        self.ones["field"].offer(named, plan.field or ANY_SERVICE)
        self.ones["team"].offer(choices.teams, plan.team)
        self.ones["project"].offer(choices.projects, plan.project)
        self.in_charge.put(plan.in_charge)
        self.when.put(plan.start_ms, plan.end_ms)
        for name in ("places", "least_age", "most_age"):
            self.numbers[name].put(getattr(plan, name))
        self.numbers["transport"].put(plan.transport_fen // _FEN)
        self.numbers["meal"].put(plan.meal_fen // _FEN)
        self.skills.choose(plan.skills)
        self.danger.setChecked(plan.is_dangerous)
        self.shifts.put(plan.shifts)
        self.say(())
        self.show_what_counts()

    def plan(self) -> ActivityPlan:
        start_ms, end_ms = self.when.times_ms()
        numbers, before = self.numbers, self._before
        said: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        said |= {name: box.toPlainText() for name, box in self.boxes.items()}
        said |= {name: one.chosen for name, one in self.ones.items()}
        said |= {name: numbers[name].value for name in ("places", "least_age", "most_age")}
        return ActivityPlan(
            **said,
            start_ms=start_ms,
            end_ms=end_ms,
            shifts=self.shifts.shifts,
            skills=self.skills.chosen,
            in_charge=self.in_charge.chosen,
            is_dangerous=self.danger.isChecked(),
            transport_fen=_fen(numbers["transport"].value, before.transport_fen),
            meal_fen=_fen(numbers["meal"].value, before.meal_fen),
        )

    def say(self, slips: Iterable[PlanSlip]) -> None:
        """Below the fields that they are about; the cursor goes to the first."""
        said: dict[str, list[str]] = {name: [] for name in self.says}
        for slip in slips:
            at = "shifts" if slip.shift else _SAID_AT.get(slip.fault, "shifts")
            at = "shifts" if at == "places" and self.shifts.lines else at
            said[at].append(self.bench.show(f"activities.slip_{slip.fault}"))
        for name, texts in said.items():
            self.says[name].setText("\n".join(dict.fromkeys(texts)))
            self.says[name].setVisible(bool(texts))
        wrong = next((name for name, texts in said.items() if texts), "")
        if wrong:
            self.fields[wrong].setFocus()

    def _usual(self) -> ActivityPlan:
        """Today, from the next whole hour on for two hours, at the village's own place."""
        start_ms = (self.bench.clock.now_ms() // HOUR_MS + 1) * HOUR_MS
        place = self.bench.show("activities.own_place", village=self._village)
        return ActivityPlan(
            place=place if self._village else "",
            start_ms=start_ms,
            end_ms=start_ms + USUAL_MS,
            places=USUAL_PLACES,
            in_charge=self.bench.cadre.id,
        )


def _fen(yuan: int, before: int) -> int:
    """What was not touched keeps its fen."""
    return before if yuan == before // _FEN else yuan * _FEN
