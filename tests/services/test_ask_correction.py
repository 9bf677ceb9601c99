"""She says that something of her record is wrong; a cadre answers; she hears it once."""

from __future__ import annotations

import pytest

from kiosk.services.ask_correction import (
    AnsweredNow,
    AnswerSlip,
    AskedBefore,
    AskedNow,
    Note,
    NoteKept,
    NoteLost,
    answer_correction,
    ask_correction,
    hear_note,
    keep_note,
    list_asked,
    tell_answer,
    untold_answer,
)
from kiosk.services.check_in import CheckedInNow, NotRegistered, check_in
from kiosk.services.my_record import MyRecord, look_up_my_record
from kiosk.services.ports import Ports
from sync.standard.merging import Merged
from sync.standard.records import ASKED
from sync.standard.residents import RECORD, Consented, Erased, Personal, ResidentRegistered
from tests.plain_files import PlainFiles
from tests.plain_ports import plain_ports


@pytest.fixture
def ports() -> Ports:
    ports = plain_ports()
    for person in ("anna", "anne"):
        ports.journal.append(
            ResidentRegistered(person, Personal(name=person)), Consented(person, RECORD, "v1")
        )
    return ports


def ask(ports: Ports, person: str = "anna", what: str = "too_few", visit: str = "") -> str:
    asked = ask_correction(ports, person, what, visit)
    assert isinstance(asked, AskedNow)
    return asked.entry


def test_what_waits_is_listed_with_its_visit_until_it_is_answered(ports: Ports) -> None:
    begun = check_in(ports, "anna", "clean")
    assert isinstance(begun, CheckedInNow)
    entry = ask(ports, visit=begun.visit.visit)
    (one,) = list_asked(ports)
    assert (one.asked.what, one.visit, one.resident and one.resident.person) == (
        "too_few",
        begun.visit,
        "anna",
    )
    assert ask_correction(ports, "anna", "too_few", begun.visit.visit) == AskedBefore(entry)
    assert isinstance(answer_correction(ports, entry, "", "li", is_corrected=True), AnsweredNow)
    assert list_asked(ports) == []
    again = answer_correction(ports, entry, "", "li", is_corrected=True)
    assert again is AnswerSlip.ANSWERED_BEFORE
    ask(ports, visit=begun.visit.visit)


def test_a_refusal_says_why(ports: Ports) -> None:
    entry = ask(ports)
    said = answer_correction(ports, entry, " ", "li", is_corrected=False)
    assert said is AnswerSlip.NO_REASON
    answer_correction(ports, entry, "asked her", "li", is_corrected=False)
    answer = untold_answer(ports, "anna")
    assert answer is not None
    assert (answer.is_corrected, answer.answer, answer.answered_by) == (False, "asked her", "li")


def test_she_hears_each_answer_once_under_whichever_id(ports: Ports) -> None:
    assert untold_answer(ports, "anna") is None
    first, second = ask(ports), ask(ports, "anne", "missing")
    ports.journal.append(Merged("anne", "anna"), by="cadre")
    for entry in (second, first):
        answer_correction(ports, entry, "", "li", is_corrected=True)
    for entry in (second, first):
        answer = untold_answer(ports, "anna")
        assert answer is not None
        assert answer.entry == entry
        record = look_up_my_record(ports, "anna")
        assert isinstance(record, MyRecord)
        assert record.answer == answer
        tell_answer(ports, entry)
    assert untold_answer(ports, "anna") is None


def test_only_what_can_be_asked_by_whom_is_here(ports: Ports) -> None:
    assert ask_correction(ports, "nobody", ASKED[0]) == NotRegistered()
    with pytest.raises(ValueError, match="anything"):
        ask_correction(ports, "anna", "anything")


def note_of(ports: Ports) -> Note | None:
    (one,) = list_asked(ports)
    return one.note


def test_her_words_are_tied_to_what_she_asked(ports: Ports) -> None:
    entry = ask(ports)
    assert note_of(ports) is None
    assert ask_correction(ports, "anna", "too_few") == AskedBefore(entry)
    assert keep_note(ports, "anna", entry, b"words", 2_000) == NoteKept()
    note = note_of(ports)
    assert note is not None
    assert (note.length_ms, note.is_here) == (2_000, True)
    assert hear_note(ports, note) == b"words"
    assert ask_correction(ports, "anna", "too_few") == AskedBefore(entry, has_note=True)
    second = ask(ports, what="missing")
    assert [one.note for one in list_asked(ports) if one.item.entry == second] == [None]


def test_what_was_not_heard_or_has_no_room_leaves_what_she_asked(ports: Ports) -> None:
    assert isinstance(ports.files, PlainFiles)
    entry = ask(ports)
    assert keep_note(ports, "anna", entry, b"", 0) == NoteLost()
    ports.files.is_full = True
    assert keep_note(ports, "anna", entry, b"words", 2_000) == NoteLost()
    assert note_of(ports) is None


def test_what_another_kiosk_has_is_fetched(ports: Ports) -> None:
    assert isinstance(ports.files, PlainFiles)
    entry = ask(ports)
    keep_note(ports, "anna", entry, b"words", 2_000)
    ports.files.away = set(ports.files.kept)
    note = note_of(ports)
    assert note is not None
    assert not note.is_here
    assert ports.files.wanted == {note.file}
    assert hear_note(ports, note) is None


def test_of_who_was_erased_nothing_can_be_heard(ports: Ports) -> None:
    entry = ask(ports)
    keep_note(ports, "anna", entry, b"words", 2_000)
    ports.journal.append(Erased("anna", "asked"))
    assert note_of(ports) is None
