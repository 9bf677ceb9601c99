"""Activities at the screen: looked at by anybody, asked for, left, and news told first."""

from __future__ import annotations

import pytest

from kiosk.flows.activities import Activities
from kiosk.flows.check_in import CheckIn
from kiosk.flows.screen import Pick, ReadAloud
from kiosk.services.ask_place import ask_place
from kiosk.services.call_off_activity import call_off_activity
from kiosk.services.my_places import my_places, untold_news
from kiosk.services.papers import PRINTER, STICK, PaperSlip, Place
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.set_project import ProjectStands, set_project
from sync.standard.clock import HOUR_MS
from sync.standard.projects import ProjectPlan
from sync.standard.residents import Personal
from sync.standard.teams import TeamJoined, TeamSet
from tests.flows.conversation import Conversation, touchable
from tests.plain_machine import PlainPapers
from tests.plain_ports import PlainClock
from tests.services.held import CADRE, NINE_MS, a_shift, opened, people

PAPER_PLACE = Place(PRINTER, "laser")
NUMBER = "321199196002288360"


@pytest.fixture
def anna(ports: Ports) -> str:
    given = Personal(number=NUMBER, name="陈月英", group="g1", wishes=("elders",))
    done = register(ports, given, "v1")
    assert isinstance(done, RegisteredNow)
    return done.person


def talk(ports: Ports) -> Conversation:
    return Conversation(Activities(), ports)


def be_found(said: Conversation) -> Conversation:
    return said.choose("by_number").type(NUMBER).choose("yes")


def test_anybody_may_look_and_says_who_she_is_to_go(ports: Ports, anna: str) -> None:
    opened(ports)
    said = talk(ports)
    assert said.screen.id == "activities.list"
    said.choose("a0")
    assert isinstance(said.screen, ReadAloud)
    said.choose("yes")
    assert said.screen.id == "find_me.way"
    assert be_found(said).screen.id == "activities.asked"
    assert [mine.place.state for mine in my_places(ports, anna)] == ["provisional"]
    assert said.choose("done").now.screen is None


def test_all_that_she_must_know_is_told(ports: Ports) -> None:
    opened(ports, risks="water", is_dangerous=True, policy="P1", insurer="I", meal_fen=1250,
           health="none", brings="boots", least_age=18)  # fmt: skip
    screen = talk(ports).choose("a0").screen
    assert isinstance(screen, ReadAloud)
    told = ["content", "ages", "health", "risks", "insured", "meal", "brings"]
    assert [part.id for part in screen.parts] == told
    assert screen.args["meal"] == "12.50"


@pytest.mark.usefixtures("anna")
def test_what_suits_her_says_why(ports: Ports) -> None:
    opened(ports, field="elders", start_ms=NINE_MS + 2 * HOUR_MS)
    opened(ports)
    said = be_found(talk(ports).choose("mine"))
    assert said.screen.id == "activities.none_mine"
    said.choose("look")
    assert isinstance(said.screen, Pick)
    assert [choice.form for choice in said.screen.choices] == ["card_wish", "card", ""]


def test_a_full_one_asks_and_a_clash_asks(ports: Ports, anna: str) -> None:
    (other,) = people(ports, 1)
    full = opened(ports, places=1)
    ask_place(ports, other, full)
    ask_place(ports, anna, opened(ports))
    said = be_found(talk(ports).choose("a1" if first(ports) != full else "a0").choose("yes"))
    assert text_of(ports, full) == "text_full"
    assert said.screen.id == "activities.clash"
    assert said.choose("agree").screen.id == "activities.full"
    assert said.choose("agree").screen.id == "activities.asked_full"
    assert len(my_places(ports, anna)) == 2


def text_of(ports: Ports, activity: str) -> str:
    page = talk(ports).choose("a0" if first(ports) == activity else "a1").screen
    assert isinstance(page, ReadAloud)
    return page.text


def first(ports: Ports) -> str:
    state = talk(ports).now.state
    return str(state.looked.matches[0].activity.activity)


def test_she_leaves_what_she_asked_for(ports: Ports, anna: str) -> None:
    ask_place(ports, anna, opened(ports))
    said = be_found(talk(ports).choose("mine"))
    assert said.screen.id == "activities.mine"
    said.choose("p0")
    assert said.screen.id == "activities.provisional"
    assert said.choose("again").screen.id == "activities.page"
    assert said.choose("yes").screen.id == "activities.provisional"
    assert said.choose("leave").screen.id == "activities.left"
    assert my_places(ports, anna) == ()


@pytest.mark.parametrize("at", ["asked", "own"])
def test_a_slip_is_printed_where_there_is_a_printer(ports: Ports, anna: str, at: str) -> None:
    assert isinstance(ports.papers, PlainPapers)
    ports.papers.there = [PAPER_PLACE]
    name = opened(ports)
    if at == "asked":
        said = be_found(talk(ports).choose("a0").choose("yes"))
    else:
        ask_place(ports, anna, name)
        said = be_found(talk(ports).choose("mine")).choose("p0")
    assert said.choose("print").screen.id == "activities.printed"
    (slip,) = ports.papers.taken
    assert isinstance(slip, PaperSlip)
    assert "provisional" in slip.rows
    assert said.choose("done").now.screen is None


@pytest.mark.parametrize("there", [[], [Place(STICK, "usb")]])
def test_without_a_printer_no_slip_is_offered(ports: Ports, anna: str, there: list[Place]) -> None:
    assert isinstance(ports.papers, PlainPapers)
    ports.papers.there = there
    opened(ports)
    said = be_found(talk(ports).choose("a0").choose("yes"))
    assert touchable(said.screen) == {"done"}
    said = be_found(talk(ports).choose("mine")).choose("p0")
    assert touchable(said.screen) == {"stay", "leave", "again"}
    assert len(my_places(ports, anna)) == 1


def test_a_slip_that_is_not_printed_says_so_and_nothing_is_lost(ports: Ports, anna: str) -> None:
    assert isinstance(ports.papers, PlainPapers)
    ports.papers.there = [PAPER_PLACE]
    opened(ports)
    said = be_found(talk(ports).choose("a0").choose("yes"))
    ports.papers.there = []
    assert said.choose("print").screen.id == "activities.not_printed"
    assert len(my_places(ports, anna)) == 1


def test_of_several_shifts_she_chooses_one(ports: Ports, anna: str) -> None:
    opened(ports, shifts=tuple(a_shift(f"s{at}", 1 + at / 4, 1.2 + at / 4) for at in range(7)))
    said = be_found(talk(ports).choose("a0").choose("yes"))
    assert said.screen.id == "activities.shift"
    said.choose("more").choose("s6")
    assert said.screen.id == "activities.asked"
    assert [mine.place.shift for mine in my_places(ports, anna)] == ["s6"]


def test_too_old_is_told_kindly(ports: Ports, anna: str) -> None:
    opened(ports, most_age=50)
    said = be_found(talk(ports).choose("a0").choose("yes"))
    assert (said.screen.id, said.screen.args["most"]) == ("activities.age_to", 50)
    assert my_places(ports, anna) == ()


def test_a_leader_puts_her_members_down(ports: Ports, anna: str) -> None:
    bao, chen = people(ports, 2)
    ports.journal.append(TeamSet("t", {"name": "Blue", "leader": anna}), by=CADRE)
    ports.journal.append(*(TeamJoined("t", one) for one in (anna, bao, chen)), by=CADRE)
    opened(ports)
    said = be_found(talk(ports).choose("a0").choose("yes"))
    assert said.screen.id == "activities.who_goes"
    said.choose("t0")
    assert said.screen.id == "activities.members"
    said.choose_some("m1", "m2")
    assert (said.screen.id, said.screen.args["asked"]) == ("activities.team_asked", 2)
    assert my_places(ports, anna) == ()
    assert len(my_places(ports, bao)) == len(my_places(ports, chen)) == 1


def test_of_whose_team_nobody_could_be_put_down_is_told_so(ports: Ports, anna: str) -> None:
    ports.journal.append(TeamSet("t", {"name": "Blue", "leader": anna}), by=CADRE)
    ports.journal.append(TeamJoined("t", anna), by=CADRE)
    opened(ports, most_age=20)
    said = be_found(talk(ports).choose("a0").choose("yes")).choose("t0").choose_some("m0")
    assert said.screen.id == "activities.team_barred"
    assert my_places(ports, anna) == ()


def test_there_may_be_nothing(ports: Ports) -> None:
    said = talk(ports)
    assert said.screen.id == "activities.none"
    assert said.choose("home").now.screen is None


def test_news_come_first_wherever_she_goes(ports: Ports, anna: str) -> None:
    name = opened(ports)
    ask_place(ports, anna, name)
    call_off_activity(ports, name, "weather", CADRE)
    for flow, begin in ((CheckIn(), ()), (Activities(), ("mine",))):
        said = Conversation(flow, ports)
        for choice in begin:
            said.choose(choice)
        assert be_found(said).screen.id == "news.off"
    assert said.choose("understood").screen.id == "activities.none_mine"
    assert untold_news(ports, anna) == ()
    assert be_found(Conversation(CheckIn(), ports)).screen.id == "check_in.service"


@pytest.mark.parametrize(("is_hers", "screen"), [(True, "hers"), (False, "activity")])
def test_what_is_on_now_comes_first_at_check_in(
    ports: Ports, anna: str, clock: PlainClock, is_hers: bool, screen: str
) -> None:
    name, _ = opened(ports), opened(ports)
    if is_hers:
        ask_place(ports, anna, name)
    said = be_found(Conversation(CheckIn(), ports))
    assert said.screen.id == f"check_in.{screen}"
    assert isinstance(said.screen, Pick)
    assert len(said.screen.choices) == (2 if is_hers else 3)
    said.choose("a0")
    assert said.screen.id == "check_in.in"
    (visit,) = ports.visits.open_of(anna)
    assert visit.activity
    assert (visit.activity == name) is is_hers or not is_hers
    clock.pass_minutes(30)
    be_found(Conversation(CheckIn(), ports)).choose("leave")
    other = be_found(Conversation(CheckIn(), ports)).choose("service").choose("clean")
    assert other.screen.id == "check_in.in"
    assert [visit.activity for visit in ports.visits.open_of(anna)] == [""]


def test_brand_projects_are_told_to_anybody(ports: Ports) -> None:
    opened(ports)
    assert "brands" not in {choice.id for choice in talk(ports).screen.choices}
    for title, is_brand in (("well", True), ("plain", False)):
        plan = ProjectPlan(title=title, field="clean", about="what for", is_brand=is_brand)
        assert isinstance(set_project(ports, plan, CADRE), ProjectStands)
    said = talk(ports).choose("brands")
    assert [choice.words for choice in said.screen.choices] == ["well", ""]
    said.choose("b0")
    assert isinstance(said.screen, ReadAloud)
    assert said.screen.args["title"] == "well"
    assert [part.form for part in said.screen.parts] == ["about", "new"]
    assert said.choose("yes").screen.id == "activities.list"
