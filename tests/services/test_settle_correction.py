"""What she says is wrong is settled in one step, where the record shows what is right."""

from __future__ import annotations

import pytest

from kiosk.services.ask_correction import (
    AnsweredNow,
    AnswerSlip,
    AskedNow,
    ask_correction,
    list_asked,
)
from kiosk.services.attend import check_in_to
from kiosk.services.check_in import CheckedInNow, check_out
from kiosk.services.correct_visit import CorrectionSlip
from kiosk.services.ports import Ports
from kiosk.services.settle_correction import minutes_offered, settle_correction
from tests.plain_ports import PlainClock, plain_ports
from tests.services.held import CADRE, a_shift, opened, people


def visited(ports: Ports, clock: PlainClock, minutes: int, **changed: object) -> tuple[str, str]:
    """Her id and her visit of this length, to an activity of two hours."""
    activity = opened(ports, **changed)
    (person,) = people(ports, 1)
    clock.pass_minutes(60)
    came = check_in_to(ports, activity, person)
    assert isinstance(came, CheckedInNow)
    clock.pass_minutes(minutes)
    check_out(ports, came.visit.visit)
    return person, came.visit.visit


@pytest.mark.parametrize(
    ("what", "minutes", "offered"),
    [
        ("not_mine", 50, 0),
        ("too_few", 50, 120),
        ("too_many", 50, None),
        ("too_many", 130, 120),
        ("too_few", 130, None),
        ("wrong_service", 50, None),
    ],
)
def test_what_is_offered(what: str, minutes: int, offered: int | None) -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    person, visit = visited(ports, clock, minutes)
    ask_correction(ports, person, what, visit)
    (asking,) = list_asked(ports)
    assert minutes_offered(ports, asking) == offered


def test_of_shifts_nobody_can_say_which_and_of_none_nothing() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    person, visit = visited(ports, clock, 50, shifts=(a_shift(),))
    ask_correction(ports, person, "too_few", visit)
    ask_correction(ports, person, "missing")
    assert [minutes_offered(ports, asking) for asking in list_asked(ports)] == [None, None]


def test_it_is_corrected_and_answered_at_once_and_only_once() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    person, visit = visited(ports, clock, 50)
    asked = ask_correction(ports, person, "not_mine", visit)
    assert isinstance(asked, AskedNow)
    assert settle_correction(ports, asked.entry, 0, " ", CADRE) is CorrectionSlip.NO_REASON
    assert len(list_asked(ports)) == 1
    assert isinstance(settle_correction(ports, asked.entry, 0, "not hers", CADRE), AnsweredNow)
    found = ports.visits.by_id(visit)
    assert found is not None
    assert found.minutes == 0
    assert list_asked(ports) == []
    again = settle_correction(ports, asked.entry, 90, "again", CADRE)
    assert again is AnswerSlip.ANSWERED_BEFORE
    assert ports.visits.by_id(visit) == found
