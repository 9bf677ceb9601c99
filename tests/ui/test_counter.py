"""A card put down while this or that stands on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kiosk.flows.screen import Came, Done, Keypad, Pad, Step
from kiosk.services.cards import Code
from kiosk.ui.panels import NotePanel
from tests.ui.toy_flow import ARGS, Toy


@dataclass
class Asking:
    """Takes cards: asks the books who it is, and then has done. `is_deaf`: takes none."""

    name: str = "check_in"
    is_deaf: bool = False
    cards: list[str] = field(default_factory=list)

    def start(self) -> Step[str]:
        return Step("typed", Keypad("toy.number", Pad.ID_NUMBER))

    def step(self, state: str, event: object) -> Step[str]:
        if isinstance(event, Came):
            return Step(state, Done("toy.done", args=ARGS), is_final=True)
        return Step(state, Keypad("toy.phone", Pad.PHONE))

    def present(self, _state: str, /, card: Code) -> Step[str] | None:
        if self.is_deaf:
            return None
        self.cards.append(card.text)
        return Step("card", work=lambda _ports: card.text, is_anew=True)


@pytest.fixture
def asking():
    return Asking()


@pytest.fixture
def kiosk(make_kiosk, asking):
    return make_kiosk(flows={"check_in": asking})


def understand(kiosk):
    """She is told that it does not fit now, and has read it."""
    kiosk.sees_panel(NotePanel)
    kiosk.shell.panel_shown.pressed.emit()


def test_at_home_it_begins_a_check_in(kiosk, asking):
    kiosk.shell.counter.present(Code("a"))
    kiosk.sees("toy.done")
    assert asking.cards == ["a"]


def test_after_a_deed_it_is_the_next_person_s(kiosk, asking):
    kiosk.shell.counter.present(Code("a"))
    kiosk.shell.counter.present(Code("b"))
    kiosk.sees("toy.done")
    assert asking.cards == ["a", "b"]


def test_back_does_not_lead_to_whoever_stood_there_before(kiosk):
    kiosk.shell.open_flow("check_in")
    kiosk.shell.counter.present(Code("a"))
    kiosk.sees("toy.done")
    kiosk.tap("bar:back")
    assert kiosk.shell.screen_shown.id == "home"


def test_where_it_does_not_fit_nothing_is_lost(kiosk, asking):
    asking.is_deaf = True
    kiosk.shell.open_flow("check_in")
    kiosk.keys("123")
    kiosk.shell.counter.present(Code("a"))
    understand(kiosk)
    kiosk.sees("toy.number")
    assert "123" in " ".join(kiosk.texts())


def test_a_flow_that_knows_no_cards_goes_on(kiosk):
    kiosk.open("two")
    kiosk.shell.counter.present(Code("a"))
    understand(kiosk)
    kiosk.sees("toy.two")
    assert isinstance(kiosk.toy, Toy)


def test_while_work_is_under_way_it_waits(make_kiosk, asking):
    waiting = []
    kiosk = make_kiosk(
        flows={"check_in": asking}, run_work=lambda work, came: waiting.append((work, came))
    )
    kiosk.shell.counter.present(Code("a"))
    kiosk.shell.counter.present(Code("b"))
    assert asking.cards == ["a"]
    (_, came) = waiting.pop()
    came("somebody")
    assert asking.cards == ["a", "b"]
    (_, came) = waiting.pop()
    came("somebody else")
    kiosk.sees("toy.done")


def test_what_was_done_stands_when_the_next_card_is_of_no_use(kiosk, asking):
    kiosk.shell.counter.present(Code("a"))
    asking.is_deaf = True
    kiosk.shell.counter.present(Code("b"))
    understand(kiosk)
    kiosk.sees("toy.done")
