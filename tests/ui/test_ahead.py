"""What the next screens will say is rendered while this one stands, and forgotten with her."""

from __future__ import annotations

from kiosk.flows.screen import Chose
from sync.standard.identity import MASK
from tests.ui.toy_flow import PERSON


def test_the_sentence_of_the_next_screen_is_prepared(make_kiosk, strings):
    kiosk = make_kiosk()
    kiosk.toy.order = (
        "two",
        "number",
    )
    kiosk.voice.renders_ahead = True
    kiosk.tap("choice:toy")
    kiosk.sees("toy.two")
    assert set(kiosk.voice.prepared) == {strings.say("toy.number.title")}
    kiosk.tap("bar:home")
    assert kiosk.voice.prepared == []


def test_her_name_is_prepared_where_it_is_shown_whole(make_kiosk):
    kiosk = make_kiosk()
    kiosk.toy.order = ("done",)
    kiosk.voice.renders_ahead = True
    kiosk.tap("choice:toy")
    kiosk.sees("toy.done")
    assert PERSON in kiosk.voice.prepared


def test_a_masked_name_is_not_and_a_look_ahead_answers_nothing(make_kiosk):
    kiosk = make_kiosk()
    kiosk.toy.order = (
        "confirm",
        "pick",
    )
    kiosk.voice.renders_ahead = True
    kiosk.tap("choice:toy")
    kiosk.sees("toy.confirm")
    assert not any(MASK in text for text in kiosk.voice.prepared)
    kiosk.tap("yes")
    kiosk.sees("toy.pick")
    assert Chose("yes") in kiosk.answers
