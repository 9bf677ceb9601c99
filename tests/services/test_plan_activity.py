"""Planning, opening, calling off; the list with its deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kiosk.services.call_off_activity import CalledOff, CallOffSlip, call_off_activity
from kiosk.services.list_activities import ActivitiesListed, list_activities, running_now, to_record
from kiosk.services.open_activity import Opened, open_activity
from kiosk.services.plan_activity import PlanFault, Planned, PlanSlip, plan_activity
from sync.standard.activities import MOST_PLACES, Activity, ActivitySet, RecordClosed
from sync.standard.attendance import CheckedIn
from sync.standard.clock import DAY_MS, HOUR_MS
from sync.standard.origin import SELF
from sync.standard.recruiting import PlaceAsked
from tests.plain_ports import PlainClock, plain_ports
from tests.services.held import CADRE, NINE_MS, a_plan, a_shift, opened, planned


def sets_of(ports: Any) -> list[ActivitySet]:
    return [e.fact for e in ports.journal.entries if isinstance(e.fact, ActivitySet)]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": "  "}, PlanFault.NO_TITLE),
        ({"place": ""}, PlanFault.NO_PLACE),
        ({"start_ms": 0}, PlanFault.NO_TIME),
        ({"end_ms": NINE_MS}, PlanFault.ENDS_BEFORE),
        ({"end_ms": NINE_MS + HOUR_MS}, PlanFault.ENDS_BEFORE),
        ({"end_ms": NINE_MS + 26 * HOUR_MS}, PlanFault.TOO_LONG),
        ({"places": 0}, PlanFault.NO_PLACES),
        ({"places": -3}, PlanFault.NO_PLACES),
        ({"places": MOST_PLACES + 1}, PlanFault.TOO_MANY_PLACES),
        ({"field": "swimming"}, PlanFault.UNKNOWN_FIELD),
        ({"skills": ("flying",)}, PlanFault.UNKNOWN_SKILL),
        ({"least_age": 60, "most_age": 18}, PlanFault.AGES),
        ({"least_age": -1}, PlanFault.AGES),
        ({"meal_fen": -1}, PlanFault.MONEY),
        ({"title": "x" * 61}, PlanFault.TEXT_TOO_LONG),
        ({"team": "nobody's"}, PlanFault.UNKNOWN_TEAM),
        ({"project": "none"}, PlanFault.UNKNOWN_PROJECT),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_entered(
    changed: dict[str, Any], fault: PlanFault
) -> None:
    ports = plain_ports()
    assert plan_activity(ports, "", a_plan(**changed), CADRE) == (PlanSlip(fault),)
    assert not sets_of(ports)


@pytest.mark.parametrize(
    ("shifts", "slip"),
    [
        ((a_shift("a", 2, 1),), PlanSlip(PlanFault.SHIFT_ENDS_BEFORE, "a")),
        ((a_shift("a", 0, 2),), PlanSlip(PlanFault.SHIFT_OUTSIDE, "a")),
        ((a_shift("a", 2, 4),), PlanSlip(PlanFault.SHIFT_OUTSIDE, "a")),
        ((a_shift("a", places=0), a_shift("b")), PlanSlip(PlanFault.NO_PLACES, "a")),
        ((a_shift("a"), a_shift("a", 2, 3)), PlanSlip(PlanFault.SHIFT_TWICE, "a")),
    ],
)
def test_a_shift_that_cannot_be_is_told(shifts: Any, slip: PlanSlip) -> None:
    assert plan_activity(plain_ports(), "", a_plan(shifts=shifts), CADRE) == (slip,)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    slips = plan_activity(plain_ports(), "", a_plan(title="", place="", places=0), CADRE)
    assert isinstance(slips, tuple)
    assert {slip.fault for slip in slips} == {
        PlanFault.NO_TITLE,
        PlanFault.NO_PLACE,
        PlanFault.NO_PLACES,
    }


def test_a_plan_is_mended_field_by_field() -> None:
    ports = plain_ports()
    activity = planned(ports)
    again = plan_activity(ports, activity, a_plan(place="The river"), CADRE)
    assert isinstance(again, Planned)
    assert sets_of(ports)[-1].changed == {"place": "The river"}
    assert not again.activity.is_open
    same = plan_activity(ports, activity, a_plan(place=" The river ", is_open=True), CADRE)
    assert isinstance(same, Planned)
    assert len(sets_of(ports)) == 2, "what changes nothing enters nothing, and opens nothing"
    assert plan_activity(ports, "none", a_plan(), CADRE) == (PlanSlip(PlanFault.NO_ACTIVITY),)


def test_the_past_is_warned_of_and_saved() -> None:
    ports = plain_ports()
    done = plan_activity(ports, "", a_plan(start_ms=NINE_MS - HOUR_MS), CADRE)
    assert isinstance(done, Planned)
    assert done.warnings == (PlanSlip(PlanFault.IN_PAST),)


def test_danger_without_insurance_stays_a_draft() -> None:
    ports = plain_ports()
    activity = planned(ports, is_dangerous=True)
    slips = (PlanSlip(PlanFault.NO_POLICY), PlanSlip(PlanFault.NO_RISKS))
    assert open_activity(ports, activity, CADRE) == slips
    insured = a_plan(is_dangerous=True, policy="P1", risks="Deep water")
    plan_activity(ports, activity, insured, CADRE)
    assert isinstance(open_activity(ports, activity, CADRE), Opened)
    bare = a_plan(is_dangerous=True, risks="Deep water")
    refused = plan_activity(ports, activity, bare, CADRE)
    assert refused == (PlanSlip(PlanFault.NO_POLICY),), "open, it cannot lose its insurance"
    row = ports.rows.get(Activity, activity)
    assert row is not None
    assert row.plan.policy == "P1"


def test_a_shift_in_which_somebody_has_a_place_cannot_go() -> None:
    ports = plain_ports()
    activity = opened(ports, shifts=(a_shift("am"), a_shift("pm", 2, 3, places=1)))
    ports.journal.append(PlaceAsked(activity, "anna", "pm"), PlaceAsked(activity, "bao", "pm"))
    alone = a_plan(shifts=(a_shift("am"),))
    assert plan_activity(ports, activity, alone, CADRE) == (
        PlanSlip(PlanFault.SHIFT_HAS_PEOPLE, "pm"),
    )
    kept = plan_activity(ports, activity, a_plan(shifts=(a_shift("pm", 2, 3, 1),)), CADRE)
    assert isinstance(kept, Planned)
    assert kept.warnings == (PlanSlip(PlanFault.FEWER_PLACES, "pm"),)


def test_called_off_it_names_whom_to_tell_and_stays_off() -> None:
    ports = plain_ports()
    activity = opened(ports)
    ports.journal.append(PlaceAsked(activity, "anna"), by=SELF)
    assert call_off_activity(ports, activity, "mood", CADRE) is CallOffSlip.NO_REASON
    done = call_off_activity(ports, activity, "weather", CADRE)
    assert isinstance(done, CalledOff)
    assert done.people == ("anna",)
    assert call_off_activity(ports, activity, "few", CADRE) is CallOffSlip.CALLED_OFF
    assert open_activity(ports, activity, CADRE) == (PlanSlip(PlanFault.CALLED_OFF),)
    assert plan_activity(ports, activity, a_plan(), CADRE) == (PlanSlip(PlanFault.CALLED_OFF),)


def test_whoever_served_is_not_called_off() -> None:
    ports = plain_ports()
    activity = opened(ports)
    ports.journal.append(CheckedIn("anna", "clean", activity))
    assert call_off_activity(ports, activity, "weather", CADRE) is CallOffSlip.HAS_VISITS


def of_day(ports: Any, days: int, **changed: Any) -> str:
    shift_ms = days * DAY_MS
    plan = a_plan()
    return opened(
        ports, start_ms=plan.start_ms + shift_ms, end_ms=plan.end_ms + shift_ms, **changed
    )


def test_each_stands_where_it_belongs_with_its_deadline() -> None:
    ports = plain_ports()  # a Sunday
    old, late = of_day(ports, -3), of_day(ports, -20)
    recorded, off = of_day(ports, -5), of_day(ports, 2)
    today, coming, draft = of_day(ports, 0), of_day(ports, 9), planned(ports)
    ports.journal.append(RecordClosed(recorded), by=CADRE)
    call_off_activity(ports, off, "few", CADRE)
    ports.journal.append(PlaceAsked(coming, "anna"))
    ports.journal.append(CheckedIn("anna", "clean", today))
    listed = list_activities(ports)

    def ids(part: str) -> list[str]:
        return [line.activity.activity for line in getattr(listed, part)]

    assert ids("today") == [today]
    assert ids("coming") == [coming]
    assert ids("to_record") == [late, old], "the most urgent first"
    assert ids("drafts") == [draft]
    assert ids("done") == [off, recorded]
    assert [line.held for line in listed.coming] == [1]
    assert [line.came for line in listed.today] == [1]
    assert listed.overdue == 1
    deadline = listed.to_record[1].deadline
    assert deadline is not None
    assert (deadline.day, deadline.days_left) == (date(2026, 12, 3), 9)
    assert [line.activity.activity for line in to_record(ports)] == [late, old]
    assert [row.activity for row in running_now(ports)] == [today]
    assert listed.unknown_years == ()


def test_a_year_without_its_holidays_is_said() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    of_day(ports, 35)
    clock.pass_minutes(37 * 24 * 60)
    assert list_activities(ports).unknown_years == (2027,)
    assert list_activities(plain_ports()) == ActivitiesListed()
