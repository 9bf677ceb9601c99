"""Who is meant by a call-up, by a word to those with places, and when an activity is off."""

from __future__ import annotations

import pytest

from kiosk.services.ask_message import MessagesAsked, MessageSlip, Reach
from kiosk.services.call_off_activity import call_off_activity
from kiosk.services.call_up import CallSheet, Whom, call_up, look_at_calls
from kiosk.services.join_team import join_team
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.set_team import TeamStands, set_team
from sync.standard.clock import Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.messages import Message
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.recruiting import Place, PlaceAsked, PlaceAwaited, PlaceGiven
from sync.standard.residents import Personal
from sync.standard.teams import TeamPlan
from tests.plain_ports import plain_ports
from tests.services.held import CADRE, NUMBERS, opened

PHONES = ("13800000000", "", "13800000002", "13800000003")


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.fixture
def people(ports: Ports) -> list[str]:
    """The first two wish for cleaning; the second has no telephone."""
    found = []
    for at, (number, phone) in enumerate(zip(NUMBERS, PHONES, strict=True)):
        wishes = ("clean",) if at < 2 else ()
        personal = Personal(number=number, name="Wang", phone=phone, wishes=wishes)
        done = register(ports, personal, "v1")
        assert isinstance(done, RegisteredNow)
        found.append(done.person)
    return found


def look(ports: Ports, activity: str, team: str = "") -> CallSheet:
    sheet = look_at_calls(ports, activity, team)
    assert sheet is not None
    return sheet


def meant(sheet: CallSheet) -> dict[str, list[str]]:
    return {whom: [one.person for one in group] for whom, group in sheet.groups.items()}


def test_each_group_is_who_it_says(ports: Ports, people: list[str]) -> None:
    anna, bao, chen, ding = people
    activity = opened(ports)
    made = set_team(ports, TeamPlan("Red"), CADRE)
    assert isinstance(made, TeamStands)
    team = made.team.team
    for one in (anna, chen):
        join_team(ports, team, one, CADRE)
    assert meant(look(ports, activity, team)) == {
        "suited": [bao, anna],  # first who must be told otherwise
        "team": [anna, chen],
        "given": [],
        "waiting": [],
    }
    for at, (one, fact) in enumerate(((chen, PlaceGiven), (ding, PlaceAwaited))):
        (asked,) = ports.journal.append(PlaceAsked(activity, one))
        answer = fact(activity, one, "", asked.text())
        fold(Entry(Origin(Ref(COUNTY, 1, at), Stamp(9)), answer), ports.journal.shelf)  # type: ignore[attr-defined]
    assert sorted(row.state for row in ports.rows.where(Place)) == ["confirmed", "waiting"]
    sheet = look(ports, activity, team)
    assert meant(sheet) == {
        "suited": [bao, anna],
        "team": [anna],
        "given": [chen],
        "waiting": [ding],
    }
    assert [name for _, name in sheet.teams] == ["Red"]


def test_the_county_is_asked_once_for_each_and_who_has_no_telephone_is_told(
    ports: Ports, people: list[str]
) -> None:
    anna, bao, *_ = people
    activity = opened(ports)
    assert call_up(ports, activity, Whom.SUITED, CADRE) == MessagesAsked(1, 0, (bao,))
    assert call_up(ports, activity, Whom.SUITED, CADRE) == MessagesAsked(0, 1, (bao,))
    stands = {one.person: one.reach for one in look(ports, activity).groups[Whom.SUITED]}
    assert stands == {bao: Reach.NO_PHONE, anna: Reach.WAITING}
    assert [(row.person, row.what) for row in ports.rows.where(Message)] == [(anna, "call_up")]


def test_who_had_asked_is_told_that_it_is_off(ports: Ports, people: list[str]) -> None:
    anna = people[0]
    activity = opened(ports)
    ports.journal.append(PlaceAsked(activity, anna))
    call_off_activity(ports, activity, "weather", CADRE)
    assert meant(look(ports, activity)) == {"off": [anna]}
    assert call_up(ports, activity, Whom.OFF, CADRE) == MessagesAsked(1, 0, ())


def test_nobody_is_called_to_what_is_over(ports: Ports, people: list[str]) -> None:
    activity = opened(ports)
    ports.clock.pass_minutes(24 * 60)  # type: ignore[attr-defined]
    assert people
    assert call_up(ports, activity, Whom.SUITED, CADRE) is MessageSlip.OVER
    assert call_up(ports, "none", Whom.SUITED, CADRE) is MessageSlip.NO_ACTIVITY
    assert look_at_calls(ports, "none") is None
