"""The bell and the notice, with the real strings: the one never waits for the other."""

from __future__ import annotations

import pytest

from kiosk.calls import CadreCalls
from kiosk.config import ASSETS
from kiosk.services.call_cadre import list_calls
from kiosk.strings import load_strings
from kiosk.voice.port import Mute
from tests.plain_ports import plain_ports


class Ringing(Mute):
    has_loudspeaker = True

    def __init__(self):
        super().__init__()
        self.done = []

    def ring(self):
        self.done.append("ring")

    def stop_ringing(self):
        self.done.append("stop")

    def speak(self, text, *, urgent=False):
        self.done.append((text, urgent))


@pytest.fixture
def voice():
    return Ringing()


@pytest.fixture
def strings():
    return load_strings(ASSETS / "strings" / "zh_CN")


def test_it_rings_says_so_as_an_alert_and_leaves_a_notice(voice, strings):
    ports = plain_ports()
    calls = CadreCalls(voice, strings, lambda work: work(ports))
    calls.call("register.name", "")
    assert voice.done == ["ring", (strings.say("help.ring"), True)]
    assert [one.call.screen for one in list_calls(ports)] == ["register.name"]
    calls.take_back()
    assert voice.done[-1] == "stop"
    assert list_calls(ports) == []


def test_a_store_that_is_busy_or_broken_holds_no_bell_up(voice, strings):
    waiting = []
    calls = CadreCalls(voice, strings, waiting.append)
    calls.call("home", "")
    assert "ring" in voice.done
    assert len(waiting) == 1


def test_a_cadre_who_came_silences_it_and_the_notice_stays(voice, strings):
    ports = plain_ports()
    calls = CadreCalls(voice, strings, lambda work: work(ports))
    calls.call("home", "")
    calls.stop()
    assert voice.done[-1] == "stop"
    assert len(list_calls(ports)) == 1


@pytest.mark.parametrize("rang", [True, False])
def test_the_notice_tells_whether_anybody_can_have_heard_it(voice, strings, rang):
    ports = plain_ports()
    voice.has_loudspeaker = rang
    CadreCalls(voice, strings, lambda work: work(ports)).call("home", "")
    assert [one.call.rang for one in list_calls(ports)] == [rang]
