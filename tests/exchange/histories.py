"""Random histories of a state machine: a few in each run of the suite, many with EVERY=1."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

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
