"""Random histories of a state machine: a few in each run of the suite, many with EVERY=1. And the
steps that more than one of them takes."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from sync.exchange.carry import carry_in, carry_out
from tests.exchange.carrying import county_answers

FEW, MANY = 3, 60


def play(machine: type[RuleBasedStateMachine], steps: int) -> None:
    """steps: of one history."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=MANY if os.environ.get("EVERY") else FEW,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


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
