"""At the desk: what she says is wrong in her record."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.services.ask_correction import (
    AskedNow,
    ask_correction,
    keep_note,
    list_asked,
    untold_answer,
)
from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.ports import Ports
from kiosk.ui.desk.desk import Desk
from kiosk.voice.simulated_microphone import simulated_note
from sync.standard.attachments import VOICE, Attached
from sync.standard.records import RecordItem
from tests.ui.desk.conftest import CADRE, WANG, MakeDesk, enter, press
from tests.ui.desk.test_todo_room import open_room


def test_what_she_says_is_wrong_is_answered_with_a_reason(
    qtbot: QtBot, desk: Desk, ports: Ports
) -> None:
    wang = enter(ports, WANG)
    ask_correction(ports, wang, "missing")
    room = open_room(desk, "corrections")
    press(qtbot, room, "todo:refused")
    assert len(list_asked(ports)) == 1, "not without a reason"
    room.card.note.setText("seen on the list")
    press(qtbot, room, "todo:refused")
    assert list_asked(ports) == []
    answer = untold_answer(ports, wang)
    assert answer is not None
    assert (answer.answer, answer.answered_by) == ("seen on the list", CADRE.id)


@dataclass
class ToySounds:
    has_loudspeaker: bool = True
    played: list[bytes] = field(default_factory=list)
    hushes: int = 0

    def play(self, sound: bytes) -> None:
        self.played.append(sound)

    def hush(self) -> None:
        self.hushes += 1


def test_what_she_said_is_played_and_falls_silent_with_the_page(
    qtbot: QtBot, make_desk: MakeDesk, ports: Ports
) -> None:
    wang, sounds = enter(ports, WANG), ToySounds()
    asked = ask_correction(ports, wang, "missing")
    assert isinstance(asked, AskedNow)
    sound, length_ms = simulated_note(2.6)
    keep_note(ports, wang, asked.entry, sound, length_ms)
    desk = make_desk(sounds=sounds)
    room = open_room(desk, "corrections")
    assert sounds.played == []
    assert desk.bench.show("todo.hear_note", seconds=3) in words(room)
    press(qtbot, room, "todo:hear_note")
    assert sounds.played == [sound]
    hushed = sounds.hushes
    desk.open_room("people")
    assert sounds.hushes == hushed + 1
    sounds.has_loudspeaker = False
    room = open_room(desk, "corrections")
    press(qtbot, room, "todo:hear_note")
    assert len(sounds.played) == 1
    assert desk.bench.show("todo.note_gone") in words(room)


def test_what_another_kiosk_has_is_told_and_asked_for(desk: Desk, ports: Ports) -> None:
    wang, file = enter(ports, WANG), "a" * 64
    asked = ask_correction(ports, wang, "missing")
    assert isinstance(asked, AskedNow)
    ports.journal.append(Attached(file, wang, VOICE, 9000, asked.entry, 1000))
    room = open_room(desk, "corrections")
    assert desk.bench.show("todo.note_away") in room.card.sentence.text()
    assert not room.findChildren(QAbstractButton, "todo:hear_note")
    assert ports.files.to_fetch() == [(file, 9000, 0)]  # type: ignore[attr-defined]


def words(room: QWidget) -> list[str]:
    shown = [*room.findChildren(QAbstractButton), *room.findChildren(QLabel)]
    return [widget.text() for widget in shown if widget.isVisible()]


def test_what_needs_no_typing_is_one_touch(qtbot: QtBot, desk: Desk, ports: Ports) -> None:
    wang = enter(ports, WANG)
    came = check_in(ports, wang, "clean")
    assert isinstance(came, CheckedInNow)
    ports.clock.pass_minutes(90)  # type: ignore[attr-defined]
    check_out(ports, came.visit.visit)
    ask_correction(ports, wang, "not_mine", came.visit.visit)
    ask_correction(ports, wang, "too_few", came.visit.visit)
    room = open_room(desk, "corrections")
    press(qtbot, room, "todo:settle_it")
    visit = ports.visits.by_id(came.visit.visit)
    assert visit is not None
    assert visit.minutes == 0
    press(qtbot, room, "todo:right")
    assert list_asked(ports) == []
    assert [row.answer for row in ports.rows.where(RecordItem, kind="correction")] == [
        "",
        desk.bench.show("todo.right_said"),
    ]
