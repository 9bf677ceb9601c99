"""The to-do room: what waits, what to do about it, and that it is gone when it is done."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.services.check_in import CheckedInNow, check_in
from kiosk.services.correct_visit import CorrectedVisit, correct_visit
from kiosk.services.ports import Ports
from kiosk.store.journal import Journal
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.field_words import values_in_words
from kiosk.ui.desk.people_room import PeopleRoom
from kiosk.ui.desk.todo_room import ToDoRoom
from kiosk.ui.desk.visits_room import VisitsRoom
from sync.exchange.ports import Told
from sync.standard.merging import DuplicateFound
from sync.standard.origin import ref_from
from sync.standard.personal import FIELDS, SECRET, Personal
from sync.standard.residents import RECORD, Consented, ResidentCorrected, ResidentRegistered
from tests.ui.desk.conftest import CADRE, LI, WANG, MakeDesk, enter, line, press

CODES = [
    *(f"unreadable.{name}" for name in ("ValidationError", "DecodeError", "UnicodeDecodeError",
                                        "RecursionError", "NewError")),
    *(f"fold.{name}" for name in ("ValueError", "OverflowError", "TypeError", "KeyError",
                                  "AttributeError")),
    "long", "sealed", "uncounted", "something.new",
]  # fmt: skip


def journal_of(ports: Ports) -> Journal:
    assert isinstance(ports.journal, Journal)
    return ports.journal


def report(ports: Ports, seq: int, code: str) -> None:
    """The county says of this entry that it could not be folded."""
    journal_of(ports).note_told(Told(seq - 1, seq, ((seq, code),)))


@pytest.fixture
def wang(ports: Ports) -> str:
    return enter(ports, WANG)


@pytest.fixture
def visit(ports: Ports, wang: str) -> str:
    """She came, and the county could not take it into account."""
    came = check_in(ports, wang, "clean")
    assert isinstance(came, CheckedInNow)
    report(ports, ref_from(came.visit.visit).seq, "fold.ValueError")
    return came.visit.visit


def correct_apart(ports: Ports, person: str, *values: dict[str, Any]) -> None:
    resident = ports.residents.by_id(person)
    assert resident is not None
    for n, changed in enumerate(values):
        seen = {field: resident.seen(field) for field in changed}
        ports.journal.append(ResidentCorrected(person, changed, "", seen), by=f"cadre {n}")


def open_room(desk: Desk, part: str = "reported") -> ToDoRoom:
    desk.open_room("todo")
    room = desk.current_room()
    assert isinstance(room, ToDoRoom)
    room.segments.findChild(QAbstractButton, f"todo.section:{part}").click()
    return room


def rows(room: ToDoRoom) -> list[str]:
    model = room.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def on_rail(desk: Desk) -> str:
    return desk.findChild(QAbstractButton, "rail:todo").accessibleName()


def test_nothing_to_do_says_so(desk: Desk, strings: Strings) -> None:
    room = open_room(desk)
    assert rows(room) == []
    assert strings.show("desk.todo.nothing") in [w.text() for w in card_labels(room)]
    assert on_rail(desk) == strings.show("desk.rail.todo")


def card_labels(room: ToDoRoom) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    return room.card.findChildren(QLabel)


def test_a_reported_entry_is_told_mended_and_settled(
    qtbot: QtBot, make_desk: MakeDesk, ports: Ports, visit: str, strings: Strings
) -> None:
    desk = make_desk()
    assert "1" in on_rail(desk), "seen from every room"
    room = open_room(desk)
    assert rows(room) == [strings.show("desk.kind.checked_in")]
    model = room.table.model()
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert shown[1] == WANG.name
    assert WANG.number not in "".join(shown), "the number is masked as everywhere"
    assert strings.show("desk.report.fold_ValueError") in room.card.sentence.text()
    press(qtbot, room, "todo:open_visit")
    visits = desk.current_room()
    assert isinstance(visits, VisitsRoom)
    chosen = visits.table.current()
    assert chosen is not None
    assert chosen.visit.visit == visit
    assert isinstance(correct_visit(ports, visit, 90, "asked", CADRE.id), CorrectedVisit)
    room = open_room(desk)
    assert len(rows(room)) == 1, "mending is one thing, saying that it is dealt with another"
    qtbot.keyClicks(line(room, "todo:note"), "mended by hand")
    press(qtbot, room, "todo:settle")
    assert rows(room) == []
    assert room.notice.text == strings.show("desk.todo.settled")
    assert on_rail(desk) == strings.show("desk.rail.todo")
    assert journal_of(ports).reported() == []
    room = open_room(desk, "dealt_with")
    assert len(rows(room)) == 1
    assert "mended by hand" in room.card.sentence.text()


@pytest.mark.usefixtures("wang")
def test_the_person_is_opened_from_it(
    qtbot: QtBot, desk: Desk, ports: Ports, strings: Strings
) -> None:
    report(ports, 1, "long")
    room = open_room(desk)
    assert strings.show("desk.report.long") in room.card.sentence.text()
    press(qtbot, room, "todo:open_person")
    assert isinstance(desk.current_room(), PeopleRoom)


@pytest.mark.usefixtures("wang")
def test_every_code_has_a_sentence_and_something_to_do(
    desk: Desk, ports: Ports, strings: Strings
) -> None:
    room = open_room(desk)
    for code in CODES:
        report(ports, 1, code)
        room.look()
        said = room.card.sentence.text()
        assert code not in said
        assert not code.partition(".")[2] or code.partition(".")[2] not in said
        assert (strings.show("desk.report.other") in said) == (code == "something.new")
        assert any(said.endswith(strings.show(f"desk.report_do.{name}")) for name in DEEDS)


DEEDS = ("unreadable", "fold", "long", "sealed", "uncounted", "other")


@pytest.mark.usefixtures("visit")
def test_what_is_being_written_survives_a_look(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    room = open_room(desk)
    qtbot.keyClicks(line(room, "todo:note"), "half a sen")
    room.look()
    assert room.card.note.text() == "half a sen"
    report(ports, 1, "long")
    room.look()
    assert len(rows(room)) == 2
    assert room.card.note.text() == "half a sen"
    current = room.table.current()
    assert current is not None
    assert current.title == room.bench.show("kind.checked_in")


@pytest.mark.usefixtures("visit")
def test_the_keyboard_settles(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    open_room(desk)
    qtbot.keyClick(desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert journal_of(ports).reported() == []


def test_of_two_values_a_cadre_says_which_is_right(
    qtbot: QtBot, make_desk: MakeDesk, ports: Ports, wang: str, strings: Strings
) -> None:
    correct_apart(ports, wang, {"phone": "13800010001"}, {"phone": "13800020001"})
    desk = make_desk()
    assert "1" in on_rail(desk)
    room = open_room(desk, "contested")
    said = room.card.sentence.text()
    assert "13800010001" not in said
    for shown in ("138\u25cf\u25cf\u25cf10001", "138\u25cf\u25cf\u25cf20001"):
        assert shown in said, "what differs is seen, the rest is masked"
    assert said.count(strings.show("desk.todo.stands")) == 1
    press(qtbot, room, "todo:take_1")
    resident = ports.residents.by_id(wang)
    assert resident is not None
    assert resident.contested == ()
    assert resident.personal.phone == "13800010001"
    assert rows(room) == []
    assert on_rail(desk) == strings.show("desk.rail.todo")


def test_two_ids_of_one_person_are_merged_and_taken_apart(
    qtbot: QtBot, make_desk: MakeDesk, ports: Ports, wang: str, strings: Strings
) -> None:
    personal = Personal(number=WANG.number, name=WANG.name, phone="13900000002")
    ports.journal.append(ResidentRegistered("twin", personal), Consented("twin", RECORD, "2026-11"))
    ports.journal.append(DuplicateFound(wang, "twin", "321199001001", "here"), by="county")
    desk = make_desk()
    room = open_room(desk, "duplicates")
    assert len(rows(room)) == 1
    said = room.card.sentence.text()
    assert WANG.number not in said
    assert "0002" in said, "the second one's telephone tells them apart"
    press(qtbot, room, "todo:merge_one")
    assert ports.merges.groups().main("twin") == wang
    assert rows(room) == []
    assert room.notice.text == strings.show("desk.todo.merged")
    assert on_rail(desk) == strings.show("desk.rail.todo"), "a merge that stands is nothing to do"
    room = open_room(desk, "joined")
    press(qtbot, room, "todo:unmerge")
    assert ports.merges.groups().main("twin") == "twin"
    room = open_room(desk, "duplicates")
    press(qtbot, room, "todo:keep_apart")
    assert rows(room) == []
    assert ports.merges.duplicates() == []


def test_of_another_village_only_its_name_is_told(
    qtbot: QtBot, desk: Desk, ports: Ports, wang: str
) -> None:
    ports.journal.append(DuplicateFound(wang, "far", "321199001002", "Xisheng"), by="county")
    room = open_room(desk, "duplicates")
    room.look()
    assert "Xisheng" in room.card.sentence.text()
    names = [b.objectName() for b in room.card.findChildren(QAbstractButton) if b.isVisible()]
    assert names == ["todo:moved_here", "todo:open_person", "todo:keep_apart"], "nobody to merge"
    press(qtbot, room, "todo:open_person")
    assert isinstance(desk.current_room(), PeopleRoom)


def test_who_moved_here_is_asked_about_no_more_until_it_is_taken_back(
    qtbot: QtBot, desk: Desk, ports: Ports, wang: str, strings: Strings
) -> None:
    ports.journal.append(DuplicateFound(wang, "far", "321199001002", "Xisheng"), by="county")
    room = open_room(desk, "duplicates")
    room.look()
    press(qtbot, room, "todo:moved_here")
    assert room.notice.text == strings.show("desk.todo.moved")
    assert rows(room) == []
    assert ports.merges.groups().main("far") == wang
    ports.journal.append(ResidentRegistered("far", Personal(name=WANG.name)), by="cadre")
    room = open_room(desk, "joined")
    press(qtbot, room, "todo:unmerge")
    assert ports.merges.groups().main("far") == "far"


def test_every_field_can_be_asked_about(desk: Desk, strings: Strings) -> None:
    samples = {
        "sex": (1, 2), "education": ("80", ""), "politics": ("13", "01"),
        "skills": (("cook",), ()), "wishes": (("elders", "clean"), ("phone",)),
        "number": (WANG.number, LI.number),
    }  # fmt: skip
    for field in (name for name in FIELDS if name not in SECRET):
        assert strings.has(f"desk.person.{field}")
        values = samples.get(field, ("one", "two"))
        words = values_in_words(desk.bench, field, values)
        assert len(set(words)) == 2
        assert all(words)
        for value in values:
            Personal(**{field: value})  # type: ignore[arg-type]
    assert values_in_words(desk.bench, "education", ["80"]) == [strings.show("desk.education.80")]


def test_an_unknown_visit_is_told(desk: Desk) -> None:
    desk.open_visit("nobody.1.1")
    assert desk.current_room().notice.text


@pytest.mark.parametrize("size", [(1024, 768), (1080, 1920)])
def test_a_long_note_and_many_ways_are_whole(
    make_desk: MakeDesk, ports: Ports, wang: str, size: tuple[int, int]
) -> None:
    correct_apart(ports, wang, *({"name": f"{n}" * 12} for n in range(5)))
    room = open_room(make_desk(*size), "contested")
    room.grab()
    buttons = [b for b in room.card.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) == 5
    for button in buttons:
        assert button.mapTo(room, button.rect().bottomRight()).x() <= room.width()
        assert button.width() >= button.minimumSizeHint().width()
