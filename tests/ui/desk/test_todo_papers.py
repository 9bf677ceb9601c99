"""Certificates that were asked for and stars to announce, at the desk."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.papers import PRINTER, STICK, Place
from kiosk.services.ports import Ports
from kiosk.services.print_certificate import (
    ReadyToPrint,
    hand_out_certificate,
    prepare_certificate,
)
from kiosk.services.seal_certificate import list_asked, print_for
from kiosk.ui.desk.desk import Desk
from tests.plain_ports import PlainClock, PlainPapers
from tests.ui.desk.conftest import CADRE, WANG, enter, press


def serve(ports: Ports, clock: PlainClock, person: str) -> None:
    came = check_in(ports, person, "clean")
    assert isinstance(came, CheckedInNow)
    clock.pass_minutes(90)
    check_out(ports, came.visit.visit)


def test_she_asked_and_gets_it_sealed(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock
) -> None:
    person = enter(ports, WANG)
    serve(ports, clock, person)
    ready = prepare_certificate(ports, person)
    assert isinstance(ready, ReadyToPrint)
    hand_out_certificate(ports, ready.paper)
    desk.open_room("todo")
    room = desk.current_room()
    press(qtbot, desk, "todo.section:papers")
    papers = ports.papers
    assert isinstance(papers, PlainPapers)
    press(qtbot, desk, "todo:print")
    assert room.notice.text == room.bench.show("paper.no_place")
    papers.there.append(Place(PRINTER, "one"))
    press(qtbot, desk, "todo:print")
    assert papers.taken
    assert "one" in room.notice.text
    press(qtbot, desk, "todo:sealed")
    assert list_asked(ports) == ()


def test_a_cadre_prints_one_for_who_stands_before_her(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock
) -> None:
    person = enter(ports, WANG)
    desk.open_person(person)
    room = desk.current_room()
    press(qtbot, desk, "people:certificate")
    assert room.notice.text == room.bench.show("paper.NothingServed")
    serve(ports, clock, person)
    papers = ports.papers
    assert isinstance(papers, PlainPapers)
    papers.there.append(Place(PRINTER, "one"))
    press(qtbot, desk, "people:certificate")
    assert papers.taken


def test_one_that_was_issued_is_printed_again_where_the_cadre_says(
    qtbot: QtBot, desk: Desk, ports: Ports, clock: PlainClock
) -> None:
    person = enter(ports, WANG)
    serve(ports, clock, person)
    papers = ports.papers
    assert isinstance(papers, PlainPapers)
    papers.there += [Place(PRINTER, "one"), Place(STICK, "/media/red")]
    print_for(ports, person, CADRE.id)
    desk.open_room("todo")
    room = desk.current_room()
    press(qtbot, desk, "todo.section:issued")
    press(qtbot, desk, "todo:again")
    assert len(papers.taken) == 1, "first she says where"
    press(qtbot, desk, "way:place:1")
    assert "red" in room.notice.text
    assert papers.taken[0].statement == papers.taken[1].statement  # type: ignore[union-attr]
