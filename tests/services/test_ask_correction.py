"""She says that something of her record is wrong; a cadre answers; she hears it once."""

from __future__ import annotations

import pytest

from kiosk.services.ask_correction import (
    AnsweredNow,
    AnswerSlip,
    AskedBefore,
    AskedNow,
    answer_correction,
    ask_correction,
    list_asked,
    tell_answer,
    untold_answer,
)
from kiosk.services.check_in import CheckedInNow, NotRegistered, check_in
from kiosk.services.my_record import MyRecord, look_up_my_record
from kiosk.services.ports import Ports
from sync.standard.merging import Merged
from sync.standard.records import ASKED
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
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
