"""The sign: sealed, asked, locked after five wrong tries, reset by a cadre with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import msgspec
import pytest

from kiosk.devices.pins import ArgonPins
from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_resident import CorrectedNow, NothingChanged, correct_resident
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.review import review
from kiosk.services.sign import (
    HINT_AFTER,
    PERMIT_MS,
    NoSign,
    NotASign,
    SignAsked,
    SignChosen,
    SignNeedsReason,
    SignReset,
    SignRight,
    SignWrong,
    ask_sign,
    check_sign,
    choose_sign,
    may_choose_sign,
    reset_sign,
)
from kiosk.services.tries import LOCKED_MS, MOST_TRIES, Locked
from sync.standard.residents import Personal, Resident, ResidentCorrected
from sync.standard.signs import PICTURES
from tests.plain_ports import PlainClock, plain_ports

WANG = Personal(number="321199194203145527", name="Wang", phone="13900000000")
LI = Personal(number="32010419530608121X", name="Li", phone="13900000001")
SIGN, WRONG = ("corn", "fish"), ("corn", "ox")


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    return plain_ports(clock)


@pytest.fixture
def wang(ports: Ports) -> str:
    done = register(ports, WANG, "v1", sign=SIGN)
    assert isinstance(done, RegisteredNow)
    return done.person


def of(ports: Ports, person: str) -> Resident:
    resident = ports.residents.by_id(person)
    assert resident is not None
    return resident


def test_it_is_sealed_so_that_nothing_of_it_can_be_read() -> None:
    ports = replace(plain_ports(), pins=ArgonPins())
    done = register(ports, WANG, "v1", sign=SIGN)
    other = register(ports, LI, "v1", sign=SIGN)
    assert isinstance(done, RegisteredNow)
    assert isinstance(other, RegisteredNow)
    seals = [of(ports, each.person).personal.sign for each in (done, other)]
    # Only settings, salt and digest: a picture's short name may stand in these by chance.
    sealed = re.compile(r"\$argon2id\$v=19\$[mtp=,0-9]+\$(.{22})\$(.{43})")
    parts = [part for seal in seals for part in sealed.fullmatch(seal).groups()]
    assert len(set(parts)) == 4, "salted: the same sign of two people does not look the same"
    assert check_sign(ports, done.person, ["fish", "corn"]) == SignRight()
    assert check_sign(ports, done.person, WRONG) == SignWrong(4, needs_hint=False)


def test_in_any_order_and_only_that_one(ports: Ports, wang: str, clock: PlainClock) -> None:
    right = []
    for pair in combinations(PICTURES, 2):
        clock.ms += LOCKED_MS
        if check_sign(ports, wang, pair[::-1]) == SignRight():
            right.append(set(pair))
    assert right == [set(SIGN)]


def test_five_wrong_tries_lock_for_five_minutes(ports: Ports, wang: str, clock: PlainClock) -> None:
    told = [check_sign(ports, wang, WRONG) for _ in range(MOST_TRIES)]
    assert told[:-1] == [SignWrong(MOST_TRIES - n, n >= HINT_AFTER) for n in range(1, MOST_TRIES)]
    assert told[-1] == Locked(5, is_new=True)
    assert check_sign(ports, wang, SIGN) == Locked(5), "the right one does not count either"
    clock.ms += LOCKED_MS - 1
    assert ask_sign(ports, wang) == Locked(1)
    clock.ms += 1
    assert ask_sign(ports, wang) == SignAsked()
    assert check_sign(ports, wang, SIGN) == SignRight()
    assert check_sign(ports, wang, WRONG) == SignWrong(4, needs_hint=False), "counted anew"


def test_each_person_has_a_count_of_her_own(ports: Ports, wang: str) -> None:
    other = register(ports, Personal(number="321199197003015529", name="Li"), "v1", sign=SIGN)
    assert isinstance(other, RegisteredNow)
    for _ in range(MOST_TRIES):
        check_sign(ports, wang, WRONG)
    assert check_sign(ports, other.person, SIGN) == SignRight()


def test_a_cadre_resets_it_with_a_reason_and_she_may_choose_anew(
    ports: Ports, wang: str, clock: PlainClock
) -> None:
    for _ in range(MOST_TRIES):
        check_sign(ports, wang, WRONG)
    assert reset_sign(ports, wang, "  ", "li") == SignNeedsReason()
    done = reset_sign(ports, wang, "forgot it", "li")
    assert isinstance(done, SignReset)
    assert done.had_one
    entry = ports.journal.entries[-1]  # type: ignore[attr-defined]
    assert isinstance(entry.fact, ResidentCorrected)
    assert (entry.fact.changed, entry.fact.reason, entry.origin.by) == (
        {"sign": ""},
        "forgot it",
        "li",
    )
    assert ask_sign(ports, wang) == NoSign()
    assert may_choose_sign(ports, wang)
    clock.ms += PERMIT_MS
    assert not may_choose_sign(ports, wang)
    assert isinstance(choose_sign(ports, wang, ("ox", "pig")), SignChosen)
    assert check_sign(ports, wang, ("ox", "pig")) == SignRight()
    assert not may_choose_sign(ports, wang), "a word of the cadre's is good for one choice"


@pytest.mark.parametrize("pictures", [(), ("corn",), ("corn", "dragon"), ("corn", "fish", "ox")])
def test_what_is_no_sign_is_not_taken(ports: Ports, wang: str, pictures: tuple[str, ...]) -> None:
    assert choose_sign(ports, wang, pictures) == NotASign()
    assert check_sign(ports, wang, SIGN) == SignRight()
    assert choose_sign(ports, "nobody", SIGN) == NotRegistered()


def test_a_cadre_who_corrects_other_fields_neither_sees_nor_loses_it(
    ports: Ports, wang: str
) -> None:
    form = msgspec.structs.replace(WANG, phone="13911111111")
    assert isinstance(correct_resident(ports, wang, form, "", "li"), CorrectedNow)
    assert correct_resident(ports, wang, form, "", "li") == NothingChanged()
    assert check_sign(ports, wang, SIGN) == SignRight()


def test_two_that_were_chosen_apart_are_no_question_for_a_cadre(ports: Ports, wang: str) -> None:
    """Two kiosks without a line: the later stands, and no sealed text is shown at the desk."""
    bases = {"sign": of(ports, wang).seen("sign")}
    for pictures in (("ox", "pig"), ("duck", "tree")):
        sealed = ports.pins.seal("+".join(pictures))
        ports.journal.append(ResidentCorrected(wang, {"sign": sealed}, "", bases))
    assert of(ports, wang).contested == ()
    assert review(ports) == []
    assert check_sign(ports, wang, ("duck", "tree")) == SignRight()
