"""What a demonstration shows is a way through the real flow, to its end."""

from __future__ import annotations

import pytest

from kiosk.flows.activities import Activities
from kiosk.flows.check_in import CheckIn
from kiosk.flows.my_record import MyRecord
from kiosk.flows.register import Register
from kiosk.flows.screen import DEMONSTRATION, Chose
from kiosk.flows.show_me import CHOICES, ShowMe
from kiosk.flows.shown import FLOW_OF, shown
from kiosk.services.ports import Rules
from kiosk.showing import example
from tests.flows.conversation import STRINGS
from tests.plain_ports import PlainClock

RULES = Rules((100, 300), ("1", "2"), "v1")
AS_MUCH_WORK = {"check_in": 3, "check_out": 3, "register": 2, "activities": 5, "my_record": 3}


@pytest.mark.parametrize("what", FLOW_OF)
def test_everything_that_can_be_shown_can_be_chosen(what):
    flow = ShowMe()
    assert what in [choice.id for choice in CHOICES]
    step = flow.step(None, Chose(what))
    assert (step.then, step.carry) == (DEMONSTRATION, what)
    assert FLOW_OF[what] in {"check_in", "register", "activities", "my_record"}


@pytest.mark.parametrize("what", FLOW_OF)
def test_each_touch_that_says_something_has_its_sentence_and_no_work_is_in_it(what):
    play = shown(what, example(), RULES, PlainClock().now_ms())
    assert play.acts[0].name == f"choice:{FLOW_OF[what]}"
    for act in play.acts:
        assert not act.says or STRINGS.say(f"show_me.says.{act.says}")
    assert len(play.outcomes) == AS_MUCH_WORK[what]
    assert not [outcome for outcome in play.outcomes if callable(outcome)]


def test_without_home_groups_none_is_touched():
    play = shown("register", example(), Rules((100,), (), "v1"), 0)
    assert "choice:0" not in [act.name for act in play.acts]
    assert {flow.name for flow in (CheckIn, Register, Activities, MyRecord)} == set(
        FLOW_OF.values()
    )
