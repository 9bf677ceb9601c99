"""My record: something is wrong; and the answer."""

from __future__ import annotations

import pytest

from kiosk.flows.my_record import MyRecord
from kiosk.flows.screen import Chose, Pick, Record, Spoke, SpokenNote
from kiosk.services.ask_correction import answer_correction, list_asked
from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.correct_visit import correct_visit
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from sync.standard.attendance import CADRE, VisitClosed, VisitEntered
from sync.standard.clock import MINUTE_MS
from sync.standard.residents import Personal
from tests.flows.conversation import STRINGS, Conversation
from tests.plain_ports import PlainClock

NUMBER = "321199194602285500"


@pytest.fixture
def person(ports: Ports, clock: PlainClock) -> str:
    """She served six times."""
    done = register(ports, Personal(number=NUMBER, name="\u738b\u82f1"), "v1")
    assert isinstance(done, RegisteredNow)
    for _ in range(6):
        serve(ports, clock, done.person, 30)
    return done.person


def serve(ports: Ports, clock: PlainClock, person: str, minutes: int) -> str:
    begun = check_in(ports, person, "clean")
    assert isinstance(begun, CheckedInNow)
    clock.pass_minutes(minutes)
    check_out(ports, begun.visit.visit)
    return begun.visit.visit


def look(ports: Ports, *, can_speak: bool = False) -> Conversation:
    return (
        Conversation(MyRecord(lambda: can_speak), ports)
        .choose("by_number")
        .type(NUMBER)
        .choose("yes")
    )


def test_one_touch_on_a_visit_and_one_on_what_is_wrong(ports: Ports, person: str) -> None:
    said = look(ports).choose("wrong")
    assert isinstance(said.screen, Pick)
    assert [choice.id for choice in said.screen.choices] == ["0", "1", "2", "3", "4", "missing"]
    said.choose("0")
    assert said.screen.id == "my_record.what"
    said.choose("too_few")
    assert said.screen.id == "my_record.asked"
    (one,) = list_asked(ports)
    newest = ports.visits.of(person)[0]
    assert (one.asked.person, one.asked.what, one.asked.visit) == (person, "too_few", newest.visit)


@pytest.mark.usefixtures("person")
def test_what_is_missing_is_one_touch(ports: Ports) -> None:
    said = look(ports).choose("wrong").choose("missing")
    assert said.screen.id == "my_record.asked"
    (one,) = list_asked(ports)
    assert (one.asked.what, one.asked.visit) == ("missing", "")
    said.choose("done")
    assert said.now.screen is None


@pytest.mark.usefixtures("person")
def test_she_may_say_a_few_words_to_what_stands_already(ports: Ports) -> None:
    said = look(ports, can_speak=True).choose("wrong").choose("0").choose("too_many")
    assert said.screen.id == "my_record.speak"
    assert said.now.is_final, "Back leads home: it is saved"
    assert len(list_asked(ports)) == 1, "whatever comes now"
    said.choose("speak")
    assert isinstance(said.screen, SpokenNote)
    said.answer(Spoke(b"words", 4_000))
    assert said.screen.id == "my_record.asked_spoken"
    (one,) = list_asked(ports)
    assert one.note is not None
    assert one.note.length_ms == 4_000
    again = look(ports, can_speak=True).choose("wrong").choose("0").choose("too_many")
    assert again.screen.id == "my_record.asked", "she has said it"


@pytest.mark.usefixtures("person")
def test_she_need_not_speak_and_may_stop(ports: Ports) -> None:
    said = look(ports, can_speak=True).choose("wrong").choose("missing").choose("no_need")
    assert said.screen.id == "my_record.asked"
    said = look(ports, can_speak=True).choose("wrong").choose("missing").choose("speak")
    said.answer(Chose("leave_out"))
    assert said.screen.id == "my_record.asked"
    said = look(ports, can_speak=True).choose("wrong").choose("missing").choose("speak")
    said.answer(Spoke(b"", 0))
    assert said.screen.id == "my_record.asked_unheard"
    (one,) = list_asked(ports)
    assert one.note is None


@pytest.mark.usefixtures("person")
def test_the_answer_comes_before_the_record_and_once(ports: Ports) -> None:
    look(ports).choose("wrong").choose("missing")
    (one,) = list_asked(ports)
    answer_correction(ports, one.item.entry, "too short", "li", is_corrected=False)
    said = look(ports)
    assert said.screen.id == "my_record.answer_no"
    assert "too short" in STRINGS.show("my_record.answer_no.hint", **said.screen.args)
    said.choose("understood")
    assert isinstance(said.screen, Record)
    assert isinstance(look(ports).screen, Record)


def test_lines_that_do_not_count_fully_say_why(
    ports: Ports, person: str, clock: PlainClock
) -> None:
    corrected = serve(ports, clock, person, 30)
    correct_visit(ports, corrected, 10, "left early", "li")
    start_ms = clock.ms
    serve(ports, clock, person, 60)
    end_ms = start_ms + 90 * MINUTE_MS
    ports.journal.append(VisitEntered(person, start_ms + 1, end_ms, CADRE), by="li")
    clock.pass_minutes(60)
    begun = check_in(ports, person, "elders")
    assert isinstance(begun, CheckedInNow)
    ports.journal.append(VisitClosed(begun.visit.visit, 20))
    screen = look(ports).screen
    assert isinstance(screen, Record)
    assert [line.form for line in screen.lines[:4]] == [
        "line_credited",
        "line_overlap",
        "line",
        "line_corrected",
    ]
    assert sum(screen.months) == 6 * 30 + 10 + 90 + 20 - 1, "the odd millisecond is no minute"
