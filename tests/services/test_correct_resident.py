"""What the register says of a person is corrected, as an entry of its own."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_resident import (
    CorrectedNow,
    NeedsReason,
    NothingChanged,
    correct_resident,
)
from kiosk.services.ports import Ports
from kiosk.services.register import (
    AlreadyRegistered,
    NameSlip,
    NeedsGuardian,
    NeedsMending,
    PhoneSlip,
    RegisteredNow,
    register,
)
from kiosk.services.withdraw import withdraw
from sync.standard.identity import Slip
from sync.standard.residents import Personal, ResidentCorrected
from tests.plain_ports import PlainJournal, plain_ports

NAME = "\u738b\u79c0\u82f1"
WANG = Personal(number="321199194602285500", name=NAME, phone="13812345678", group="1")
LI_NUMBER = "32119919590430381X"
MINOR = "321199201306171480"


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.fixture
def wang(ports: Ports) -> str:
    return enter(ports, WANG)


def enter(ports: Ports, personal: Personal) -> str:
    done = register(ports, personal, "v1")
    assert isinstance(done, RegisteredNow)
    return done.person


def stored(ports: Ports, person: str) -> Personal:
    resident = ports.residents.by_id(person)
    assert resident is not None
    return resident.personal


def facts(ports: Ports) -> list[object]:
    assert isinstance(ports.journal, PlainJournal)
    return [entry.fact for entry in ports.journal.entries]


def test_only_what_changed_is_entered(ports: Ports, wang: str) -> None:
    given = msgspec.structs.replace(stored(ports, wang), phone=" 139 9999 9999", group="2")
    outcome = correct_resident(ports, wang, given, "", "cadre")
    assert isinstance(outcome, CorrectedNow)
    assert set(outcome.fields) == {"phone", "group"}
    last = facts(ports)[-1]
    assert isinstance(last, ResidentCorrected)
    assert last.changed == {"phone": "13999999999", "group": "2"}
    assert stored(ports, wang).phone == "13999999999"


def test_a_field_can_be_emptied(ports: Ports, wang: str) -> None:
    given = msgspec.structs.replace(stored(ports, wang), phone="")
    assert isinstance(correct_resident(ports, wang, given, "", "c"), CorrectedNow)
    assert stored(ports, wang).phone == ""


def test_the_same_again_enters_nothing(ports: Ports, wang: str) -> None:
    before = len(facts(ports))
    assert correct_resident(ports, wang, stored(ports, wang), "", "c") == NothingChanged()
    assert len(facts(ports)) == before


def test_sex_and_birth_follow_the_number(ports: Ports, wang: str) -> None:
    given = msgspec.structs.replace(stored(ports, wang), number=LI_NUMBER)
    assert correct_resident(ports, wang, given, " ", "c") == NeedsReason()
    outcome = correct_resident(ports, wang, given, "misread", "c")
    assert isinstance(outcome, CorrectedNow)
    assert set(outcome.fields) == {"number", "sex", "birth"}
    assert stored(ports, wang).birth == "1959-04-30"


def test_a_number_of_somebody_else_is_refused(ports: Ports, wang: str) -> None:
    other = enter(ports, Personal(number=LI_NUMBER, name=NAME))
    given = msgspec.structs.replace(stored(ports, wang), number=LI_NUMBER)
    outcome = correct_resident(ports, wang, given, "misread", "c")
    assert isinstance(outcome, AlreadyRegistered)
    assert outcome.resident.person == other


def test_all_slips_are_told_together(ports: Ports, wang: str) -> None:
    given = Personal(number="1", name="", phone="12")
    outcome = correct_resident(ports, wang, given, "", "c")
    assert outcome == NeedsMending((Slip.LENGTH, NameSlip.EMPTY, PhoneSlip.LENGTH))


def test_a_minors_number_asks_for_a_guardian(ports: Ports, wang: str) -> None:
    given = msgspec.structs.replace(stored(ports, wang), number=MINOR)
    assert correct_resident(ports, wang, given, "misread", "c") == NeedsGuardian()
    with_guardian = msgspec.structs.replace(given, guardian="Chen 13800001111")
    outcome = correct_resident(ports, wang, with_guardian, "misread", "c")
    assert isinstance(outcome, CorrectedNow)


def test_who_withdrew_is_not_corrected(ports: Ports, wang: str) -> None:
    withdraw(ports, wang)
    given = msgspec.structs.replace(WANG, phone="")
    assert correct_resident(ports, wang, given, "", "c") == NotRegistered()
    assert correct_resident(ports, "nobody", given, "", "c") == NotRegistered()
