"""A card put down while this or that stands on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from kiosk.flows.screen import REFUSED, Came, Choice, Done, Keypad, Pad, Pick, Step, Typed
from kiosk.services.cards import Code
from kiosk.ui.panels import NotePanel
from kiosk.ui.remark import Remark
from kiosk.ui.sweep import sweep
from tests.ui.toy_flow import ARGS, HOME, Toy


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


@dataclass
class Doubting:
    """The books say that a card is of no use; with `remark`, it leads on, and this is told."""

    remark: str = ""
    name: str = "check_in"
    typed: list[object] = field(default_factory=list)

    def start(self) -> Step[str]:
        return Step("typed", Keypad("toy.number", Pad.ID_NUMBER))

    def step(self, state: str, event: object) -> Step[str]:
        if isinstance(event, Came) and self.remark:
            return Step(state, Keypad("toy.phone", Pad.PHONE), remark=self.remark)
        if isinstance(event, Came):
            return Step(state, then=REFUSED, carry="card.not_id")
        self.typed.append((state, event))
        return self.start()

    def present(self, _state: str, /, _card: Code) -> Step[str]:
        return Step("card", work=lambda _ports: None, is_anew=True)


@dataclass(frozen=True)
class Leading:
    """Asks for a card, or leads to the check-in with the one that it has."""

    carry: Code | None = None
    name: str = "first"

    def start(self) -> Step[None]:
        if self.carry:
            return Step(None, then="check_in", carry=self.carry)
        choices = (Choice("leave", "check_out"), Choice("stay", "clock"))
        return Step(None, Pick("toy.two", choices, invites_card=True))

    def step(self, _state: None, _event: object) -> Step[None]:
        return self.start()


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


def test_the_next_person_finds_no_voice_and_no_volume_of_the_one_before(kiosk, asking):
    kiosk.shell.counter.present(Code("a"))
    kiosk.voice.prepared, kiosk.voice.volume = ["her name"], 4
    kiosk.shell.counter.present(Code("b"))
    kiosk.sees("toy.done")
    assert asking.cards == ["a", "b"]
    assert (kiosk.voice.prepared, kiosk.voice.volume) == ([], 2)


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


def test_what_only_the_books_can_refuse_leaves_her_where_she_was(make_kiosk):
    flow = Doubting()
    kiosk = make_kiosk(flows={"check_in": flow})
    kiosk.shell.open_flow("check_in")
    kiosk.keys("123")
    kiosk.shell.counter.present(Code("a"))
    understand(kiosk)
    kiosk.sees("toy.number")
    kiosk.keys("199194602285500")
    kiosk.tap("done")
    assert flow.typed == [("typed", Typed("123199194602285500"))]


def test_refused_at_home_it_is_still_home(make_kiosk):
    kiosk = make_kiosk(flows={"check_in": Doubting()})
    kiosk.shell.counter.present(Code("a"))
    understand(kiosk)
    assert kiosk.shell.screen_shown is kiosk.shell.home


def test_a_remark_lies_over_the_new_screen_and_is_said_first(make_kiosk, strings):
    kiosk = make_kiosk(flows={"check_in": Doubting("card.noted")})
    kiosk.shell.counter.present(Code("a"))
    kiosk.sees("toy.phone")
    remark = kiosk.shell.findChild(Remark)
    assert remark is not None
    assert strings.show("card.noted") in kiosk.texts()
    assert kiosk.voice.said[-1].startswith(strings.say("card.noted"))
    assert len(kiosk.voice.said[-1]) > len(strings.say("card.noted"))
    assert not sweep(kiosk.shell, kiosk.shell.theme)
    kiosk.keys("1")
    assert strings.show("card.noted") not in kiosk.texts()


def test_only_where_a_reader_is_a_page_asks_for_a_card(make_kiosk, strings):
    kiosk = make_kiosk(home=replace(HOME, invites_card=True))
    hints = [strings.show(f"home.{part}hint") for part in ("", "card_")]

    def shown():
        return [hint in kiosk.texts() for hint in hints]

    assert shown() == [True, False]
    said = len(kiosk.voice.said)
    kiosk.shell.counter.show_reader(True)
    assert shown() == [False, True]
    assert len(kiosk.voice.said) == said, "nobody stands there to be told"
    kiosk.shell.counter.show_reader(False)
    assert shown() == [True, False]


def test_who_is_asked_for_a_card_is_told_when_the_reader_goes(make_kiosk, strings):
    kiosk = make_kiosk(flows={"first": Leading()})
    kiosk.shell.counter.show_reader(True)
    kiosk.shell.open_flow("first")
    kiosk.shell.counter.show_reader(False)
    assert strings.show("card.reader_gone") in kiosk.texts()
    assert kiosk.voice.said[-1] == strings.say("card.reader_gone")
    kiosk.shell.counter.show_reader(True)
    assert strings.show("card.reader_back") in kiosk.texts()


def test_a_flow_may_go_on_with_the_card_of_the_one_before(make_kiosk, asking):
    kiosk = make_kiosk(flows={"check_in": asking, "first": Leading(Code("c"))})
    kiosk.shell.open_flow("first")
    kiosk.sees("toy.done")
    assert asking.cards == ["c"]
