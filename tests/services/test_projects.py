"""A project's life: its stages in order, what it used, what came of it, what the kiosk shows."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.services.list_projects import ProjectLook, list_projects, look_at_project
from kiosk.services.ports import Ports
from kiosk.services.project_page import brand_projects
from kiosk.services.reach_stage import StageReachedNow, StageSlip, next_stage, reach_stage
from kiosk.services.set_project import ProjectSlip, ProjectStands, set_project
from kiosk.services.set_team import TeamStands, close_team, set_team
from kiosk.services.use_resource import (
    MOST_OF_ONE,
    ResourceNoted,
    ResourceSlip,
    ResourceStruckNow,
    strike_resource,
    use_resource,
)
from sync.standard.activities import ActivityCalledOff, ActivitySet
from sync.standard.attendance import VisitEntered
from sync.standard.clock import HOUR_MS
from sync.standard.projects import STAGES, Project, ProjectPlan, StageReached
from sync.standard.teams import TeamPlan
from tests.plain_ports import plain_ports
from tests.services.village_people import enter_people

BY = "cadre"
PLAN = ProjectPlan(title="Warm meals", field="elders", evaluation="All were fed.")


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.fixture
def meals(ports: Ports) -> str:
    done = set_project(ports, PLAN, BY)
    assert isinstance(done, ProjectStands)
    return done.project.project


def activity(ports: Ports, project: str, name: str, start_ms: int, is_open: bool = True) -> str:
    said = {
        "title": name,
        "project": project,
        "start_ms": start_ms,
        "end_ms": start_ms + HOUR_MS,
        "is_open": is_open,
    }
    ports.journal.append(ActivitySet(name, said), by=BY)
    return name


def look(ports: Ports, project: str) -> ProjectLook:
    found = look_at_project(ports, project)
    assert isinstance(found, ProjectLook)
    return found


def test_the_slips_of_a_project_enter_nothing(ports: Ports, meals: str) -> None:
    team = set_team(ports, TeamPlan(name="Red"), BY)
    assert isinstance(team, TeamStands)
    close_team(ports, team.team.team, BY)
    before = len(ports.journal.entries)  # type: ignore[attr-defined]
    other = msgspec.structs.replace(PLAN, title="Other")
    slips = {
        ProjectSlip.NO_TITLE: msgspec.structs.replace(PLAN, title=" "),
        ProjectSlip.SAME_TITLE: msgspec.structs.replace(PLAN, title="warm  MEALS"),
        ProjectSlip.UNKNOWN_FIELD: msgspec.structs.replace(other, field="war"),
        ProjectSlip.UNKNOWN_TEAM: msgspec.structs.replace(other, team=team.team.team),
        ProjectSlip.NEGATIVE_BUDGET: msgspec.structs.replace(other, budget_fen=-1),
    }
    for slip, plan in slips.items():
        assert set_project(ports, plan, BY) is slip
    assert set_project(ports, other, BY, "nowhere") is ProjectSlip.NO_PROJECT
    same = set_project(ports, PLAN, BY, meals)
    assert isinstance(same, ProjectStands)
    assert not same.is_changed
    assert len(ports.journal.entries) == before  # type: ignore[attr-defined]


def test_the_usual_order_needs_no_reason_and_every_other_way_does(ports: Ports, meals: str) -> None:
    for stage in STAGES[1:]:
        now = ports.rows.get(Project, meals)
        assert now is not None
        assert next_stage(now) == stage
        done = reach_stage(ports, meals, stage, BY)
        assert isinstance(done, StageReachedNow)
        assert done.project.stage == stage
    assert next_stage(done.project) == ""
    changed = msgspec.structs.replace(PLAN, about="more")
    assert set_project(ports, changed, BY, meals) is ProjectSlip.IS_CLOSED
    assert reach_stage(ports, meals, "running", BY, " ") is StageSlip.NO_REASON
    back = reach_stage(ports, meals, "running", BY, "it goes on")
    assert isinstance(back, StageReachedNow)
    assert back.project.steps[-1].note == "it goes on"
    assert isinstance(set_project(ports, changed, BY, meals), ProjectStands)
    assert reach_stage(ports, meals, "running", BY) is StageSlip.THERE_ALREADY
    assert reach_stage(ports, meals, "party", BY) is StageSlip.UNKNOWN_STAGE
    assert reach_stage(ports, "nowhere", "goal", BY) is StageSlip.NO_PROJECT


def test_stages_are_not_left_out_without_a_reason(ports: Ports, meals: str) -> None:
    assert reach_stage(ports, meals, "running", BY) is StageSlip.NO_REASON
    assert isinstance(reach_stage(ports, meals, "running", BY, "runs already"), StageReachedNow)


def test_nothing_is_closed_without_its_evaluation(ports: Ports) -> None:
    plan = msgspec.structs.replace(PLAN, evaluation=" ")
    done = set_project(ports, plan, BY)
    assert isinstance(done, ProjectStands)
    project = done.project.project
    assert reach_stage(ports, project, "closed", BY, "over") is StageSlip.NO_EVALUATION
    set_project(ports, PLAN, BY, project)
    assert isinstance(reach_stage(ports, project, "closed", BY, "over"), StageReachedNow)


def test_what_was_used_is_summed_by_kind_and_what_is_struck_counts_no_more(
    ports: Ports, meals: str
) -> None:
    of_it = activity(ports, meals, "cooking", 1)
    rice = use_resource(ports, meals, "goods", "rice", 20, BY, of_it)
    assert isinstance(rice, ResourceNoted)
    use_resource(ports, meals, "goods", "bowls", 5, BY)
    use_resource(ports, meals, "money", "gas", 12_050, BY)
    assert look(ports, meals).used == {"people": 0, "goods": 25, "money": 12_050}
    entry = rice.use.entry
    assert strike_resource(ports, entry, " ", BY) is ResourceSlip.NO_REASON
    assert isinstance(strike_resource(ports, entry, "counted twice", BY), ResourceStruckNow)
    assert strike_resource(ports, entry, "once more", BY) is ResourceSlip.STRUCK_ALREADY
    assert strike_resource(ports, "x.1.1", "why", BY) is ResourceSlip.NO_USE
    seen = look(ports, meals)
    assert seen.used["goods"] == 5
    assert [use.struck for use in seen.uses if not use.counts] == ["counted twice"]


def test_the_slips_of_what_was_used(ports: Ports, meals: str) -> None:
    elsewhere = activity(ports, "other", "singing", 1)
    said = (ports, meals)
    assert use_resource(ports, "nowhere", "goods", "x", 1, BY) is ResourceSlip.NO_PROJECT
    assert use_resource(*said, "favours", "x", 1, BY) is ResourceSlip.UNKNOWN_KIND
    assert use_resource(*said, "goods", " ", 1, BY) is ResourceSlip.NOTHING_NAMED
    assert use_resource(*said, "goods", "x", 0, BY) is ResourceSlip.NOT_POSITIVE
    assert use_resource(*said, "goods", "x", -1, BY) is ResourceSlip.NOT_POSITIVE
    assert use_resource(*said, "money", "x", MOST_OF_ONE + 1, BY) is ResourceSlip.TOO_MUCH
    assert use_resource(*said, "goods", "x", 1, BY, elsewhere) is ResourceSlip.OTHER_PROJECT
    reach_stage(ports, meals, "closed", BY, "over")
    assert use_resource(*said, "goods", "x", 1, BY) is ResourceSlip.IS_CLOSED


def test_an_hour_that_two_activities_claim_is_counted_once(ports: Ports, meals: str) -> None:
    anna, bao = enter_people(ports, 2)
    start_ms = ports.clock.now_ms() - 10 * HOUR_MS
    first, second = activity(ports, meals, "a", start_ms), activity(ports, meals, "b", start_ms + 1)
    off = activity(ports, meals, "c", start_ms + 2)
    ports.journal.append(ActivityCalledOff(off, "weather"), by=BY)

    def serve(person: str, which: str, from_h: int, to_h: int) -> None:
        times = start_ms + from_h * HOUR_MS, start_ms + to_h * HOUR_MS
        ports.journal.append(VisitEntered(person, *times, "cadre", "elders", which), by=BY)

    serve(anna, first, 0, 2)
    serve(anna, second, 1, 3)
    serve(bao, second, 0, 1)
    seen = look(ports, meals)
    assert [(done.activity.activity, done.people, done.minutes) for done in seen.activities] == [
        ("a", 1, 120),
        ("b", 2, 120),
        ("c", 0, 0),
    ]
    assert seen.minutes == 240
    assert [one.activities for one in list_projects(ports)] == [2]


def test_the_list_is_in_the_order_of_stages_and_knows_no_empty_row(ports: Ports) -> None:
    for title, stage in (("Z", "survey"), ("A", "closed"), ("M", "running"), ("B", "survey")):
        done = set_project(ports, msgspec.structs.replace(PLAN, title=title), BY)
        assert isinstance(done, ProjectStands)
        if stage != "survey":
            reach_stage(ports, done.project.project, stage, BY, "why")
    ports.journal.append(StageReached("only heard of", "goal"), by=BY)
    assert [one.project.plan.title for one in list_projects(ports)] == ["B", "Z", "M", "A"]


def test_the_kiosk_shows_the_brand_projects_that_go_on(ports: Ports, meals: str) -> None:
    now_ms = ports.clock.now_ms()
    assert brand_projects(ports) == ()
    set_project(ports, msgspec.structs.replace(PLAN, is_brand=True), BY, meals)
    quiet = set_project(ports, ProjectPlan(title="A quiet one", field="clean", is_brand=True), BY)
    assert isinstance(quiet, ProjectStands)
    activity(ports, meals, "past", now_ms - 5 * HOUR_MS)
    activity(ports, meals, "draft", now_ms + HOUR_MS, is_open=False)
    soon = activity(ports, meals, "soon", now_ms + 2 * HOUR_MS)
    activity(ports, meals, "later", now_ms + 9 * HOUR_MS)
    first, second = brand_projects(ports)
    assert first.next is not None
    assert (first.project.project, first.next.activity) == (meals, soon)
    assert (second.project.plan.title, second.next) == ("A quiet one", None)
    reach_stage(ports, meals, "closed", BY, "over")
    assert [one.project for one in brand_projects(ports)] == [second.project]
