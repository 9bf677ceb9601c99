"""Testing the line, on the officer's page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kiosk.errors import TookTooLong
from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from sync.exchange.tried import Probe, Step, Tried, Verdict
from tests.ui.desk.conftest import Box, press
from tests.ui.desk.test_machine_room import GOOD, open_room

STEPS = list(Step)
G, B, U = Verdict.GOOD, Verdict.BAD, Verdict.UNTRIED


def stopped_at(step: Step, why: str) -> Probe:
    at = STEPS.index(step)
    before, after = ((Tried(s, G) for s in STEPS[:at]), (Tried(s, U) for s in STEPS[at + 1 :]))
    return Probe((*before, Tried(step, B, why), *after))


PROBES = [
    Probe(tuple(Tried(step, G) for step in Step), 0, 12.0, 0.4),
    Probe(tuple(Tried(step, G) for step in Step), -61_000, 1500.0, 4000.0),
    *(
        stopped_at(step, why)
        for step, why in (
            (Step.NETWORK, "no_network"), (Step.ADDRESS, "nobody"), (Step.ADDRESS, "silent"),
            (Step.COUNTY, "not_county"), (Step.COUNTY, "refused.busy"),
            (Step.ENROLMENT, "not_enrolled"), (Step.ENROLMENT, "signature"),
        )
    ),
    Probe((*(Tried(step, G) for step in STEPS[:5]), Tried(Step.SPEED, B, "cut")), 500),
    Probe(
        (*(Tried(step, G) for step in STEPS[:4]), Tried(Step.CLOCK, B, "clock"),
         Tried(Step.SPEED, G)),
        3 * 365 * 86_400_000, 80.0, 1.0,
    ),
]  # fmt: skip


def test_each_step_of_testing_the_line_is_said(
    qtbot: QtBot, desk: Desk, box: Box, strings: Strings
) -> None:
    box.machine = GOOD
    room = open_room(desk)
    room.show_part("line")
    for found in PROBES:
        box.probe = found
        press(qtbot, room, "machine:test_line")
        for tried in found.tried:
            said = room.line.text(tried.step)
            assert said
            assert said != strings.show("desk.line.not_yet")
            assert (said == strings.show("desk.line.untried")) == (tried.verdict is U)
            assert tried.why not in said or not tried.why
        is_good = room.notice.text == strings.show("desk.machine.tested_good")
        assert is_good == found.is_good
        assert room.notice.text


def test_one_test_of_the_line_at_a_time(qtbot: QtBot, desk: Desk, box: Box) -> None:
    room = open_room(desk)
    room.show_part("line")
    press(qtbot, room, "machine:test_line")
    press(qtbot, room, "machine:test_line")
    assert len(box.tested) == 1
    box.tested[0](TookTooLong())
    assert TookTooLong.code in room.notice.text
    press(qtbot, room, "machine:test_line")
    assert len(box.tested) == 2
