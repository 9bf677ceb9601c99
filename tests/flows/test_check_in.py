"""Checking in and out, question by question, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from stdnum.cn import ric

from kiosk.flows.check_in import CheckIn
from kiosk.flows.my_record import MyRecord
from kiosk.flows.screen import MOST_CHOICES, Confirm, Pick, Record
from kiosk.services.cards import Card, CardKind
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.withdraw import withdraw
from sync.standard.loading import DONE, LOADING
from sync.standard.marks import mark_of
from sync.standard.residents import Personal
from tests.flows.conversation import STRINGS, Conversation
from tests.minutes import minutes_of
from tests.plain_ports import PlainClock

NUMBER = "321199194602285500"


def enter(ports: Ports, number: str = NUMBER, name: str = "陈月英") -> str:
    outcome = register(ports, Personal(number=number, name=name, group="g1"), "v1")
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


def numbered(at: int) -> str:
    body = f"321199195002{at + 1:02d}661"
    return body + ric.calc_check_digit(body + "0")


def talk(ports: Ports) -> Conversation:
    return Conversation(CheckIn(), ports)


def by_number(ports: Ports, typed: str = NUMBER) -> Conversation:
    return talk(ports).choose("by_number").type(typed)


def test_by_number_two_touches_after_being_found(ports: Ports) -> None:
    person = enter(ports)
    said = by_number(ports)
    assert said.screen.id == "find_me.who"
    said.choose("yes").choose("clean")
    assert said.screen.id == "check_in.in"
    (visit,) = ports.visits.open_of(person)
    assert visit.service == "clean"


def test_by_initials_and_last_four(ports: Ports) -> None:
    enter(ports)
    said = talk(ports).choose("by_name").type("cyy")
    assert isinstance(said.screen, Confirm), "few have them: nothing else is asked"
    assert [row.value for row in said.screen.rows] == ["陈●英", "g1"]
    for at in range(MOST_CHOICES):
        enter(ports, numbered(at), "陈有燕")
    said = talk(ports).choose("by_name").type("cyy")
    assert said.screen.id == "find_me.last_four"
    said.type("5500")
    assert isinstance(said.screen, Confirm)
    assert [row.value for row in said.screen.rows] == ["陈●英", "g1"]


def test_out_after_in_counts_the_minutes(ports: Ports, clock: PlainClock) -> None:
    person = enter(ports)
    by_number(ports).choose("yes").choose("clean").choose("done")
    clock.pass_minutes(95)
    said = by_number(ports).choose("yes")
    assert said.screen.id == "check_in.leave"
    said.choose("leave")
    assert said.screen.id == "check_in.out"
    assert said.screen.args["minutes"] == 95
    assert said.screen.args["hours"] == "1.5"
    assert minutes_of(ports.visits, person) == 95


def test_who_stays_changes_nothing(ports: Ports, clock: PlainClock) -> None:
    person = enter(ports)
    by_number(ports).choose("yes").choose("clean")
    clock.pass_minutes(5)
    said = by_number(ports).choose("yes").choose("stay")
    assert said.now.screen is None
    assert len(ports.visits.open_of(person)) == 1


def test_who_forgot_yesterday_is_told_and_can_check_in(ports: Ports, clock: PlainClock) -> None:
    person = enter(ports)
    by_number(ports).choose("yes").choose("clean")
    clock.pass_minutes(24 * 60)
    said = by_number(ports).choose("yes")
    assert said.screen.id == "check_in.forgot"
    assert said.screen.args["start"].date() == date(2026, 11, 22)
    said.choose("understood").choose("elders")
    assert said.screen.id == "check_in.in"
    assert minutes_of(ports.visits, person) == 0


def test_after_midnight_she_says_whether_she_is_done_or_forgot(
    ports: Ports, clock: PlainClock
) -> None:
    person = enter(ports)
    clock.pass_minutes(13 * 60)
    by_number(ports).choose("yes").choose("patrol")
    clock.pass_minutes(4 * 60)
    said = by_number(ports).choose("yes")
    assert isinstance(said.screen, Pick)
    assert [choice.id for choice in said.screen.choices] == ["leave", "stay", "forgot"]
    assert said.choose("forgot").screen.id == "check_in.forgot"
    assert said.choose("understood").choose("patrol").screen.id == "check_in.in"
    clock.pass_minutes(60)
    assert by_number(ports).choose("yes").choose("leave").screen.id == "check_in.out"
    assert minutes_of(ports.visits, person) == 60


def test_a_clock_of_1970_counts_nothing_and_says_so(ports: Ports, clock: PlainClock) -> None:
    person = enter(ports)
    by_number(ports).choose("yes").choose("clean")
    clock.ms = 3_600_000
    said = by_number(ports).choose("yes").choose("leave")
    assert said.screen.id == "check_in.out_doubtful"
    assert minutes_of(ports.visits, person) == 0


def test_nobody_is_booked_before_she_says_that_is_me(ports: Ports) -> None:
    person = enter(ports)
    said = by_number(ports).choose("no")
    assert said.screen.id == "find_me.way"
    assert ports.visits.open_of(person) == []


def test_two_of_the_same_initials_say_which(ports: Ports) -> None:
    enter(ports)
    other = enter(ports, "321199196002288360", "蔡有燕")
    said = talk(ports).choose("by_name").type("cyy")
    assert isinstance(said.screen, Pick)
    shown = {c.words: c.icon for c in said.screen.choices}
    assert shown.keys() == {"陈●英", "蔡●燕", ""}, "and a way on for whoever is none of them"
    assert shown["蔡●燕"] == f"mark_{mark_of(other)}"
    index = next(c.id for c in said.screen.choices if c.words == "蔡●燕")
    said.choose(index)
    assert said.screen.greets == "蔡●燕", "whom she touched stands on top of what follows"
    said.choose("patrol")
    assert len(ports.visits.open_of(other)) == 1


def test_who_look_the_same_are_told_apart(ports: Ports) -> None:
    enter(ports, "321199194602285500", "沈玉珍")
    enter(ports, "321199196002288360", "沈雅珍")
    said = talk(ports).choose("by_name").type("syz")
    assert isinstance(said.screen, Pick)
    people = said.screen.choices[:2]
    assert [c.words for c in people] == ["沈●珍"] * 2
    assert {STRINGS.show(c.form) for c in people} == {"属狗", "属鼠"}


def test_unknown_people_are_shown_the_ways_on(ports: Ports) -> None:
    said = by_number(ports)
    assert said.screen.id == "find_me.unknown"
    assert said.choose("register").now.then == "register"


def test_on_a_new_kiosk_who_is_not_found_may_be_still_to_come(ports: Ports) -> None:
    ports.settings.set_setting(LOADING, "900")
    said = by_number(ports)
    assert said.screen.id == "find_me.not_yet"
    assert said.choose("register").now.then == "register", "nothing waits for it"
    assert talk(ports).choose("by_name").type("cyy").screen.id == "find_me.not_yet"
    ports.settings.set_setting(LOADING, DONE)
    assert by_number(ports).screen.id == "find_me.unknown"


def test_who_withdrew_is_not_found(ports: Ports) -> None:
    person = enter(ports)
    withdraw(ports, person, by="cadre")
    assert by_number(ports).screen.id == "find_me.unknown"


@pytest.mark.parametrize("typed", ["", "1234", "32119919460228X500"])
def test_a_slip_of_the_finger_keeps_what_was_typed(ports: Ports, typed: str) -> None:
    screen = by_number(ports, typed).screen
    assert screen.id == "find_me.number"
    assert getattr(screen, "typed", None) == typed
    assert getattr(screen, "slip", "")


def test_my_record_shows_hours_and_the_unfinished(ports: Ports, clock: PlainClock) -> None:
    enter(ports)
    by_number(ports).choose("yes").choose("clean")
    clock.pass_minutes(120)
    by_number(ports).choose("yes").choose("leave")
    by_number(ports).choose("yes").choose("elders")
    said = Conversation(MyRecord(), ports).choose("by_number").type(NUMBER).choose("yes")
    assert isinstance(said.screen, Record)
    assert [figure.args for figure in said.screen.figures][:2] == [{"hours": "2"}, {"hours": "2"}]
    assert [(line.id, line.form) for line in said.screen.lines] == [
        ("elders", "line_open"),
        ("clean", "line"),
    ]


def card(number: str = NUMBER, until: date | None = None) -> Card:
    return Card(
        CardKind.RESIDENT,
        "n",
        2,
        "",
        date(1946, 2, 28),
        "",
        number,
        "",
        date(2006, 1, 1),
        until,
    )


def test_a_card_is_one_touch(ports: Ports) -> None:
    person = enter(ports)
    said = talk(ports).present(card()).choose("clean")
    assert said.screen.id == "check_in.in"
    assert [visit.service for visit in ports.visits.open_of(person)] == ["clean"]


def test_a_card_that_ran_out_proves_nothing(ports: Ports) -> None:
    enter(ports)
    assert talk(ports).present(card(until=date(2026, 1, 1))).screen.id == "find_me.ran_out"


def test_the_next_card_forgets_whoever_stood_there(ports: Ports) -> None:
    enter(ports)
    other = enter(ports, "321199196002288360", "蔡有燕")
    said = by_number(ports).choose("yes").present(card("321199196002288360")).choose("clean")
    assert [visit.person for visit in ports.visits.open_now()] == [other]
    assert said.screen.id == "check_in.in"
