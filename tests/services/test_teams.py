"""Teams: what is wrong is said, a team never stands under itself, a person is a member once."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.services.check_in import CheckedInNow, NotRegistered, check_in, check_out
from kiosk.services.join_team import (
    JoinedNow,
    LeftNow,
    MemberAlready,
    NoMember,
    join_team,
    leave_team,
)
from kiosk.services.list_teams import TeamPage, list_teams, look_at_team
from kiosk.services.ports import Ports
from kiosk.services.set_team import TeamSlip, TeamStands, close_team, set_team
from kiosk.services.withdraw import withdraw
from sync.standard.merging import Merged
from sync.standard.teams import TeamPlan, TeamSet
from tests.plain_ports import PlainClock, plain_ports
from tests.services.village_people import enter_people

BY = "cadre"


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


def made(ports: Ports, name: str, **said: str) -> str:
    done = set_team(ports, TeamPlan(name=name, **said), BY)  # type: ignore[arg-type]
    assert isinstance(done, TeamStands)
    assert done.is_changed
    return done.team.team


def tree(ports: Ports) -> list[tuple[str, int]]:
    return [(one.team.plan.name, one.depth) for one in list_teams(ports)]


def test_the_slips_of_a_team_enter_nothing(ports: Ports) -> None:
    made(ports, "Red")
    slips = {
        TeamSlip.NO_NAME: TeamPlan(name="  "),
        TeamSlip.SAME_NAME: TeamPlan(name=" red "),
        TeamSlip.UNKNOWN_KIND: TeamPlan(name="Blue", kind="gang"),
        TeamSlip.UNKNOWN_PARENT: TeamPlan(name="Blue", parent="nowhere"),
        TeamSlip.UNKNOWN_LEADER: TeamPlan(name="Blue", leader="nobody"),
    }
    for slip, plan in slips.items():
        assert set_team(ports, plan, BY) is slip
    assert set_team(ports, TeamPlan(name="Blue"), BY, "nowhere") is TeamSlip.NO_TEAM
    assert len(ports.journal.entries) == 1  # type: ignore[attr-defined]


def test_a_team_never_contains_itself(ports: Ports) -> None:
    top = made(ports, "Top")
    middle = made(ports, "Middle", parent=top)
    low = made(ports, "Low", parent=middle)
    assert tree(ports) == [("Top", 0), ("Middle", 1), ("Low", 2)]
    for parent in (top, middle, low):
        under = TeamPlan(name="Top", parent=parent)
        assert set_team(ports, under, BY, top) is TeamSlip.CONTAINS_ITSELF


def test_two_teams_that_were_put_under_each_other_apart_are_both_listed(ports: Ports) -> None:
    one, other = made(ports, "One"), made(ports, "Other")
    ports.journal.append(TeamSet(one, {"parent": other}), TeamSet(other, {"parent": one}), by=BY)
    assert tree(ports) == [("One", 0), ("Other", 1)]
    page = look_at_team(ports, one)
    assert isinstance(page, TeamPage)
    assert [team.team for team in page.above] == [other]
    apart = set_team(ports, TeamPlan(name="One"), BY, one)
    assert isinstance(apart, TeamStands)
    assert tree(ports) == [("One", 0), ("Other", 1)]


def test_closing_waits_for_the_teams_below_and_frees_the_name(ports: Ports) -> None:
    top = made(ports, "Top")
    low = made(ports, "Low", parent=top)
    assert close_team(ports, top, BY) is TeamSlip.HAS_TEAMS_BELOW
    assert isinstance(close_team(ports, low, BY), TeamStands)
    assert isinstance(close_team(ports, top, BY), TeamStands)
    again = close_team(ports, top, BY)
    assert isinstance(again, TeamStands)
    assert not again.is_changed
    assert tree(ports) == []
    made(ports, "Top")
    assert set_team(ports, TeamPlan(name="Low", parent=top), BY) is TeamSlip.UNKNOWN_PARENT


def test_the_same_person_twice_is_one_member_also_under_two_ids(ports: Ports) -> None:
    anna, other_anna, bao = enter_people(ports, 3)
    team = made(ports, "Red", leader=bao)
    assert isinstance(join_team(ports, team, anna, BY), JoinedNow)
    assert isinstance(join_team(ports, team, anna, BY), MemberAlready)
    assert isinstance(join_team(ports, team, other_anna, BY), JoinedNow)
    ports.journal.append(Merged(other_anna, anna), by=BY)
    assert isinstance(join_team(ports, team, other_anna, BY), MemberAlready)
    page = look_at_team(ports, team)
    assert isinstance(page, TeamPage)
    assert [(one.resident.person, one.is_leader) for one in page.members] == [
        (bao, True),
        (anna, False),
    ]
    assert [one.members for one in list_teams(ports)] == [2]
    assert isinstance(leave_team(ports, team, anna, BY), LeftNow)
    assert isinstance(leave_team(ports, team, other_anna, BY), NoMember), "under neither id"
    assert isinstance(join_team(ports, team, anna, BY), JoinedNow), "she may come back"


def test_a_leader_who_goes_leads_no_more_and_who_withdrew_is_not_listed(ports: Ports) -> None:
    anna, bao = enter_people(ports, 2)
    team = made(ports, "Red", leader=anna)
    join_team(ports, team, bao, BY)
    withdraw(ports, bao)
    (listed,) = list_teams(ports)
    assert (listed.members, listed.leader.person if listed.leader else "") == (1, anna)
    assert join_team(ports, team, bao, BY) == NotRegistered()
    left = leave_team(ports, team, anna, BY)
    assert isinstance(left, LeftNow)
    assert left.was_leader
    assert not left.team.plan.leader
    assert isinstance(leave_team(ports, team, bao, BY), LeftNow), "who withdrew may still go"


def test_a_teams_hours_are_its_members(ports: Ports) -> None:
    clock = ports.clock
    assert isinstance(clock, PlainClock)
    (anna,) = enter_people(ports, 1)
    team = made(ports, "Red", leader=anna)
    begun = check_in(ports, anna, "clean")
    assert isinstance(begun, CheckedInNow)
    clock.pass_minutes(90)
    check_out(ports, begun.visit.visit)
    page = look_at_team(ports, team)
    assert isinstance(page, TeamPage)
    assert page.minutes == 90


def test_nothing_new_is_nothing_entered(ports: Ports) -> None:
    team = made(ports, "Red", about="sweeps")
    stands = set_team(ports, TeamPlan(name="Red ", about="sweeps"), BY, team)
    assert isinstance(stands, TeamStands)
    assert not stands.is_changed
    plan = msgspec.structs.replace(stands.team.plan, about="")
    done = set_team(ports, plan, BY, team)
    assert isinstance(done, TeamStands)
    assert done.team.plan.about == ""
