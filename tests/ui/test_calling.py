"""Finding the cadre: from every screen, nothing lost, seen, taken back."""

from __future__ import annotations

import pytest

from kiosk.flows.call_cadre import PIN_PAGE, CallCadre
from kiosk.flows.screen import CALL_CADRE, Chose, Step, Typed
from kiosk.ui.help_panel import HelpPanel
from tests.ui.conftest import texts_of
from tests.ui.toy_flow import ORDER, Toy


@pytest.fixture
def kiosk(make_kiosk):
    return make_kiosk(flows={CALL_CADRE: CallCadre(lambda: True)})


@pytest.mark.parametrize("name", ORDER)
def test_it_rings_from_every_screen_and_she_returns_to_the_same(kiosk, name):
    kiosk.open(name)
    view = kiosk.shell._host._frame.view
    kiosk.tap("bar:help")
    kiosk.sees_panel(HelpPanel)
    assert kiosk.calls.made == [(f"toy.{name}", "")]
    kiosk.tap("done")
    kiosk.sees(f"toy.{name}")
    assert kiosk.shell._host._frame.view is view


def test_what_she_had_typed_is_still_there(kiosk):
    kiosk.open("pin", "two")
    kiosk.keys("12")
    kiosk.tap("bar:help", "done")
    kiosk.keys("34")
    kiosk.tap("done")
    assert kiosk.answers == [Typed("1234")]


class Asking(Toy):
    """Its side choice asks for the cadre, as that of registration does."""

    def step(self, state, event):
        if event == Chose("cadre"):
            return Step(None, then=CALL_CADRE)
        return super().step(state, event)


def test_a_flow_that_asks_for_the_cadre_loses_nothing(make_kiosk):
    asking = Asking(("name", "two"))
    kiosk = make_kiosk(flows={CALL_CADRE: CallCadre(lambda: True), "toy": asking})
    kiosk.shell.open_flow("toy")
    kiosk.keys("WANG")
    kiosk.tap("key:\u738b", "side")
    kiosk.sees_panel(HelpPanel)
    assert kiosk.calls.made == [("toy.name", "")]
    kiosk.tap("done")
    kiosk.keys("YING")
    kiosk.tap("key:\u82f1", "done")
    kiosk.sees("toy.two")
    assert asking.answers == [Typed("\u738b\u82f1")]


class Knowing(Toy):
    def person_of(self, _state):
        return "p1"


def test_who_said_that_s_me_is_told(make_kiosk):
    kiosk = make_kiosk(flows={"toy": Knowing(("two",))})
    kiosk.shell.open_flow("toy")
    kiosk.tap("bar:help")
    assert kiosk.calls.made == [("toy.two", "p1")]


def test_the_bar_says_on_every_page_that_somebody_was_called(kiosk, strings):
    called = strings.show("shell.bar.called")
    kiosk.open("pick", "two")
    assert kiosk.control("bar:help").accessibleName() != called
    kiosk.tap("bar:help", "done", "choice:farm")
    kiosk.sees("toy.two")
    assert kiosk.control("bar:help").accessibleName() == called
    kiosk.tap("bar:home")
    assert kiosk.control("bar:help").accessibleName() != called, "for the next person"


def test_a_second_touch_rings_again_and_leaves_no_second_notice(kiosk):
    kiosk.open("two")
    kiosk.tap("bar:help", "done", "bar:help")
    assert (len(kiosk.calls.made), kiosk.calls.rings) == (1, 2)


def test_taken_back_it_is_silent_and_she_goes_on(kiosk, strings):
    kiosk.open("two")
    kiosk.tap("bar:help", "take_back")
    kiosk.sees("toy.two")
    assert (kiosk.calls.taken_back, kiosk.calls.is_ringing) == (1, False)
    assert kiosk.voice.said[-1] == strings.say("help.taken_back")
    assert strings.show("shell.bar.called") not in [t for _, t in texts_of(kiosk.shell)]


def test_from_the_home_page_too(kiosk):
    kiosk.tap("bar:help")
    kiosk.sees("help")
    assert kiosk.calls.made == [("home", "")]
    kiosk.tap("choice:take_back")
    kiosk.sees("home")
    assert (kiosk.calls.taken_back, kiosk.calls.is_ringing) == (1, False)


def test_going_home_takes_nothing_back(kiosk):
    kiosk.tap("bar:help", "bar:home")
    kiosk.sees("home")
    assert (kiosk.calls.taken_back, kiosk.calls.is_ringing) == (0, True)


def test_it_stops_when_a_cadre_stands_there(kiosk):
    kiosk.tap("bar:help", "choice:i_am_cadre")
    kiosk.sees(PIN_PAGE)
    assert not kiosk.calls.is_ringing
    assert kiosk.calls.taken_back == 0


def test_without_a_loudspeaker_she_is_asked_to_fetch_somebody(make_kiosk, strings):
    silent = make_kiosk(flows={CALL_CADRE: CallCadre(lambda: False)})
    silent.calls.is_heard = False
    silent.tap("bar:help")
    silent.sees("help.unheard")
    silent.tap("bar:home")
    silent.open("two")
    silent.tap("bar:help")
    silent.sees_panel(HelpPanel)
    assert strings.show("help.unheard.title") in silent.texts()
    assert silent.voice.said[-1] == strings.say("help.unheard.say")
    assert strings.show("help.title") not in silent.texts()
