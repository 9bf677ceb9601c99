"""Places: matched and explained, asked for, left, and the county's word told at the next visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stdnum.cn import ric

from kiosk.services.arrive_today import ArrivedToday, arrive_today
from kiosk.services.ask_for_team import Barred, NotLeader, TeamAsked, ask_for_team
from kiosk.services.ask_place import (
    AskedBefore,
    AskedNow,
    Doubt,
    LeftNow,
    NothingToLeave,
    PlaceQuestion,
    PlaceSlip,
    ask_place,
    leave_place,
)
from kiosk.services.attend import attendance_sheet
from kiosk.services.call_off_activity import call_off_activity
from kiosk.services.check_in import NotRegistered
from kiosk.services.erase_resident import erase_resident
from kiosk.services.event_desk import count_event
from kiosk.services.lead_teams import teams_led_by
from kiosk.services.list_activities import find_activity
from kiosk.services.look_for_activities import Looked, left_in, look_for_activities
from kiosk.services.my_places import NewsKind, my_places, place_in, tell_news, untold_news
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.activities import Activity, ActivitySet
from sync.standard.clock import HOUR_MS, Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.merging import Merged, Unmerged
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.personal import Personal
from sync.standard.recruiting import CONFIRMED, LEFT, Place, PlaceAwaited, PlaceGiven, place_key
from sync.standard.teams import TeamJoined, TeamSet
from tests.plain_machine import PlainClock, PlainSettings
from tests.plain_ports import PlainJournal, plain_ports
from tests.services.held import CADRE, NINE_MS, a_shift, opened, people

_BODY = "32119920180506021"
SMALL = _BODY + ric.calc_check_digit(_BODY + "0")


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock(NINE_MS)


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    return plain_ports(clock)


@pytest.fixture
def says(ports: Ports) -> Callable[..., None]:
    """The county's word on the newest asking."""
    said: list[Entry] = []

    def say(kind: type[PlaceGiven] | type[PlaceAwaited], person: str, activity: str) -> None:
        assert isinstance(ports.journal, PlainJournal)
        place = place_in(ports, person, activity)
        assert place is not None
        fact = kind(activity, person, "", place.standing[-1])
        origin = Origin(Ref(COUNTY, 1, len(said) + 1), Stamp(NINE_MS))
        said.append(Entry(origin, fact))
        fold(said[-1], ports.journal.shelf)

    return say


def test_asked_for_is_noted_and_twice_is_one(ports: Ports) -> None:
    (anna, *_) = people(ports, 1)
    name = opened(ports)
    done = ask_place(ports, anna, name)
    assert isinstance(done, AskedNow)
    assert not done.is_full
    assert isinstance(ask_place(ports, anna, name), AskedBefore)
    looked = look_for_activities(ports, anna)
    assert isinstance(looked, Looked)
    assert [(one.offered.left, one.offered.state) for one in looked.matches] == [(9, "provisional")]
    assert isinstance(leave_place(ports, anna, name), LeftNow)
    assert isinstance(leave_place(ports, anna, name), NothingToLeave)
    assert my_places(ports, anna) == ()


@pytest.mark.parametrize(
    ("changed", "slip"),
    [
        ({"least_age": 99}, PlaceSlip.TOO_YOUNG),
        ({"most_age": 40}, PlaceSlip.TOO_OLD),
        ({"is_open": False}, PlaceSlip.NOT_OPEN),
        ({"start_ms": 1, "end_ms": NINE_MS}, PlaceSlip.OVER),
    ],
)
def test_slips_note_nothing(ports: Ports, changed: dict[str, object], slip: PlaceSlip) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports)
    ports.journal.append(ActivitySet(name, changed), by=CADRE)
    assert ask_place(ports, anna, name) is slip
    assert ask_place(ports, anna, "nothing") is PlaceSlip.NOT_OPEN
    assert my_places(ports, anna) == ()


def test_called_off_and_unknown_people(ports: Ports) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports)
    assert ask_place(ports, "nobody", name) is PlaceSlip.NOT_REGISTERED
    assert isinstance(look_for_activities(ports, "nobody"), NotRegistered)
    call_off_activity(ports, name, "weather", CADRE)
    assert ask_place(ports, anna, name) is PlaceSlip.CALLED_OFF


def test_a_clash_is_a_question(ports: Ports) -> None:
    (anna,) = people(ports, 1)
    one, two = opened(ports), opened(ports)
    ask_place(ports, anna, one)
    asked = ask_place(ports, anna, two)
    assert isinstance(asked, Doubt)
    assert asked.other is not None
    assert (asked.question, asked.other.place.activity) == (PlaceQuestion.CLASH, one)
    assert isinstance(ask_place(ports, anna, two, agreed=[PlaceQuestion.CLASH]), AskedNow)


def test_a_full_activity_asks_whether_to_wait(ports: Ports) -> None:
    anna, bao = people(ports, 2)
    name = opened(ports, places=1)
    ask_place(ports, anna, name)
    assert ask_place(ports, bao, name) == Doubt(PlaceQuestion.FULL)
    done = ask_place(ports, bao, name, agreed=[PlaceQuestion.FULL])
    assert isinstance(done, AskedNow)
    assert done.is_full


def test_two_ids_of_one_person_stand_once_in_every_list(
    ports: Ports, says: Callable[..., None]
) -> None:
    anna, anne = people(ports, 2)
    name = opened(ports, places=2)
    for one in (anna, anne):
        ask_place(ports, one, name)
    says(PlaceGiven, anne, name)
    (merge,) = ports.journal.append(Merged(anna, anne), by=CADRE)
    assert [mine.place.person for mine in my_places(ports, anna)] == [anne], "the one she has"
    assert len(untold_news(ports, anna)) == 1
    sheet = attendance_sheet(ports, name)
    assert sheet is not None
    assert [one.person for one in sheet.people] == [anne]
    line, counts = find_activity(ports, name), count_event(ports, name)
    assert line is not None
    assert (line.held, counts.expected, counts.waiting) == (1, 1, 0)
    row = ports.rows.get(Activity, name)
    assert row is not None
    assert left_in(ports, row, "") == 1
    ports.journal.append(Unmerged(merge.text()), by=CADRE)
    assert [len(my_places(ports, one)) for one in (anna, anne)] == [1, 1]
    assert left_in(ports, row, "") == 0
    ports.journal.append(Merged(anna, anne), by=CADRE)
    assert isinstance(leave_place(ports, anna, name), LeftNow)
    assert left_in(ports, row, "") == 2, "under both ids"


def test_shifts_are_asked_for_by_themselves(ports: Ports) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports, shifts=(a_shift("am", 1, 2), a_shift("pm", 2, 3)))
    assert ask_place(ports, anna, name) is PlaceSlip.NOT_OPEN
    assert isinstance(ask_place(ports, anna, name, "am"), AskedNow)
    assert isinstance(ask_place(ports, anna, name, "pm"), AskedNow)
    assert [mine.place.shift for mine in my_places(ports, anna)] == ["am", "pm"]


def child(ports: Ports, number: str, guardian: str) -> str:
    given_ = Personal(number=number, name="\u738b\u5c0f", guardian=guardian)
    done = register(ports, given_, "v1")
    assert isinstance(done, RegisteredNow), done
    return done.person


def test_children_need_their_guardian_and_small_ones_company(ports: Ports) -> None:
    name = opened(ports)
    small = child(ports, SMALL, "mother 13900000000")
    assert ask_place(ports, small, name) == Doubt(PlaceQuestion.COMPANY)
    assert isinstance(ask_place(ports, small, name, agreed=[PlaceQuestion.COMPANY]), AskedNow)


def test_the_county_s_word_is_told_once(ports: Ports, says: Callable[..., None]) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports)
    ask_place(ports, anna, name)
    assert untold_news(ports, anna) == ()
    says(PlaceAwaited, anna, name)
    (news,) = untold_news(ports, anna)
    assert news.kind is NewsKind.AWAITED
    tell_news(ports, news)
    assert untold_news(ports, anna) == ()
    says(PlaceGiven, anna, name)
    (news,) = untold_news(ports, anna)
    assert news.kind is NewsKind.UP
    tell_news(ports, news)
    assert untold_news(ports, anna) == ()
    call_off_activity(ports, name, "weather", CADRE)
    (news,) = untold_news(ports, anna)
    assert news.kind is NewsKind.OFF
    assert my_places(ports, anna) == ()


def test_a_new_time_is_news(ports: Ports, says: Callable[..., None], clock: PlainClock) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports)
    ask_place(ports, anna, name)
    says(PlaceGiven, anna, name)
    clock.pass_minutes(1)
    later = {"start_ms": NINE_MS + 2 * HOUR_MS}
    ports.journal.append(ActivitySet(name, later), by=CADRE)
    kinds = [news.kind for news in untold_news(ports, anna)]
    assert kinds == [NewsKind.MOVED, NewsKind.GIVEN]


def a_team(ports: Ports, *members: str) -> None:
    ports.journal.append(TeamSet("t", {"name": "Blue", "leader": members[0]}), by=CADRE)
    ports.journal.append(*(TeamJoined("t", one) for one in members), by=CADRE)


def test_a_leader_asks_for_those_she_chooses(ports: Ports) -> None:
    anna, bao, chen, dai = people(ports, 4)
    a_team(ports, anna, bao, chen)
    name = opened(ports, most_age=78)
    ask_place(ports, bao, name)
    (led,) = teams_led_by(ports, anna)
    assert led.members[0].person == anna
    assert dai not in {one.person for one in led.members}
    done = ask_for_team(ports, anna, "t", name, "", {anna, bao, chen, dai})
    assert isinstance(done, TeamAsked)
    assert [one.person for one in done.before] == [bao]
    assert done.barred == (Barred(led.members[0], PlaceSlip.TOO_OLD),)
    (asked,) = done.asked
    place = place_in(ports, asked.person, name)
    assert place is not None
    assert (asked.person, place.team, place.up_by) == (chen, "t", anna)
    assert isinstance(ask_for_team(ports, bao, "t", name, "", {chen}), NotLeader)


def test_who_goes_altogether_leaves_her_places(ports: Ports) -> None:
    anna, bao = people(ports, 2)
    assert isinstance(ports.settings, PlainSettings)
    ports.settings.set_setting("cadres", '[{"id":"li","name":"L","sealed_pin":""}]')
    name = opened(ports)
    for one in (anna, bao):
        ask_place(ports, one, name)
    withdraw(ports, anna, "li")
    bao_row = ports.residents.by_id(bao)
    assert bao_row is not None
    erase_resident(ports, bao, "asked", bao_row.personal.number[-4:], "li")
    assert {place_row(ports, one, name).state for one in (anna, bao)} == {LEFT}


def place_row(ports: Ports, person: str, name: str) -> Place:
    found = ports.rows.get(Place, place_key(name, "", person))
    assert found is not None
    return found


def test_what_is_on_today_is_offered_from_an_hour_before(
    ports: Ports, clock: PlainClock, says: Callable[..., None]
) -> None:
    anna, bao = people(ports, 2)
    early = opened(ports, start_ms=NINE_MS + 2 * HOUR_MS, end_ms=NINE_MS + 3 * HOUR_MS)
    assert today(ports, anna).activities == ()
    clock.pass_minutes(60)
    hers = opened(ports, start_ms=NINE_MS + 2 * HOUR_MS, end_ms=NINE_MS + 4 * HOUR_MS)
    ask_place(ports, anna, hers, agreed=[*PlaceQuestion])
    says(PlaceGiven, anna, hers)
    assert {row.activity for row in today(ports, bao).activities} == {early, hers}
    arrived = today(ports, anna)
    assert [row.activity for row in arrived.activities] == [hers]
    assert arrived.is_hers
    assert [news.kind for news in arrived.news] == [NewsKind.GIVEN]
    assert place_row(ports, anna, hers).state == CONFIRMED
    clock.pass_minutes(180)
    assert today(ports, bao).activities == ()


def today(ports: Ports, person: str) -> ArrivedToday:
    arrived = arrive_today(ports, person)
    assert isinstance(arrived, ArrivedToday)
    return arrived
