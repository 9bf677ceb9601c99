"""Random histories of a state machine: a few in each run of the suite, many with EVERY=1. And what
happens to the kiosks of a village whatever is played there."""

from __future__ import annotations

import os
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from sync.exchange.carry import carry_in, carry_out
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.outcomes import Forked, Synced
from tests.county.running import NOW_MS
from tests.exchange.carrying import county_answers
from tests.exchange.conftest import Kiosk, LossyLine
from tests.exchange.plain_ledger import PlainLedger

FEW, MANY = 3, 60
VILLAGES = count(2_000_000)


def play(machine: type[RuleBasedStateMachine], steps: int) -> None:
    """steps: of one history."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=MANY if os.environ.get("EVERY") else FEW,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )


def kiosks_of_a_village(county, stick, number):
    """The machine to build on: so many kiosks, each village's own. Rounds, lost requests and
    answers, sticks, restarts."""
    which = integers(0, number - 1)

    class Kiosks(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.village = f"32119{next(VILLAGES):07d}"
            self.kiosks = [self.new_kiosk(f"kiosk-{n}") for n in range(number)]

        def new_kiosk(self, name):
            ledger, line = PlainLedger(name), LossyLine(county.url)
            outcome = enrol(ledger, line, county.code(self.village), lambda: NOW_MS)
            assert isinstance(outcome, Enrolled)
            return Kiosk(ledger, line)

        def came_to(self, _at, outcome):
            """What a round or a trip of this kiosk has come to."""
            assert not isinstance(outcome, Forked)

        @rule(at=which, greet=sampled_from([True, False]))
        def round(self, at, greet):
            outcome = self.kiosks[at].exchange.round(greet)
            assert isinstance(outcome, Synced | Forked)
            self.came_to(at, outcome)

        @rule(at=which, passing=integers(1, 3), is_answer=sampled_from([True, False]))
        def round_that_loses_something(self, at, passing, is_answer):
            self.came_to(at, losing_round(self.kiosks[at], passing, is_answer))

        @rule(at=which)
        def by_stick(self, at):
            own = stick / self.village / str(at)
            self.came_to(at, trip(self.kiosks[at], county, own))

        @rule(at=which)
        def restart(self, at):
            self.kiosks[at].restart()

        def teardown(self):
            for kiosk in self.kiosks:
                kiosk.line.close()

    return Kiosks


def losing_round(kiosk, passing, is_answer):
    """A round of which one request or answer gets lost. Its outcome."""
    kiosk.line.lose_after, kiosk.line.lose_answer = passing, is_answer
    outcome = kiosk.exchange.round()
    kiosk.line.lose_after = 0
    kiosk.line.lose_request = kiosk.line.lose_answer = False
    return outcome


def trip(kiosk, county, own):
    """Out to a stick's folder, to the county and in again. What coming in gives."""
    own.mkdir(parents=True, exist_ok=True)
    carry_out(kiosk.ledger, own)
    county_answers(county, own)
    return carry_in(kiosk.ledger, own)
